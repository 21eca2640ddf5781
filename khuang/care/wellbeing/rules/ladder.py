"""What follows a silence, and when: a call, then a visit of today, then an alert.

The minute job asks at `next_at` and may come late or miss minutes; what it comes to is the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Level = Literal["call", "visit", "alert"]

LEVELS: tuple[Level, ...] = ("call", "visit", "alert")


@dataclass(frozen=True)
class Times:
    """What the municipality sets.

    visit_after  minutes after the call was asked for, without anybody having reached them
    unanswered   so many calls without an answer lead to a visit at once
    alert_after  minutes after the visit was asked for, without anybody having met them
    """

    visit_after: int
    unanswered: int
    alert_after: int


@dataclass(frozen=True)
class Standing:
    """Where a silence stands.

    since       when this level began
    unanswered  calls that nobody took
    met_nobody  a visitor was there and met nobody
    """

    level: Level
    since: datetime
    unanswered: int = 0
    met_nobody: bool = False


def next_at(standing: Standing, times: Times) -> datetime | None:
    """Give when the next level begins by the clock alone; none at the last one."""
    if standing.level == "alert":
        return None
    minutes = times.visit_after if standing.level == "call" else times.alert_after
    return standing.since + timedelta(minutes=minutes)


def climbs(standing: Standing, times: Times, now: datetime) -> Level | None:
    """Give the level that begins now, or None while it stays as it is."""
    when = next_at(standing, times)
    if when is None:
        return None
    is_time = now >= when
    if standing.level == "call":
        return "visit" if is_time or standing.unanswered >= times.unanswered else None
    return "alert" if is_time or standing.met_nobody else None


def first_level(*, has_phone: bool) -> Level:
    """Give the level at which a silence begins: whom nobody can call is visited."""
    return "call" if has_phone else "visit"
