"""One row of the plan as the official forms hold it, and the sums over rows. Amounts are whole baht."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

YEARS = 5
_WORDS = ("issue", "strategy", "project", "objective", "target", "indicator", "expected", "unit", "category")


@dataclass(frozen=True)
class PlanRow:
    """A row of form ผ.02, ผ.02/1, ผ.02/2 or ผ.03.

    years  baht for each of the plan's five years; 0 where nothing is planned
    """

    form: str
    work_plan: str
    project: str
    years: tuple[int, ...]
    issue: str = ""
    strategy: str = ""
    objective: str = ""
    target: str = ""
    indicator: str = ""
    expected: str = ""
    unit: str = ""
    category: str = ""
    kind: str = ""
    villages: tuple[str, ...] = ()
    reason: str = ""

    @property
    def total(self) -> int:
        return sum(self.years)

    def stripped(self) -> "PlanRow":
        """Give the row without blanks around its words."""
        return replace(self, **{name: getattr(self, name).strip() for name in (*_WORDS, "reason")})


@dataclass(frozen=True)
class Sum:
    """How many rows, and baht for each year."""

    count: int
    years: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.years)


@dataclass(frozen=True)
class Block:
    """The rows of one work plan under one development issue and strategy, with their sum."""

    issue: str
    strategy: str
    work_plan: str
    rows: tuple[PlanRow, ...]
    sum: Sum


@dataclass(frozen=True)
class SummaryLine:
    """A line of form ผ.01: a work plan, for each year how many projects and baht."""

    work_plan: str
    counts: tuple[int, ...]  # projects with money in each year
    years: tuple[int, ...]
    count: int  # projects in all; one of several years counts once
    total: int


def sum_of(rows: Iterable[PlanRow]) -> Sum:
    """Add rows up, year by year."""
    found = list(rows)
    return Sum(len(found), tuple(sum(row.years[n] for row in found) for n in range(YEARS)))


def blocks(rows: Iterable[PlanRow], order: Sequence[str]) -> list[Block]:
    """Group rows as the forms print them: by issue and strategy as they come, then work plan in `order`."""
    found = list(rows)
    first = {(row.issue, row.strategy): n for n, row in reversed(list(enumerate(found)))}
    place = {code: n for n, code in enumerate(order)}

    def where(row: PlanRow) -> tuple[int, int, str]:
        return first[row.issue, row.strategy], place.get(row.work_plan, len(place)), row.work_plan

    grouped = groupby(sorted(found, key=where), key=lambda row: (row.issue, row.strategy, row.work_plan))
    return [Block(*key, tuple(of), sum_of(of)) for key, group in grouped for of in (list(group),)]


def summary(rows: Iterable[PlanRow], order: Sequence[str]) -> list[SummaryLine]:
    """Compute form ผ.01 from the rows: a line for each work plan that has any."""
    found = list(rows)
    place = {code: n for n, code in enumerate(order)}
    codes = sorted({row.work_plan for row in found}, key=lambda code: (place.get(code, len(place)), code))
    return [_line(code, [row for row in found if row.work_plan == code]) for code in codes]


def _line(code: str, rows: list[PlanRow]) -> SummaryLine:
    counts = tuple(sum(1 for row in rows if row.years[n]) for n in range(YEARS))
    added = sum_of(rows)
    return SummaryLine(code, counts, added.years, added.count, added.total)


def grew(before: Iterable[PlanRow], after: Iterable[PlanRow]) -> tuple[int, ...]:
    """Give by how much each year costs more after than before; 0 where it does not."""
    was, now = sum_of(before).years, sum_of(after).years
    return tuple(max(0, new - old) for old, new in zip(was, now, strict=True))
