"""Who is silent and who looks after it, and how today stands, where an account may look."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from khuang.care.correspondence.models import Call
from khuang.care.people.models import Person, here
from khuang.care.wellbeing.models import CheckIn, Pause, Sign, Silence
from khuang.care.wellbeing.reads.settings import free_days, setting
from khuang.care.wellbeing.rules.days import Agreement, Away, state
from khuang.ground.accounts.reads import scope_of

PERMISSION = "wellbeing.view"
STATES = ("silent", "waiting", "late", "answered", "paused")
# A last sign of life is looked for so far back.
BACK = timedelta(days=56)


@dataclass(frozen=True)
class SilentLine:
    """Somebody who is silent: days of the run, the last sign of life, and the call that was asked for."""

    silence: Silence
    days: int
    last: Sign | None
    call: Call | None

    @property
    def person(self) -> Person:
        """Who it is."""
        person: Person = self.silence.person
        return person


@dataclass(frozen=True)
class DayLine:
    """Somebody of whom a sign of life is awaited today, and how their day stands."""

    check_in: CheckIn
    state: str
    sign: Sign | None


@dataclass(frozen=True)
class Board:
    """What the page shows: the silent, longest first; today's people by state; pauses to ask about."""

    silent: list[SilentLine]
    today: list[DayLine]
    counts: list[tuple[str, int]]
    reminders: list[Pause]


def board(account: Any, *, village: str = "", how: str = "", at: datetime) -> Board:
    """Give the page of an account; a fixed number of statements.

    village  id, or "" for all where the account may look
    how      keeps today's people of one of STATES; "" for all
    """
    day = timezone.localdate(at)
    lines = today(account, village=village, at=at)
    counted = Counter(one.state for one in lines)
    return Board(
        silent=silent(account, village=village, day=day),
        today=[one for one in lines if how in ("", one.state)],
        counts=[(name, counted[name]) for name in STATES],
        reminders=reminders(account, day),
    )


def silent(account: Any, *, village: str = "", day: date) -> list[SilentLine]:
    """Give who is silent now, longest first; four statements."""
    rows = list(_within(open_silences(account), village).select_related("visit__volunteer", "alert", "call"))
    last = last_signs([one.person_id for one in rows], day)
    calls = {one.message_id: one for one in Call.objects.filter(message__in=[one.call_id for one in rows])}
    return [
        SilentLine(one, (day - one.run_since).days + 1, last.get(one.person_id), calls.get(one.call_id))
        for one in rows
    ]


def open_silences(account: Any) -> QuerySet[Silence]:
    """Give the silences that are open where an account may look."""
    rows = Silence.objects.filter(ended_at=None).select_related("person__village", "person__dwelling")
    return scope_of(account, PERMISSION).filter(rows)


def today(account: Any, *, village: str = "", at: datetime) -> list[DayLine]:
    """Give everybody of whom a sign of life is due today, and how their day stands; three statements."""
    day, zone, held = timezone.localdate(at), timezone.get_current_timezone(), setting()
    rows = scope_of(account, PERMISSION).filter(CheckIn.objects.filter(until=None).filter(here("person__")))
    due = list(
        _within(rows, village)
        .filter(since__lte=day, weekdays__contains=[day.weekday()])
        .select_related("person__village", "person__dwelling")
        .order_by("person__sort_key", "person__pk")
    )
    keys = {one.person_id for one in due}
    signs, away, free = _signs_of(keys, day), pauses_of(keys, day), free_days(held)
    found = []
    for one in due:
        of_day = signs.get(one.person_id, [])
        moments = [sign.first_at for sign in of_day]
        stands = state(
            agreement_of(one),
            day,
            away=away.get(one.person_id, ()),
            holidays=free,
            signs=moments,
            now=at,
            zone=zone,
        )
        found.append(DayLine(one, stands, of_day[0] if of_day else None))
    return found


def agreement_of(row: CheckIn) -> Agreement:
    """Give an agreement as the rules take it."""
    return Agreement(frozenset(row.weekdays), row.hour, row.since, row.until)


def pauses_of(persons: Collection[UUID], since: date) -> dict[UUID, list[Away]]:
    """Give the days away of persons that reach into a time from a day on; one statement."""
    found: dict[UUID, list[Away]] = {}
    for one in Pause.objects.filter(person__in=persons).exclude(last_on__lt=since).order_by("pk"):
        away = away_of(one)
        if away is not None:
            found.setdefault(one.person_id, []).append(away)
    return found


def away_of(row: Pause) -> Away | None:
    """Give the days that a pause covered or covers; None when it was ended before it began."""
    last = row.last_on
    if row.ended_on is not None:
        before = row.ended_on - timedelta(days=1)
        last = before if last is None else min(last, before)
    return None if last is not None and last < row.first_on else Away(row.first_on, last)


def last_signs(persons: Iterable[UUID], day: date) -> dict[UUID, Sign]:
    """Give the last sign of life of each person of the last weeks; one statement."""
    rows = Sign.objects.filter(person__in=list(persons), day__gte=day - BACK)
    return {one.person_id: one for one in rows.order_by("person_id", "-last_at", "-pk").distinct("person_id")}


def reminders(account: Any, day: date) -> list[Pause]:
    """Give the pauses until further notice about which it is time to ask."""
    rows = Pause.objects.filter(remind_on__lte=day, ended_on=None, last_on=None).filter(here("person__"))
    return list(
        scope_of(account, "wellbeing.agree").filter(rows).select_related("person").order_by("remind_on", "pk")
    )


def _signs_of(persons: Collection[UUID], day: date) -> dict[UUID, list[Sign]]:
    found: dict[UUID, list[Sign]] = {}
    for one in Sign.objects.filter(person__in=persons, day=day).order_by("first_at", "pk"):
        found.setdefault(one.person_id, []).append(one)
    return found


def _within(rows: Any, village: str) -> Any:
    return rows.filter(person__village=village) if village else rows
