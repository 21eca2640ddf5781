"""What becomes of a check-in when two records become one, and two again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.wellbeing.actions.agreements import end
from khuang.care.wellbeing.actions.ending import close
from khuang.care.wellbeing.models import CheckIn, Pause, Silence
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry

Ended = CheckIn.Ended
_KEPT = ("weekdays", "hour", "way", "agreed_by", "helper_name", "consent", "words", "settled_on")


def join_merged(entry: Entry) -> None:
    """Follow people.merged: what was agreed with the merged record holds for the survivor.

    Pauses that hold are taken over. Journal: wellbeing.agreed.
    """
    survivor = Person.objects.get(pk=entry.about_id)
    day = timezone.localdate(entry.at)
    for merged in Person.objects.filter(pk__in=_also(entry)):
        held = CheckIn.objects.filter(person=merged, until=None).first()
        close(merged, Silence.Ended.OVER, by=journal.SYSTEM, at=entry.at)
        if held is not None:
            end(held, Ended.MERGED, day)
            _begin(held, survivor, entry.at)
        for one in Pause.objects.filter(person=merged, ended_on=None).exclude(last_on__lt=day):
            _copy_pause(one, survivor)


def part_split(entry: Entry) -> None:
    """Follow people.split: what was agreed with the other record holds again. Journal: wellbeing.agreed."""
    for person in Person.objects.filter(pk__in=_also(entry)):
        last = CheckIn.objects.filter(person=person).first()
        if last is not None and last.ended_because == Ended.MERGED:
            _begin(last, person, entry.at)


def _begin(held: CheckIn, person: Person, at: datetime) -> None:
    if CheckIn.objects.filter(person=person, until=None).exists():
        return
    kept: dict[str, Any] = {name: getattr(held, name) for name in _KEPT}
    made = CheckIn.objects.create(
        person=person, since=timezone.localdate(at), made_at=at, by_id=held.by_id, **kept
    )
    journal.write("wellbeing.agreed", by=journal.SYSTEM, about=person, at=at, check_in=made.pk)


def _copy_pause(held: Pause, person: Person) -> None:
    names = ("kind", "first_on", "last_on", "remind_on", "own_tap", "words", "made_at", "by_id")
    Pause.objects.create(person=person, **{name: getattr(held, name) for name in names})


def _also(entry: Entry) -> list[UUID]:
    return [UUID(one) for one in entry.references.get("also", ())]
