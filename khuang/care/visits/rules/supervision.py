"""Who has too much, who has nothing to do, and who deserves praise."""

from dataclasses import dataclass
from datetime import date, timedelta

OVER, IDLE, EVEN = "overloaded", "idle", ""
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Load:
    """A volunteer's month: visits and minutes planned, half-days offered, and their limits."""

    visits: int
    minutes: int
    half_days: int
    per_half: int
    hours: int | None

    @property
    def state(self) -> str:
        """More than they offer or may give; nothing although they offer; or neither."""
        too_long = self.hours is not None and self.minutes > self.hours * 60
        if too_long or self.visits > self.half_days * self.per_half:
            return OVER
        return IDLE if self.half_days and not self.visits else EVEN


@dataclass(frozen=True)
class Made:
    """A volunteer's week: visits planned, and how many of them were made."""

    planned: int
    done: int

    @property
    def is_praised(self) -> bool:
        """Every planned visit was made, and there was one."""
        return self.planned > 0 and self.done == self.planned


def week_before(day: date) -> date:
    """Give the Monday of the last whole week before a day."""
    return day - timedelta(days=day.weekday()) - WEEK
