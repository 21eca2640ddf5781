"""Write the budget of a year from the plan, note the steps of its ordinance, approve it: it is funded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from khuang.civic.plan.actions import paths
from khuang.civic.plan.actions.leave import allow, has_come
from khuang.civic.plan.models import BudgetLine, BudgetStep, BudgetYear, PlanItem
from khuang.civic.plan.reads import budget as reads
from khuang.civic.plan.reads.editions import newest_version
from khuang.civic.plan.rules.knowledge import next_step, ordinance_steps, sources
from khuang.civic.plan.rules.problems import (
    BeforeThat,
    MovedOn,
    NothingIn,
    NotInForce,
    NotPlanned,
    OverOrdinance,
    OverPlan,
    SameHand,
    StepMissing,
)
from khuang.ground.journal import actions as journal


@dataclass(frozen=True)
class Line:
    """What a line says.

    amount           whole baht
    outside_because  why no project of the plan is named; then title, work plan and kind are its own
    """

    source: str
    amount: int
    title: str = ""
    work_plan: str = ""
    kind: str = ""
    villages: tuple[str, ...] = ()
    outside_because: str = ""


@journal.action
def open_budget(year: int, *, total: int, by: Any, at: datetime) -> BudgetYear:
    """Begin to write the budget of a fiscal year (BE). Journal: plan.budget-opened.

    Raises PermissionDenied, MovedOn when there is one already.
    """
    allow(by, "plan.write")
    if BudgetYear.objects.filter(year=year).exists():
        raise MovedOn
    made = BudgetYear.objects.create(year=year, total=total, drafted_by_id=by.pk, drafted_at=at)
    journal.write("plan.budget-opened", by=by, about=made, at=at, year=year, total=total)
    return made


@journal.action
def set_total(budget: BudgetYear, total: int, *, by: Any, at: datetime) -> BudgetYear:
    """Change the sum of an ordinance that is not approved. Journal: plan.budget-changed.

    Raises PermissionDenied, NotInForce, OverOrdinance when its lines hold more.
    """
    allow(by, "plan.write")
    held = being_written(budget)
    if total < reads.in_ordinance(held):
        raise OverOrdinance
    held.total = total
    held.save(update_fields=["total"])
    journal.write("plan.budget-changed", by=by, about=held, at=at, total=total)
    return held


@journal.action
def write_line(
    budget: BudgetYear, line: Line, *, item: PlanItem | None = None, by: Any, at: datetime
) -> BudgetLine:
    """Write a line from a project of the plan, or say why it stands outside. Journal: plan.line-written.

    A line whose source has its own approval may be written into an approved budget too.
    Raises PermissionDenied, NotInForce, NotPlanned, OverPlan, OverOrdinance.
    """
    allow(by, "plan.write")
    in_ordinance = sources()[line.source].in_ordinance
    held = being_written(budget) if in_ordinance else _locked(budget)
    version = newest_version(item.pk) if item else None
    if version is None and not (line.outside_because.strip() and line.title.strip()):
        raise NotPlanned
    if item and line.amount > reads.room(item.pk, held.year):
        raise OverPlan if reads.is_planned(item.pk, held.year) else NotPlanned
    if in_ordinance and reads.in_ordinance(held) + line.amount > held.total:
        raise OverOrdinance
    made = BudgetLine.objects.create(
        budget=held,
        item=item,
        title=(version.project if version else line.title).strip(),
        work_plan=version.work_plan if version else line.work_plan,
        kind=version.kind if version else line.kind,
        villages=version.villages if version else list(line.villages),
        outside_because="" if item else line.outside_because.strip(),
        source=line.source,
        amount=line.amount,
        written_by_id=by.pk,
    )
    journal.write("plan.line-written", by=by, about=made, at=at, amount=line.amount)
    return made


@journal.action
def remove_line(line: BudgetLine, *, by: Any, at: datetime) -> None:
    """Take a line out of a budget before it is funded. Journal: plan.line-removed.

    Raises PermissionDenied, NotInForce.
    """
    allow(by, "plan.write")
    _locked(line.budget)
    held = BudgetLine.objects.select_for_update().get(pk=line.pk)
    if held.funded_on:
        raise NotInForce
    journal.write("plan.line-removed", by=by, about=held, at=at)
    held.delete()


@journal.action
def note_budget_step(
    budget: BudgetYear, code: str, *, done_on: date, words: str = "", by: Any, at: datetime
) -> BudgetStep:
    """Note a step of the ordinance in its order; the last is approve_budget. Journal: plan.budget-step-noted.

    Raises PermissionDenied, NotInForce, NothingIn, StepMissing, BeforeThat, NotYetCome.
    """
    allow(by, "plan.write")
    held = being_written(budget)
    if not held.lines.exists():
        raise NothingIn
    if code == ordinance_steps()[-1].code:
        raise StepMissing
    made = _note(held, code, done_on, words, by=by, at=at)
    journal.write("plan.budget-step-noted", by=by, about=held, at=at, step=code)
    return made


@journal.action
def approve_budget(
    budget: BudgetYear, *, approved_on: date, announcement: str, by: Any, at: datetime
) -> BudgetYear:
    """The ordinance holds: each of its lines is funded, and who follows the issues behind it is told.

    Journal: plan.budget-approved, and plan.funded for each line. Raises PermissionDenied, NotInForce,
    SameHand, NothingIn, StepMissing, BeforeThat, NotYetCome, OverPlan when the plan holds less by now.
    """
    allow(by, "plan.approve")
    held = being_written(budget)
    lines = [line for line in held.lines.all() if sources()[line.source].in_ordinance]
    if not lines:
        raise NothingIn
    if by.pk in {held.drafted_by_id, *(line.written_by_id for line in lines)}:
        raise SameHand
    if any(line.item_id and reads.room(line.item_id, held.year) < 0 for line in lines):
        raise OverPlan
    _note(held, ordinance_steps()[-1].code, approved_on, announcement, by=by, at=at)
    held.state, held.approved_by_id, held.approved_on = BudgetYear.State.APPROVED, by.pk, approved_on
    held.announcement = announcement.strip()
    held.save()
    for line in lines:
        _fund(line, approved_on, by=by, at=at)
    journal.write("plan.budget-approved", by=by, about=held, at=at, lines=len(lines))
    return held


@journal.action
def approve_line(line: BudgetLine, *, approved_on: date, by: Any, at: datetime) -> BudgetLine:
    """Fund a line whose source has its own approval, such as the health fund. Journal: plan.funded.

    Raises PermissionDenied, SameHand, MovedOn when it is funded, or funded by the ordinance only; NotYetCome.
    """
    allow(by, "plan.approve")
    held = BudgetLine.objects.select_for_update().get(pk=line.pk)
    if held.funded_on or sources()[held.source].in_ordinance:
        raise MovedOn
    if held.written_by_id == by.pk:
        raise SameHand
    _fund(held, has_come(approved_on, at), by=by, at=at)
    return held


def being_written(budget: BudgetYear) -> BudgetYear:
    """Give the budget, locked. Raises NotInForce when it is approved."""
    held = _locked(budget)
    if held.state != BudgetYear.State.DRAFT:
        raise NotInForce
    return held


def _locked(budget: BudgetYear) -> BudgetYear:
    return BudgetYear.objects.select_for_update().get(pk=budget.pk)


def _fund(line: BudgetLine, on: date, *, by: Any, at: datetime) -> None:
    line.funded_on, line.approved_by_id = on, by.pk
    line.save(update_fields=["funded_on", "approved_by_id"])
    paths.lead_line(line, by=by, at=at)
    journal.write("plan.funded", by=by, about=line, at=at, item=str(line.item_id or ""), amount=line.amount)


def _note(budget: BudgetYear, code: str, done_on: date, words: str, *, by: Any, at: datetime) -> BudgetStep:
    done = {step.code: step.done_on for step in budget.steps.all()}
    wanted = next_step(ordinance_steps(), set(done))
    if wanted is None or wanted.code != code:
        raise StepMissing
    if done and has_come(done_on, at) < max(done.values()):
        raise BeforeThat
    return BudgetStep.objects.create(
        budget=budget, code=code, done_on=has_come(done_on, at), words=words.strip(), noted_by_id=by.pk
    )
