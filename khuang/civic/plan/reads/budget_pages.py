"""The budget of a year as its pages show it: lines in words, steps, what was moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from khuang.civic.plan.models import BudgetYear, Movement
from khuang.civic.plan.reads.bars import BudgetBars, origin_names
from khuang.civic.plan.reads.budget import LineNow, planned, room
from khuang.civic.plan.reads.editions import StepLine, in_force, plan_of
from khuang.civic.plan.reads.tables import work_plan_names
from khuang.civic.plan.rules.knowledge import ordinance_steps, sources, usual_day
from khuang.ground.accounts.reads import may


@dataclass(frozen=True)
class ShownLine:
    """A line in words; has_own: its source is approved by itself, not by the ordinance."""

    one: LineNow
    work_plan: str
    source: str
    origin: str
    has_own: bool


@dataclass(frozen=True)
class OrdinanceStep(StepLine):
    """A step of an ordinance, with the day by which it is usual."""

    usual: date | None


@dataclass(frozen=True)
class Moved:
    """A movement, and whether this account may decide it."""

    movement: Movement
    may_decide: bool


def shown_lines(found: BudgetBars | None) -> list[ShownLine]:
    """Say lines in the reader's language."""
    plans, origins, language = work_plan_names(), origin_names(), get_language() or "th"
    return [
        ShownLine(
            one,
            plans.get(one.line.work_plan, one.line.work_plan),
            sources()[one.line.source].name(language) if one.line.source in sources() else one.line.source,
            origins[one.origin],
            one.line.source in sources() and not sources()[one.line.source].in_ordinance,
        )
        for one in (found.lines if found else [])
    ]


def steps_of(budget: BudgetYear) -> list[OrdinanceStep]:
    """Give the steps of an ordinance, done and not."""
    done = {step.code: step for step in budget.steps.all()}
    return [
        OrdinanceStep(
            step,
            done[step.code].done_on if step.code in done else None,
            done[step.code].words if step.code in done else "",
            usual_day(step.code, budget.year),
        )
        for step in ordinance_steps()
    ]


def moved_in_words(rows: Iterable[Movement], account: Any = None) -> list[Moved]:
    """Give movements, and which of them this account may decide."""
    decides = account is not None and may(account, "plan.approve")
    return [
        Moved(one, decides and one.state == Movement.State.PROPOSED and one.proposed_by_id != account.pk)
        for one in rows
    ]


def rooms(year: int) -> list[tuple[UUID, str, int]]:
    """Give the plan's projects of a year that still have room: key, name, baht that are left."""
    plan = plan_of(year)
    rows = in_force(plan) if plan else {}
    found = [(key, row.project, room(key, year)) for key, row in rows.items() if planned(key, year)]
    return [one for one in found if one[2] > 0]
