"""Who comes in, changes band or goes out with the next fiscal year, and what it costs.

What is foreseen is what the rules of today say on the first and the last day of that year, on the
facts of today; nobody's circumstances are guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from khuang.care.risk.rules.conditions import Facts
from khuang.care.support.rules.benefits import MONTH, NOT_ELIGIBLE, Benefit, Born, Finding, evaluate
from khuang.lib.thai_dates import fiscal_year, fiscal_year_bounds

ENTERS, BAND, LEAVES = KINDS = ("enters", "band", "leaves")
MONTHS = 12


@dataclass(frozen=True)
class Change:
    """What the next fiscal year changes for one person and one benefit.

    before, after  baht a month; None when what is not known leaves several
    months         how many months of the next year are paid after the change
    baht           difference to a whole year as it is now; None when an amount is not certain
    """

    kind: str
    before: int | None
    after: int | None
    months: int

    @property
    def baht(self) -> int | None:
        if self.before is None or self.after is None:
            return None
        if self.kind == LEAVES:
            return -self.before * (MONTHS - self.months)
        return self.after * self.months - self.before * MONTHS


def next_year(on: date) -> tuple[date, date]:
    """Give the first and the last day of the fiscal year after the one of a day."""
    return fiscal_year_bounds(fiscal_year(on) + 1)


def change(benefit: Benefit, facts: Facts, born: Born | None, on: date) -> Change | None:
    """Foresee what the next fiscal year changes; None when nothing, or when the benefit is not monthly."""
    if benefit.paid != MONTH:
        return None
    first, last = next_year(on)
    now = evaluate(benefit, facts, born, on)
    start, end = evaluate(benefit, facts, born, first), evaluate(benefit, facts, born, last)
    if now.answer == NOT_ELIGIBLE:
        return _enters(start, first) if start.answer != NOT_ELIGIBLE else None
    if end.answer == NOT_ELIGIBLE:
        return Change(LEAVES, _one(now), 0, _months_left(benefit, facts, born, first))
    if start.amounts != now.amounts:
        return Change(BAND, _one(now), _one(start), MONTHS)
    return None


def _enters(start: Finding, first: date) -> Change:
    begins = start.begins or first
    months = max(0, MONTHS - (begins.year * 12 + begins.month - first.year * 12 - first.month))
    return Change(ENTERS, 0, _one(start), months)


def _months_left(benefit: Benefit, facts: Facts, born: Born | None, first: date) -> int:
    """Count the months of the next year that begin while the person is still entitled."""
    begins = (
        date(first.year + (first.month + n - 1) // 12, (first.month + n - 1) % 12 + 1, 1)
        for n in range(MONTHS)
    )
    return sum(evaluate(benefit, facts, born, day).answer != NOT_ELIGIBLE for day in begins)


def _one(finding: Finding) -> int | None:
    return finding.amounts[0] if len(finding.amounts) == 1 else None


def budget(changes: Iterable[Change]) -> int:
    """Add up what is certain of the changes, in baht for the next fiscal year."""
    return sum(one.baht or 0 for one in changes)
