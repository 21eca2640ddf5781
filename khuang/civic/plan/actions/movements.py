"""Move money between lines, or cut it, after approval: one proposes, another decides, everybody reads why."""

from datetime import date, datetime
from typing import Any

from khuang.civic.plan.actions import paths
from khuang.civic.plan.actions.leave import allow, has_come, said
from khuang.civic.plan.models import BudgetLine, BudgetYear, Movement
from khuang.civic.plan.reads import budget as reads
from khuang.civic.plan.rules.knowledge import sources
from khuang.civic.plan.rules.problems import MovedOn, NotInForce, OverLine, OverPlan, OwnApproval, SameHand
from khuang.ground.journal import actions as journal


@journal.action
def propose_movement(
    line: BudgetLine, amount: int, *, reason: str, to: BudgetLine | None = None, by: Any, at: datetime
) -> Movement:
    """Propose to move an amount to another line of the year, or to cut it. Journal: plan.movement-proposed.

    Raises PermissionDenied, WhyNot, NotInForce, OverLine, OverPlan, OwnApproval, MovedOn across years.
    """
    allow(by, "plan.write")
    held, target = _lines(line, to)
    _check(held, target, amount)
    made = Movement.objects.create(
        line=held, to=target, amount=amount, reason=said(reason), proposed_by_id=by.pk, proposed_at=at
    )
    journal.write("plan.movement-proposed", by=by, about=held, at=at, amount=amount)
    return made


@journal.action
def decide_movement(movement: Movement, *, decided_on: date, by: Any, at: datetime) -> Movement:
    """Let the movement happen; who follows the issues behind both lines is told why.

    Journal: plan.moved or plan.cut. Raises PermissionDenied, SameHand, and as propose_movement.
    """
    held = _proposed(movement, by)
    line, target = _lines(held.line, held.to)
    _check(line, target, held.amount)
    held.state, held.decided_by_id, held.decided_on = Movement.State.DECIDED, by.pk, has_come(decided_on, at)
    held.save()
    paths.tell_line(line, "plan.cut" if target is None else "plan.moved-away", held.reason, at=at)
    if target:
        paths.tell_line(target, "plan.moved-here", held.reason, at=at)
    event = "plan.moved" if target else "plan.cut"
    also = [held.pk, *([target.pk] if target else [])]
    journal.write(event, by=by, about=line, at=at, amount=held.amount, also=also)
    return held


@journal.action
def decline_movement(movement: Movement, *, by: Any, at: datetime) -> Movement:
    """Let the money stay where it is. Journal: plan.movement-declined.

    Raises PermissionDenied, SameHand, MovedOn.
    """
    held = _proposed(movement, by)
    held.state, held.decided_by_id = Movement.State.DECLINED, by.pk
    held.save()
    journal.write("plan.movement-declined", by=by, about=held.line, at=at, amount=held.amount)
    return held


def _lines(line: BudgetLine, to: BudgetLine | None) -> tuple[BudgetLine, BudgetLine | None]:
    """Lock the year and give its lines as they stand."""
    BudgetYear.objects.select_for_update().get(pk=line.budget_id)
    held = BudgetLine.objects.select_related("budget").get(pk=line.pk)
    return held, BudgetLine.objects.get(pk=to.pk) if to else None


def _check(line: BudgetLine, to: BudgetLine | None, amount: int) -> None:
    if line.funded_on is None or (to and to.funded_on is None):
        raise NotInForce
    if amount > reads.balance(line):
        raise OverLine
    if to is None:
        return
    if to.budget_id != line.budget_id or to.pk == line.pk:
        raise MovedOn
    if sources()[line.source].in_ordinance != sources()[to.source].in_ordinance:
        raise OwnApproval
    # Between two lines of one project its sum stays.
    if to.item_id and to.item_id != line.item_id and amount > reads.room(to.item_id, line.budget.year):
        raise OverPlan


def _proposed(movement: Movement, by: Any) -> Movement:
    allow(by, "plan.approve")
    held = Movement.objects.select_for_update().get(pk=movement.pk)
    if held.state != Movement.State.PROPOSED:
        raise MovedOn
    if held.proposed_by_id == by.pk:
        raise SameHand
    return held
