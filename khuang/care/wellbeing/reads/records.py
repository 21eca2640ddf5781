"""One person's check-in: what holds, what was, pauses, and the last eight weeks day by day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.people.reads import speaking_for
from khuang.care.wellbeing.models import CheckIn, Pause, Sign, Silence
from khuang.care.wellbeing.reads.board import agreement_of, away_of, last_signs
from khuang.care.wellbeing.reads.settings import free_days, setting
from khuang.care.wellbeing.rules.days import state
from khuang.ground.accounts.reads import may

WEEKS = 8
DAY = timedelta(days=1)


@dataclass(frozen=True)
class CalendarDay:
    """One day of the calendar: how it stood, or "ahead" for one that is still to come."""

    on: date
    state: str


@dataclass(frozen=True)
class Record:
    """What the page of a person shows.

    now      the agreement that holds, if one does
    before   those that ended
    weeks    eight of them, from a Monday on, oldest first
    silence  the one that is open
    """

    now: CheckIn | None
    before: list[CheckIn]
    pauses: list[Pause]
    last: Sign | None
    signs: list[Sign]
    silence: Silence | None
    weeks: list[list[CalendarDay]]


@dataclass(frozen=True)
class Brief:
    """What the whole record of a person says of it in two lines."""

    now: CheckIn | None
    last: Sign | None
    silence: Silence | None


def brief(account: Any, person: Person, *, on: date) -> Brief | None:
    """Give the check-in of a person in short; None where the account may not look."""
    if not may(account, "wellbeing.view", person):
        return None
    now = CheckIn.objects.filter(person=person, until=None).first()
    silence = Silence.objects.filter(person=person, ended_at=None).first()
    return Brief(now, last_signs([person.pk], on).get(person.pk), silence)


def record(person: Person, *, at: datetime) -> Record:
    """Give everything about a person's check-ins, those of merged records included."""
    ids, day = speaking_for(person), timezone.localdate(at)
    agreed = list(CheckIn.objects.filter(person__in=ids))
    pauses = list(Pause.objects.filter(person__in=ids))
    first = day - day.weekday() * DAY - (WEEKS - 1) * 7 * DAY
    signs = list(Sign.objects.filter(person__in=ids, day__gte=first))
    return Record(
        now=next((one for one in agreed if one.until is None and one.person_id == person.pk), None),
        before=[one for one in agreed if one.until is not None],
        pauses=pauses,
        last=max(signs, key=lambda one: one.last_at, default=None),
        signs=signs,
        silence=Silence.objects.filter(person=person, ended_at=None)
        .select_related("visit__volunteer")
        .first(),
        weeks=_weeks(first, day, agreed, pauses, signs, at),
    )


def _weeks(
    first: date, day: date, agreed: list[CheckIn], pauses: list[Pause], signs: list[Sign], at: datetime
) -> list[list[CalendarDay]]:
    away = [one for one in map(away_of, pauses) if one is not None]
    known: dict[str, Any] = {
        "away": away,
        "holidays": free_days(setting()),
        "signs": [one.first_at for one in signs],
        "zone": timezone.get_current_timezone(),
    }
    days = [first + number * DAY for number in range(7 * WEEKS)]
    told = [CalendarDay(one, _told(one, day, agreed, known, at)) for one in days]
    return [told[start : start + 7] for start in range(0, len(told), 7)]


def _told(one: date, day: date, agreed: list[CheckIn], known: dict[str, Any], at: datetime) -> str:
    if one > day:
        return "ahead"
    found = [state(agreement_of(row), one, now=at, **known) for row in agreed]
    return next((name for name in found if name != "not-due"), "not-due")
