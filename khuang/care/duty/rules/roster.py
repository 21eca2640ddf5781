"""Who is on duty at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from khuang.care.duty.rules.ladder import DAY, NIGHT, Ladder


@dataclass(frozen=True)
class Spell:
    """Somebody is on duty from one day to another, both included.

    weekdays  0 Monday to 6 Sunday; empty: every day
    part      day, night; "": both
    """

    account: UUID
    first_on: date
    last_on: date | None
    weekdays: frozenset[int]
    part: str

    def covers(self, day: date, part: str) -> bool:
        begun = self.first_on <= day and (self.last_on is None or day <= self.last_on)
        return begun and self.part in ("", part) and (not self.weekdays or day.weekday() in self.weekdays)


def turn_at(ladder: Ladder, local: datetime) -> tuple[date, str]:
    """Give the day and the part of it to which a local time belongs; a night is that of its evening."""
    part = ladder.part_at(local.time())
    is_morning = part == NIGHT and local.time() < ladder.day_begins
    return local.date() - timedelta(days=is_morning), part


def on_duty(spells: Iterable[Spell], turn: tuple[date, str]) -> set[UUID]:
    """Give who is on duty in a turn."""
    return {one.account for one in spells if one.covers(*turn)}


def next_turn(ladder: Ladder, local: datetime) -> tuple[date, str]:
    """Give the turn that follows the one of a local time."""
    day, part = turn_at(ladder, local)
    return (day, NIGHT) if part == DAY else (day + timedelta(days=1), DAY)
