"""The statement written by hand gives what Django would have asked for."""

from datetime import timedelta

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.utils import timezone

from khuang.ground.accounts.models import AssignedHome, BrokenGlass, NamedAccount, RoleAssignment
from khuang.ground.accounts.reads.holding import held_now
from khuang.lib.identifiers import uuid7

DAY = timedelta(days=1)
# Begins and ends, in days from now: over, going on without and with an end, and still to come.
TIMES = [(-3, -1), (-3, None), (-3, 2), (1, None), (1, 2)]


@pytest.fixture
def rows(cast, inside):
    """Give everybody every kind of row at every kind of time, and return two of them."""
    now = timezone.now()
    for begins, ends in TIMES:
        since, until = now + begins * DAY, now + ends * DAY if ends else None
        for account in (cast.boonsri, cast.mali):
            given = RoleAssignment.objects.create(
                account=account, role="carer", held_at="homes", since=since, until=until
            )
            for held in (given, account.assignments.first()):
                AssignedHome.objects.create(assignment=held, home_id=uuid7(), since=since, until=until)
            NamedAccount.objects.create(account=account, record_id=uuid7(), since=since, until=until)
            BrokenGlass.objects.create(
                account=account,
                record_id=uuid7(),
                reason="danger",
                said="-",
                at=since,
                until=until or now + DAY,
            )
    return cast.boonsri, cast.mali


def as_django_asks(account):
    now = timezone.now()
    holds = Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))
    opens = {
        "homes_now": AssignedHome.objects.filter(holds, assignment=OuterRef("pk")).values("home_id"),
        "named_now": NamedAccount.objects.filter(holds, account=account).values("record_id"),
        "broken_now": BrokenGlass.objects.filter(account=account, at__lte=now, until__gt=now).values(
            "record_id"
        ),
    }
    arrays = {name: ArraySubquery(ids.order_by()) for name, ids in opens.items()}
    return RoleAssignment.objects.filter(holds, account=account).annotate(**arrays)


def told(row):
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    opened = {name: sorted(getattr(row, name)) for name in ("homes_now", "named_now", "broken_now")}
    return fields | opened


def test_it_gives_what_django_gives(rows):
    for account in rows:
        given = [told(row) for row in held_now(account)]
        assert len(given) == 3
        assert given == [told(row) for row in as_django_asks(account)]
