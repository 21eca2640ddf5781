"""Who pays for help, and what each gave: counts that name nobody who was helped."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from khuang.care.support.models import Funder, Movement, Package, Pledge

_GAVE = Q(movements__undone_at=None, movements__kind=Movement.Kind.RECEIVED)
_BACK = Q(movements__undone_at=None, movements__kind=Movement.Kind.RETURNED)


@dataclass(frozen=True)
class Gift:
    """What a funder gave for one kind of help: packages helped, satang, of it hours of work."""

    kind: str
    form: str
    packages: int
    amount: int
    hours: int


@dataclass(frozen=True)
class FunderRecord:
    """A funder with what it gave; `people` were helped by it."""

    funder: Funder
    gifts: list[Gift]
    promised: int  # satang that have not come yet
    people: int

    @property
    def amount(self) -> int:
        return sum(gift.amount for gift in self.gifts)

    @property
    def hours(self) -> int:
        return sum(gift.hours for gift in self.gifts)


def funders(*, on: date | None = None) -> QuerySet[Funder]:
    """Give every funder by name; with a day, those who are in use then."""
    rows = Funder.objects.order_by("name", "pk")
    return rows.filter(Q(until=None) | Q(until__gte=on), since__lte=on) if on else rows


def funder_record(funder: Funder, *, year: tuple[date, date] | None = None) -> FunderRecord:
    """Gather what a funder gave, in all or from one day to another, both included."""
    gifts = _gifts(funder, year)
    given = Pledge.objects.filter(funder=funder, came__gt=0)
    people = Package.objects.filter(pledges__in=given).order_by().values("about_id").distinct().count()
    open_pledges = Pledge.objects.filter(funder=funder, withdrawn_at=None, package__ended_at=None)
    return FunderRecord(funder, gifts, sum(one.outstanding for one in open_pledges), people)


def _gifts(funder: Funder, year: tuple[date, date] | None) -> list[Gift]:
    during = Q(movements__on__range=year) if year else Q()
    rows = (
        Pledge.objects.filter(funder=funder)
        .order_by()
        .values("package__kind", "form")
        .annotate(
            packages=Count("package", distinct=True, filter=_GAVE & during),
            came=Coalesce(Sum("movements__amount", filter=_GAVE & during), 0),
            back=Coalesce(Sum("movements__amount", filter=_BACK & during), 0),
            hours=Coalesce(Sum("movements__hours", filter=_GAVE & during), 0),
        )
    )
    labels = dict(Package.Kind.choices)
    forms = dict(Pledge.Form.choices)
    gifts = [
        Gift(
            kind=str(labels[row["package__kind"]]),
            form=str(forms[row["form"]]),
            packages=row["packages"],
            amount=row["came"] - row["back"],
            hours=row["hours"],
        )
        for row in rows
    ]
    return sorted((gift for gift in gifts if gift.packages), key=lambda gift: -gift.amount)


def totals() -> dict[UUID, int]:
    """Give what each funder gave in all, less what went back; satang."""
    rows = Movement.objects.filter(undone_at=None, kind__in=(Movement.Kind.RECEIVED, Movement.Kind.RETURNED))
    gave: Counter[UUID] = Counter()
    for funder, kind, amount in rows.order_by().values_list("pledge__funder", "kind").annotate(Sum("amount")):
        gave[funder] += amount if kind == Movement.Kind.RECEIVED else -amount
    return dict(gave)
