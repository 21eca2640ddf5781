"""How long what is kept, from a dated file; whose time is over is proposed for erasure, never just erased."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "retention.toml"
ERASE, KEEP = "erase", "keep"
# Days of a person's record from which a time can run.
DAYS = ("left_on", "died_on")


@dataclass(frozen=True)
class Rule:
    """How long one kind of data is kept, and on what legal basis.

    counted_from  one of DAYS, or "never" when no time runs
    after         ERASE or KEEP
    """

    code: str
    th: str
    en: str
    counted_from: str
    years: int
    after: str
    basis_th: str
    basis_en: str

    def ends_before(self, on: date) -> date:
        """Give the day before which a time must have begun to be over on a day."""
        try:
            return on.replace(year=on.year - self.years)
        except ValueError:  # 29 February
            return on.replace(year=on.year - self.years, day=28)


@dataclass(frozen=True)
class Retention:
    """All rules, and the day from which they hold."""

    since: date
    rules: tuple[Rule, ...]

    @property
    def erasing(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.after == ERASE)


@cache
def retention() -> Retention:
    """Read the rules. Raises ValueError when the file says what cannot be."""
    told = tomllib.loads(FILE.read_text())
    rules = tuple(Rule(**kind) for kind in told["kinds"])
    for rule in rules:
        runs = rule.after == ERASE
        if rule.after not in (ERASE, KEEP) or (rule.counted_from in DAYS) is not runs:
            raise ValueError(f"retention.toml: {rule.code} cannot be carried out")
        if runs and rule.years < 1:
            raise ValueError(f"retention.toml: {rule.code} would erase at once")
    return Retention(told["from"], rules)
