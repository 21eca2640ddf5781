"""What is known of plans and budgets, from dated files: work plans, sources of money, steps, days.

Source: data/plan.toml says it, with what a municipality still has to confirm.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "data"
KINDS = ("first", "addition", "change", "correction")


@dataclass(frozen=True)
class Named:
    """A code with its words."""

    code: str
    th: str
    en: str

    def name(self, language: str) -> str:
        return self.th if language == "th" else self.en


@dataclass(frozen=True)
class Source(Named):
    """Where money comes from; in_ordinance: it counts against the yearly ordinance."""

    in_ordinance: bool


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "plan.toml").read_text())


@cache
def work_plans() -> dict[str, Named]:
    """Give the work plans by code, in the order of the official summary."""
    return {code: Named(code, one["th"], one["en"]) for code, one in _file()["work_plans"].items()}


@cache
def sources() -> dict[str, Source]:
    """Give the sources of money by code."""
    return {code: Source(code, **one) for code, one in _file()["sources"].items()}


@cache
def bodies() -> dict[str, Named]:
    """Give the kinds of local government whose law the steps follow."""
    return {code: Named(code, one["th"], one["en"]) for code, one in _file()["bodies"].items()}


def edition_steps(body: str, kind: str) -> list[Named]:
    """Give the steps of approval of an edition in their order; the last is the approval itself."""
    words = _file()["steps"]
    return [Named(code, **words[code]) for code in _file()["bodies"][body][kind]]


def is_confirmed(body: str, kind: str) -> bool:
    """Whether these steps were read in a source; else the municipality has to confirm them."""
    return kind in _file()["bodies"][body]["confirmed"]


def ordinance_steps() -> list[Named]:
    """Give the steps of the yearly ordinance in their order."""
    words = _file()["ordinance"]
    return [Named(code, words[code]["th"], words[code]["en"]) for code in words["order"]]


def usual_day(step: str, fiscal_year: int) -> date | None:
    """Give the day by which a step of an ordinance is usual, before the fiscal year (BE) begins."""
    by = _file()["ordinance"][step].get("by")
    return date.fromisoformat(f"{fiscal_year - 543 - 1}-{by}") if by else None


def reply_due(forwarded_on: date) -> date:
    """Give the day by which a proposal wants its reasoned reply."""
    return forwarded_on + timedelta(days=_file()["reply"]["days"])


def reply_days() -> tuple[int, bool]:
    """Give the days to reply, and whether they are confirmed."""
    return _file()["reply"]["days"], _file()["reply"]["confirmed"]


def next_step(steps: list[Named], done: set[str]) -> Named | None:
    """Give the first step that is not done; none when all are."""
    return next((step for step in steps if step.code not in done), None)
