"""Whose time is over by the retention rules is proposed for erasure; a person approves."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from khuang.care.people.models import Erasure, LegalHold, Person
from khuang.care.people.rules.retention import retention
from khuang.ground.journal import actions as journal

MOST = 500  # proposals of one night; the rest follows


@journal.action
def propose_expired(*, at: datetime) -> int:
    """Propose everybody whose time is over, once; give how many. Journal: people.erasure-proposed.

    Left out: who is held as evidence, who was proposed before (a proposal that was declined is
    not made again), and records that were merged into another, which go with it.
    """
    on = timezone.localdate(at)
    made: list[Erasure] = []
    for rule in retention().erasing:
        over = {f"{rule.counted_from}__lt": rule.ends_before(on)}
        rows = Person.objects.filter(**over, merged_into=None).exclude(pk__in=_left_out())
        rows = rows.exclude(pk__in=[one.person_id for one in made]).order_by("pk")
        made += [_proposal(key, rule.code, at) for key in rows.values_list("pk", flat=True)[:MOST]]
    Erasure.objects.bulk_create(made)
    if made:
        keys = [one.about_id for one in made]
        journal.write("people.erasure-proposed", by=journal.SYSTEM, about=None, at=at, also=keys)
    return len(made)


def _left_out() -> set[UUID]:
    held = LegalHold.objects.filter(lifted_at=None).order_by().values_list("person", flat=True)
    before = Erasure.objects.exclude(person=None).order_by().values_list("person", flat=True)
    return {*held, *before}


def _proposal(person: UUID, because: str, at: datetime) -> Erasure:
    return Erasure(person_id=person, about_id=person, because=because, proposed_at=at)
