"""The budget of a year as bars and as a table, for the portal and the desk; open data of its lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.civic.plan.models import BudgetYear, Origin
from khuang.civic.plan.reads.budget import OUTSIDE, LineNow, budget_of, lines_now, spent
from khuang.civic.plan.reads.proposals import village_names
from khuang.civic.plan.rules import shares
from khuang.civic.plan.rules.knowledge import sources, work_plans
from khuang.civic.plan.rules.shares import Share
from khuang.ground.indicators.reads import kind_names


@dataclass(frozen=True)
class Bar:
    """A share with its name in the reader's language."""

    name: str
    share: Share


@dataclass(frozen=True)
class Bars:
    """Bars under one heading."""

    title: str
    bars: list[Bar]


@dataclass(frozen=True)
class BudgetBars:
    """A year's budget: its lines, whose share is the people's, and four ways to divide it.

    lines and whole count what the lines hold now, whether their money is there yet or not
    """

    budget: BudgetYear
    lines: list[LineNow]
    whole: int
    people: Share
    divided: list[Bars]


def budget_bars(year: int) -> BudgetBars | None:
    """Give the budget of a fiscal year (BE) to be drawn; none when there is none."""
    budget = budget_of(year)
    if budget is None:
        return None
    lines = lines_now(budget)
    counted = spent(lines)
    language = get_language() or "th"
    names = {
        "origin": (_("Where the projects came from"), origin_names()),
        "kind": (_("Kind of need"), kind_names() | {"": _("not said")}),
        "work_plan": (_("Work plan"), {code: one.name(language) for code, one in work_plans().items()}),
        "source": (_("Source of the money"), {code: one.name(language) for code, one in sources().items()}),
    }
    divided = [_bars(title, shares.by(counted, name), words) for name, (title, words) in names.items()]
    return BudgetBars(budget, lines, sum(one.baht for one in counted), shares.of_people(counted), divided)


def open_lines(found: BudgetBars) -> tuple[list[str], list[list[Any]]]:
    """Give the lines of a year as open data: a heading in English codes, and rows."""
    villages = village_names()
    head = [
        "fiscal_year",
        "work_plan",
        "title",
        "source",
        "origin",
        "kind",
        "villages",
        "approved",
        "now",
        "funded_on",
    ]
    rows = [
        [
            found.budget.year,
            one.line.work_plan,
            one.line.title,
            one.line.source,
            one.origin,
            one.line.kind,
            "; ".join(villages.get(code, code) for code in one.line.villages),
            one.line.amount,
            one.now,
            one.line.funded_on.isoformat() if one.line.funded_on else "",
        ]
        for one in found.lines
    ]
    return head, rows


def origin_names() -> dict[str, str]:
    """Give where projects come from, in words; a line outside the plan too."""
    return {code: str(label) for code, label in Origin.choices} | {OUTSIDE: _("outside the plan")}


def _bars(title: str, found: Iterable[Share], words: Mapping[str, str]) -> Bars:
    return Bars(title, [Bar(words.get(one.code, one.code), one) for one in found])
