"""When somebody can visit: half-days of the week with dates, less the days of absence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MORNING, AFTERNOON = "morning", "afternoon"
HALVES = (MORNING, AFTERNOON)
WEEKDAYS = range(7)  # 0 Monday

Slot = tuple[date, str]


@dataclass(frozen=True)
class Offer:
    """A half-day of every week, from `since` up to but not including `until`; open when that is none."""

    weekday: int
    half: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        begun = self.since <= day and (self.until is None or day < self.until)
        return begun and day.weekday() == self.weekday


@dataclass(frozen=True)
class Away:
    """Days of absence, the first and the last included."""

    first_on: date
    last_on: date

    def covers(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def days(first: date, last: date) -> list[date]:
    """Give the days from one to another, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def slots(offers: Iterable[Offer], away: Iterable[Away], first: date, last: date) -> list[Slot]:
    """Give the half-days between two days, both included, on which somebody can visit, in order of time."""
    offers, away = list(offers), list(away)
    found = {
        (day, offer.half)
        for day in days(first, last)
        if not any(one.covers(day) for one in away)
        for offer in offers
        if offer.holds_on(day)
    }
    return sorted(found, key=lambda slot: (slot[0], HALVES.index(slot[1])))


def change(
    now: Iterable[tuple[int, str]], wanted: Iterable[tuple[int, str]]
) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """Say which half-days of the week begin and which end when somebody's week becomes another."""
    now, wanted = set(now), set(wanted)
    return wanted - now, now - wanted
