"""Proposals with their replies, the plan book and the budget, as anyone reads them."""

from datetime import date
from typing import Any
from uuid import UUID

from khuang.civic.issues.reads import path_of
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.plan.models import Edition, Plan, PlanItem, Proposal
from khuang.civic.plan.reads import changes, editions, tables
from khuang.civic.plan.reads import proposals as civic
from khuang.civic.plan.reads.bars import BudgetBars, budget_bars, open_lines, origin_names
from khuang.civic.plan.reads.budget import budgets, movements
from khuang.civic.plan.reads.budget_pages import moved_in_words, shown_lines, steps_of
from khuang.civic.plan.rules.knowledge import reply_days
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.lib.spreadsheets import as_csv

MOST = 200  # proposals on the page


def proposals(municipality: Municipality, *, on: date) -> dict[str, Any]:
    """Give the proposals that wait, the overdue first, and those that were answered."""
    with within(municipality):
        days, is_confirmed = reply_days()
        answered = civic.proposals().exclude(state=Proposal.State.WAITING)[:MOST]
        return {
            "waiting": civic.listed(civic.proposals("waiting")[:MOST], on=on),
            "answered": civic.listed(answered, on=on),
            "overdue": civic.overdue(on),
            "days": days,
            "is_confirmed": is_confirmed,
        }


def proposal(municipality: Municipality, key: UUID, *, on: date) -> dict[str, Any] | None:
    """Give one proposal with its reply and its path; none when there is none."""
    with within(municipality):
        found = civic.proposals().filter(pk=key).first()
        if found is None:
            return None
        (one,) = civic.listed([found], on=on)
        return {"one": one, "path": path_of(Node("proposal", key), municipality.slug)}


def plan(municipality: Municipality, first_year: int | None, on: date) -> dict[str, Any] | None:
    """Give a plan as it was on a day: its table, and its editions; the newest plan in force without a year.

    None when there is no such plan, or nothing of it was approved yet.
    """
    with within(municipality):
        found = _plan(first_year, on)
        if found is None:
            return None
        of_plan = list(editions.approved(found))
        return {
            "plan": found,
            "plans": [one for one in editions.plans() if editions.approved(one).exists()],
            "editions": of_plan,
            "edition": next((one for one in of_plan if one.effective_on <= on), None),
            "table": tables.table_of(editions.plan_on(found, on)),
        }


def book(municipality: Municipality, first_year: int, on: date) -> bytes | None:
    """Write a plan as it was on a day in the official forms; none when there is no such plan."""
    with within(municipality):
        found = _plan(first_year, on)
        if found is None:
            return None
        edition = editions.approved(found).filter(effective_on__lte=on).first()
        return tables.book_of(found, editions.plan_on(found, on), edition)


def edition(municipality: Municipality, key: UUID) -> dict[str, Any] | None:
    """Give an approved edition with its steps and what it changed; none when it is none."""
    with within(municipality):
        approved = Edition.objects.filter(state=Edition.State.APPROVED).select_related("plan")
        found = approved.filter(pk=key).first()
        if found is None:
            return None
        return {
            "edition": found,
            "steps": editions.steps_of(found),
            "changes": changes.in_words(editions.changes_of(found)),
            "grown": changes.grown(found),
        }


def item(municipality: Municipality, key: UUID) -> dict[str, Any] | None:
    """Give a project of the plan: what each edition said of it, its money, its path; none for a draft."""
    with within(municipality):
        versions = list(editions.versions_of(key))
        if not versions:
            return None
        found = PlanItem.objects.select_related("plan").get(pk=key)
        lines = found.budget_lines.filter(funded_on__isnull=False).select_related("budget")
        return {
            "plan": found.plan,
            "newest": versions[0],
            "versions": versions,
            "origin": origin_names()[found.origin],
            "work_plan": tables.work_plan_names().get(versions[0].work_plan, versions[0].work_plan),
            "lines": list(lines.order_by("budget__year", "pk")),
            "path": path_of(Node("plan-item", key), municipality.slug),
        }


def budget(municipality: Municipality, year: int | None) -> dict[str, Any] | None:
    """Give the budget of a year, the newest approved one without a year; none when there is none.

    What is being drafted is shown too, and says so: the readings of an ordinance are public.
    """
    with within(municipality):
        years = list(budgets())
        newest = next((one.year for one in years if one.state == one.State.APPROVED), None)
        found = budget_bars(year or newest or (years[0].year if years else 0))
        if found is None:
            return None
        decided = movements(found.budget).filter(state="decided")
        return {
            "bars": found,
            "budget": found.budget,
            "years": [one.year for one in years],
            "lines": shown_lines(found),
            "steps": steps_of(found.budget),
            "movements": moved_in_words(decided),
        }


def budget_csv(municipality: Municipality, year: int) -> bytes | None:
    """Write the lines of a year as open data."""
    with within(municipality):
        found: BudgetBars | None = budget_bars(year)
        return as_csv(*open_lines(found)) if found else None


def _plan(first_year: int | None, on: date) -> Plan | None:
    approved = [one for one in editions.plans() if editions.approved(one).exists()]
    if first_year:
        return next((one for one in approved if one.first_year == first_year), None)
    in_force = [one for one in approved if editions.plan_on(one, on)]
    return next(iter(in_force), None) or next(iter(approved), None)
