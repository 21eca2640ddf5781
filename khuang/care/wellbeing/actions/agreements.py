"""Agree with somebody by when they let us hear of them, and end it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.care.wellbeing.actions.ending import close
from khuang.care.wellbeing.models import CheckIn, Silence
from khuang.care.wellbeing.reads.reach import who_tap
from khuang.care.wellbeing.rules.problems import AlreadyEnded, NoDays, NotHere
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

Ended = CheckIn.Ended


@dataclass(frozen=True)
class Agreed:
    """What was agreed; see CheckIn for each word. since: its first day, none for today."""

    weekdays: Collection[int]
    hour: time
    consent: str
    agreed_by: str = "person"
    helper_name: str = ""
    words: str = ""
    since: date | None = None


@journal.action
def agree(person: Person, what: Agreed, *, by: Any, at: datetime) -> CheckIn:
    """Keep what was agreed with a person; what held before ends with the day before.

    Journal: wellbeing.agreed. Raises PermissionDenied, NotHere, NoDays.
    """
    allow(by, person)
    if not person.is_here:
        raise NotHere
    if not what.weekdays:
        raise NoDays
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    since = what.since or timezone.localdate(at)
    _end_before(person, since, at)
    made = CheckIn(
        person=person,
        weekdays=sorted(set(what.weekdays)),
        hour=what.hour,
        way=CheckIn.Way.TAP if who_tap([person.pk]) else CheckIn.Way.CALL,
        agreed_by=what.agreed_by,
        helper_name=(what.helper_name.strip() or None) if what.agreed_by == "helper" else None,
        consent=what.consent,
        words=what.words.strip() or None,
        since=since,
        settled_on=_settled(what.hour, since, at),
        made_at=at,
        by_id=by.pk,
    )
    made.validate_constraints(exclude=["municipality"])
    made.save(force_insert=True)
    journal.write("wellbeing.agreed", by=by, about=person, at=at, check_in=made.pk)
    return made


@journal.action
def end_check_in(check_in: CheckIn, *, because: str, by: Any, at: datetime) -> CheckIn:
    """End what was agreed, and what was begun because of a silence.

    Journal: wellbeing.agreement-ended. Raises PermissionDenied, AlreadyEnded.
    """
    held = CheckIn.objects.select_for_update(of=("self",)).select_related("person").get(pk=check_in.pk)
    allow(by, held.person)
    if held.until is not None:
        raise AlreadyEnded
    end(held, because, timezone.localdate(at))
    close(held.person, Silence.Ended.OVER, by=by, at=at)
    journal.write("wellbeing.agreement-ended", by=by, about=held.person, at=at, check_in=held.pk)
    return held


def end(held: CheckIn, because: Any, day: date) -> None:
    """End an agreement with a day; one that has not begun ends on the day on which it would have."""
    held.until, held.ended_because = max(held.since, day), because
    held.save(update_fields=["until", "ended_because"])


def allow(by: Any, person: Person) -> None:
    """Raise PermissionDenied for whoever may not agree check-ins with a person."""
    if not may(by, "wellbeing.agree", person) or is_closed_to(by, person):
        raise PermissionDenied


def _settled(hour: time, since: date, at: datetime) -> date | None:
    """What is agreed after its hour has passed begins on the next day."""
    is_over = since == timezone.localdate(at) and timezone.localtime(at).time() >= hour
    return since if is_over else None


def _end_before(person: Person, since: date, at: datetime) -> None:
    held = CheckIn.objects.select_for_update(of=("self",)).filter(person=person, until=None).first()
    if held is not None:
        end(held, Ended.CHANGED, since)
        close(person, Silence.Ended.OVER, by=journal.SYSTEM, at=at)
