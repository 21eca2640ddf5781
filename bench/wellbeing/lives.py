"""How people live: who taps, who forgets, whose battery is dead, who is in hospital, who is in need."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from typing import Any

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
THERE = timezone(timedelta(hours=7))
HOUR = time(9)  # by which everybody has agreed to tap
FIRST = date(2026, 11, 2)
KINDS, SHARES = ("regular", "forgetful", "weak-phone"), (82, 13, 5)
# Chances of a day; what begins in hospital or in need lasts.
MISSES = {"regular": 0.004, "forgetful": 0.06, "weak-phone": 0.03}
HOSPITAL, NEED = 0.0009, 0.00025
TOLD = 0.5  # of those in hospital, somebody tells the desk on the first day
TAKES = {"late": 0.75, "battery": 0.25, "hospital": 0.05, "need": 0.0, "": 0.9}  # the call


@dataclass
class Life:
    """One person.

    reason  why they do not tap today; until: last day of it; since: when it was to be noticed
    """

    person: Any
    contact: Any
    kind: str
    reason: str = ""
    until: date = FIRST - DAY
    since: datetime | None = None


def at(day: date, hour: time) -> datetime:
    """Give a moment of a day there."""
    return datetime.combine(day, hour, THERE)


def draw(life: Life, day: date, rng: Random) -> bool:
    """Say why somebody does not tap today; whether that began in hospital and the desk was told."""
    if life.until >= day:
        return False
    chance, life.reason = rng.random(), ""
    if chance < NEED:
        life.reason, life.until, life.since = "need", day + 60 * DAY, at(day, HOUR)
    elif chance < NEED + HOSPITAL:
        life.reason, life.until = "hospital", day + rng.randint(2, 9) * DAY
        return rng.random() < TOLD
    elif chance < NEED + HOSPITAL + MISSES[life.kind]:
        life.reason, life.until = ("battery" if life.kind == "weak-phone" else "late"), day
    return False


def taps(life: Life, day: date, rng: Random) -> Iterator[datetime]:
    """Give when somebody taps today; some tap twice."""
    if not life.reason:
        first = at(day, HOUR) - rng.randint(1, 170) * MINUTE
        yield first
        if rng.random() < 0.1:
            yield first + MINUTE
    elif life.reason == "late":
        yield at(day, HOUR) + rng.randint(2, 400) * MINUTE
