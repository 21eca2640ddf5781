"""Who is told next of an alert that nobody looks after, and when.

The ladder has three rungs. Each has some minutes; then the next is told. A rung on which nobody can be
reached is passed over at once, and the last one is told again and again.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "ladder.toml"
VOLUNTEER, SUPERVISOR, HEAD = "volunteer", "supervisor", "head"
RUNGS = (VOLUNTEER, SUPERVISOR, HEAD)
DAY, NIGHT = "day", "night"
PARTS = (DAY, NIGHT)
STRAY = "stray"
# Kinds of alert, the call of somebody unknown among them.
KINDS = ("urgent", STRAY, "silent", "worried", "risk")
LONGEST = 1440  # minutes that a rung may have
# A clock may go back by so much before we take it that it was set; the clocks of two machines differ.
SLACK = timedelta(minutes=2)

Waits = Mapping[str, int | None]


@dataclass(frozen=True)
class Ladder:
    """The ladder that holds.

    minutes    (kind, part of the day, rung) -> minutes; none: the rung is passed over
    confirmed  whether the municipality set it
    """

    day_begins: time
    night_begins: time
    minutes: Mapping[tuple[str, str, str], int | None]
    source: str
    source_th: str
    effective: date
    confirmed: bool

    def part_at(self, clock: time) -> str:
        """Say whether it is day or night on the municipality's clock."""
        return DAY if self.day_begins <= clock < self.night_begins else NIGHT

    def waits(self, kind: str, part: str) -> Waits:
        """Give the minutes of each rung."""
        return {rung: self.minutes[kind, part, rung] for rung in RUNGS}


@dataclass(frozen=True)
class Stand:
    """Where an alert stands: the rung told last ("" for none), how often the last one was, and when."""

    rung: str
    round: int
    told_at: datetime | None
    next_at: datetime


@dataclass(frozen=True)
class Step:
    """One rung that was told, or passed over because nobody on it can be reached."""

    rung: str
    round: int
    is_reached: bool
    next_at: datetime


@cache
def shipped() -> Ladder:
    """Read the ladder that holds until a municipality sets its own."""
    with FILE.open("rb") as file:
        said = tomllib.load(file)
    minutes = {
        (kind, part, rung): wait or None
        for kind, parts in said.pop("minutes").items()
        for part, waits in parts.items()
        for rung, wait in zip(RUNGS, waits, strict=True)
    }
    return Ladder(minutes=minutes, **said)


def is_due(stand: Stand, now: datetime) -> bool:
    """Say whether an alert goes on: its time has come, or the clock was set back behind the last step."""
    is_back = stand.told_at is not None and now < stand.told_at - SLACK
    return now >= stand.next_at or is_back


def go_on(stand: Stand, waits: Waits, is_reachable: Callable[[str], bool], now: datetime) -> list[Step]:
    """Give the rungs that are told now, in order; the last of them waits until its `next_at`.

    Time counts from now, not from when it was due: after an hour without power one rung is told, not all.
    The last rung is told even where nobody on it can be reached, and again after its minutes.
    """
    round_ = stand.round + 1 if stand.rung == HEAD else stand.round
    steps = []
    for rung, wait in _above(stand.rung, waits):
        steps.append(Step(rung, round_, is_reachable(rung), now + timedelta(minutes=wait)))
        if steps[-1].is_reached:
            break
    return steps


def _above(rung: str, waits: Waits) -> Iterator[tuple[str, int]]:
    """Give the rungs above one, without those that are passed over; above the last it stands itself."""
    first = 0 if not rung else min(RUNGS.index(rung) + 1, len(RUNGS) - 1)
    for above in RUNGS[first:]:
        wait = waits[above]
        if wait is not None:
            yield above, wait


def longest_silence(waits: Waits) -> timedelta:
    """Give the longest time that passes between two steps of an alert which nobody looks after."""
    return timedelta(minutes=max(wait for wait in waits.values() if wait is not None))
