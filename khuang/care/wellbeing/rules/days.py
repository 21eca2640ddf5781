"""On which days and until which hour a sign of life is awaited, by the clock of the place.

A day of a check-in has one state. It follows from the agreement, the pauses and the signs of the
day alone, so that it can be told again for any day that is past.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

State = Literal["not-due", "paused", "waiting", "answered", "late", "silent"]

WEEKDAYS = range(7)  # 0 Monday
# A sender's clock may run ahead of ours by so much; what lies farther ahead was sent when it came.
AHEAD = timedelta(minutes=5)


@dataclass(frozen=True)
class Agreement:
    """On which weekdays (0 Monday), by which hour, from which day on and until which (not included)."""

    weekdays: frozenset[int]
    hour: time
    since: date
    until: date | None = None

    def is_due(self, day: date) -> bool:
        """Say whether a sign of life is awaited on a day, pauses apart."""
        holds = self.since <= day and (self.until is None or day < self.until)
        return holds and day.weekday() in self.weekdays


@dataclass(frozen=True)
class Away:
    """Days on which nothing is awaited: from one on, until another (included) or further notice."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def due_at(hour: time, day: date, zone: tzinfo) -> datetime:
    """Give the moment by which a sign of life of a day is awaited."""
    return datetime.combine(day, hour, zone)


def moment(sent: datetime, received: datetime) -> datetime:
    """Say when something was really sent: by the sender's clock, which cannot lie in the future.

    What was late on its way counts for when it was sent; the channel's clock is better than the way.
    """
    return received if sent > received + AHEAD else sent


def state(
    agreement: Agreement,
    day: date,
    *,
    away: Iterable[Away],
    holidays: Collection[date],
    signs: Collection[datetime],
    now: datetime,
    zone: tzinfo,
) -> State:
    """Say how a day of a check-in stands at a moment.

    signs  moments of the signs of life that are known, of any day
    """
    if not agreement.is_due(day):
        return "not-due"
    of_day = [one for one in signs if one.astimezone(zone).date() == day and one <= now]
    if day in holidays or any(one.covers(day) for one in away):
        return "answered" if of_day else "paused"
    due = due_at(agreement.hour, day, zone)
    if of_day:
        return "answered" if min(of_day) <= due else "late"
    return "silent" if now > due else "waiting"


def ends(silent_on: date, sign: datetime, zone: tzinfo) -> bool:
    """Say whether a sign of life ends a silence: it does when it is of that day or of a later one.

    One of the evening before, delivered late, says nothing about the morning.
    """
    return sign.astimezone(zone).date() >= silent_on
