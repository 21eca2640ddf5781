"""Who is visited how often, and on which days of a month each of these visits is due.

The rules are dated data (data/schedules.toml). Which visits a month has follows from a schedule
alone, so that every plan of a month speaks of the same ones.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data" / "schedules.toml"
_DAY = timedelta(days=1)
# A Monday from which blocks of days are counted.
_EPOCH = date(2001, 1, 1)
# From so many days on a schedule counts in months.
_MONTHLY = 28
_DAYS_A_MONTH = 30.4


@dataclass(frozen=True)
class Rule:
    """Whom it fits, and how often they are visited; see data/schedules.toml for each word."""

    code: str
    th: str
    en: str
    kinds: frozenset[str]
    levels: frozenset[str]
    every: int
    times: int
    minutes: int
    skill: str
    tier: int

    def fits(self, kinds: Collection[str], level: str) -> bool:
        return self.kinds <= set(kinds) and (not self.levels or level in self.levels)


@dataclass(frozen=True)
class RuleSet:
    """One version of the rules; tiers as (Thai, English), worst off first."""

    version: str
    since: date
    source: str
    source_th: str
    confirmed: bool
    tiers: tuple[tuple[str, str], ...]
    rules: tuple[Rule, ...]

    def rule_for(self, kinds: Collection[str], level: str) -> Rule | None:
        """Give the first rule that fits somebody of these kinds and this class."""
        return next((rule for rule in self.rules if rule.fits(kinds, level)), None)

    @property
    def last_tier(self) -> int:
        return len(self.tiers) - 1


@dataclass(frozen=True)
class Due:
    """One visit that a schedule asks for in a month: any day from the earliest to the latest."""

    series: int
    occurrence: int
    earliest: date
    latest: date


@cache
def versions() -> tuple[RuleSet, ...]:
    """Read the shipped versions, oldest first."""
    said = tomllib.loads(DATA.read_text())["versions"]
    return tuple(sorted(map(_rule_set, said), key=lambda one: one.since))


def in_force(on: date) -> RuleSet:
    """Give the version that holds on a day; before the first one, the first."""
    begun = [one for one in versions() if one.since <= on]
    return begun[-1] if begun else versions()[0]


def _rule_set(said: Mapping[str, Any]) -> RuleSet:
    return RuleSet(
        version=said["version"],
        since=said["since"],
        source=said["source"],
        source_th=said["source_th"],
        confirmed=said["confirmed"],
        tiers=tuple((one["th"], one["en"]) for one in said["tiers"]),
        rules=tuple(map(_rule, said["rules"])),
    )


def _rule(said: Mapping[str, Any]) -> Rule:
    return Rule(
        **{name: said[name] for name in ("code", "th", "en", "every", "minutes", "tier")},
        kinds=frozenset(said["kinds"]),
        levels=frozenset(said.get("levels", ())),
        times=said.get("times", 1),
        skill=said.get("skill", ""),
    )


def due_in(
    month: date, every: int, times: int, *, spread: int, since: date, last: date | None = None
) -> list[Due]:
    """Give the visits of a schedule that are due in a month, in order of their days.

    month   its first day
    spread  any number of the person: it says in which week or month of the rhythm they come
    since   the schedule's first day; nothing is due before
    last    day of the last visit before the month, none if there was none
    """
    found = (
        _by_months(month, every, times, spread, since, last)
        if every >= _MONTHLY
        else _by_days(month, every, times, spread)
    )
    counted: dict[int, int] = {}
    due = []
    for series, first, final in found:
        counted[series] = counted.get(series, 0) + 1
        if final >= since:
            due.append(Due(series, counted[series], max(first, since), final))
    return due


def month_end(month: date) -> date:
    """Give the last day of the month that begins on a day."""
    return _next_month(month) - _DAY


def apart(every: int, times: int) -> int:
    """Give the least days between two visits of one series: well over half of their rhythm."""
    return 0 if every >= _MONTHLY else every * 4 // 7 if times == 1 else 1


def _by_days(month: date, every: int, times: int, spread: int) -> list[tuple[int, date, date]]:
    """Cut time into blocks of `every` days, each into `times` parts; a part is of the month of its middle."""
    shift = (spread % (every // 7)) * 7 if every % 7 == 0 else spread % every
    last = month_end(month)
    block = _EPOCH + timedelta(days=shift)
    block += ((month - block).days // every) * timedelta(days=every)
    found = []
    while block <= last:
        for series in range(1, times + 1):
            first = block + timedelta(days=every * (series - 1) // times)
            final = block + timedelta(days=every * series // times) - _DAY
            if month <= first + (final - first) // 2 <= last:
                found.append((series, max(first, month), min(final, last)))
        block += timedelta(days=every)
    return found


def _by_months(
    month: date, every: int, times: int, spread: int, since: date, last: date | None
) -> list[tuple[int, date, date]]:
    """Ask for a visit in each month, or in one of several: that of the person, or now when it is overdue."""
    months = max(1, round(every / _DAYS_A_MONTH))
    final = month_end(month)
    is_turn = (month.year * 12 + month.month) % months == spread % months
    is_late = months > 1 and (last or since) + timedelta(days=every) < month
    was_lately = last is not None and last + timedelta(days=every // 2) > final
    if not (is_turn or is_late) or was_lately:
        return []
    # Not in the week after the last visit, though it was in another month.
    earliest = max(month, last + timedelta(days=every // 4)) if last else month
    days = (final - earliest).days + 1
    parts = [earliest + timedelta(days=days * part // times) for part in range(times + 1)]
    return [(part + 1, parts[part], parts[part + 1] - _DAY) for part in range(times)]


def _next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)
