"""The yearly budget: lines from the plan, its ordinance, and what is moved or cut afterwards."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.issues import reads as issues
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.plan import actions
from khuang.civic.plan.models import BudgetLine, BudgetYear, Movement, PlanItem
from khuang.civic.plan.reads import budget as reads
from khuang.civic.plan.reads.nodes import as_nodes
from khuang.civic.plan.rules.problems import (
    MovedOn,
    NothingIn,
    NotInForce,
    NotPlanned,
    OverLine,
    OverOrdinance,
    OverPlan,
    OwnApproval,
    SameHand,
    StepMissing,
    WhyNot,
)
from khuang.civic.plan.tests.planning import TODAY, approve, funded, later, planned, row
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush

IN_2570 = (0, 0, 0, 0)


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


@pytest.fixture
def items(cast):
    _plan, made = planned(cast, row("สะพาน", *IN_2570, 500), row("ถนน", *IN_2570, 300), row("เก่า", 9))
    return made


def draft(cast, total=10_000):
    return actions.open_budget(2570, total=total, by=cast.wipa, at=NOW)


def write(budget, cast, amount, item=None, source="own", **said):
    line = actions.Line(source, amount, **said)
    return actions.write_line(budget, line, item=item, by=cast.wipa, at=NOW)


def cut(line, amount, cast, to=None):
    moved = actions.propose_movement(line, amount, reason="รายได้ลด", to=to, by=cast.wipa, at=NOW)
    return actions.decide_movement(moved, decided_on=TODAY, by=cast.somchai, at=NOW)


def test_a_line_never_holds_more_than_the_plan_of_its_year(cast, items):
    bridge, _road, old = items
    budget = draft(cast)
    with pytest.raises(OverPlan):
        write(budget, cast, 501, bridge)
    with pytest.raises(NotPlanned):
        write(budget, cast, 1, old)
    first = write(budget, cast, 400, bridge)
    with pytest.raises(OverPlan):
        write(budget, cast, 101, bridge, source="subsidy")
    write(budget, cast, 100, bridge, source="subsidy")
    assert (first.title, first.work_plan, reads.room(bridge.pk, 2570)) == ("สะพาน", "housing", 0)


def test_a_line_outside_the_plan_says_why(cast):
    budget = draft(cast)
    with pytest.raises(NotPlanned):
        write(budget, cast, 5, title="น้ำท่วม")
    line = write(budget, cast, 5, title="น้ำท่วม", work_plan="central", outside_because="เหตุฉุกเฉิน")
    assert reads.lines_now(budget)[0].origin == "outside" and line.item is None


def test_an_ordinance_cannot_fund_more_than_it_holds(cast, items):
    budget = draft(cast, total=550)
    write(budget, cast, 400, items[0])
    with pytest.raises(OverOrdinance):
        write(budget, cast, 151, items[1])
    # The health fund has its own approval and does not count.
    write(budget, cast, 151, items[1], source="health-fund")
    with pytest.raises(OverOrdinance):
        actions.set_total(budget, 399, by=cast.wipa, at=NOW)
    assert actions.set_total(budget, 400, by=cast.wipa, at=NOW).total == 400


def test_the_plan_is_funded_when_the_ordinance_is_approved(cast, items):
    budget, (line,) = funded(cast, (items[0], 400), total=550)
    line.refresh_from_db()
    assert line.funded_on == TODAY - timedelta(days=2)
    (up,) = issues.upstream(Node("budget-line", line.pk))
    assert (up.source, up.relation) == (Node("plan-item", items[0].pk), "funded-by")
    flush()
    assert Entry.objects.get(event="plan.funded").about_id == line.pk
    with pytest.raises(NotInForce):
        write(budget, cast, 1, items[1])
    with pytest.raises(NotInForce):
        actions.remove_line(line, by=cast.wipa, at=NOW)
    with pytest.raises(MovedOn):
        draft(cast)
    shown = as_nodes([line.pk], "budget-line")[line.pk]
    assert shown.public and shown.url_args == ("2570",)


def test_readings_come_in_their_order_and_nobody_approves_what_they_wrote(cast, items):
    budget = draft(cast)
    said = {"approved_on": TODAY, "announcement": "1", "at": NOW}
    step = lambda code: actions.note_budget_step(budget, code, done_on=TODAY, by=cast.wipa, at=NOW)  # noqa: E731
    with pytest.raises(NothingIn):
        step("draft")
    with pytest.raises(NothingIn):
        actions.approve_budget(budget, by=cast.somchai, **said)
    line = write(budget, cast, 5, items[0])
    with pytest.raises(StepMissing):
        step("second")
    step("draft")
    with pytest.raises(StepMissing):
        actions.approve_budget(budget, by=cast.somchai, **said)
    with pytest.raises(PermissionDenied):
        actions.approve_budget(budget, by=cast.wipa, **said)
    BudgetLine.objects.filter(pk=line.pk).update(written_by_id=cast.somchai.pk)
    with pytest.raises(SameHand):
        actions.approve_budget(budget, by=cast.somchai, **said)


def test_a_plan_that_was_cut_meanwhile_stops_the_ordinance(cast, items):
    bridge = items[0]
    budget = draft(cast)
    write(budget, cast, 500, bridge)
    change = later(bridge.plan, cast)
    actions.change_item(change, bridge, row("สะพาน", *IN_2570, 200), by=cast.wipa, at=NOW)
    approve(change, cast)
    for code in ("draft", "first", "second", "third"):
        actions.note_budget_step(budget, code, done_on=TODAY, by=cast.wipa, at=NOW)
    with pytest.raises(OverPlan):
        actions.approve_budget(budget, approved_on=TODAY, announcement="1", by=cast.somchai, at=NOW)


def test_a_line_with_its_own_approval_is_funded_by_itself(cast, items):
    budget, (line,) = funded(cast, (items[0], 400))
    fund = write(budget, cast, 100, items[1], source="health-fund")
    with pytest.raises(MovedOn):
        actions.approve_line(line, approved_on=TODAY, by=cast.somchai, at=NOW)
    assert actions.approve_line(fund, approved_on=TODAY, by=cast.somchai, at=NOW).funded_on == TODAY
    with pytest.raises(MovedOn):
        actions.approve_line(fund, approved_on=TODAY, by=cast.somchai, at=NOW)
    with pytest.raises(OwnApproval):
        actions.propose_movement(line, 1, reason="x", to=fund, by=cast.wipa, at=NOW)
    spare = write(budget, cast, 9, items[1], source="reserve")
    actions.remove_line(spare, by=cast.wipa, at=NOW)
    assert not BudgetLine.objects.filter(pk=spare.pk).exists()


def test_a_cut_after_the_ranking_is_kept_with_its_reason(cast, items):
    budget, (bridge, road) = funded(cast, (items[0], 400), (items[1], 200))
    cut(bridge, 150, cast)
    assert [one.now for one in reads.lines_now(budget)] == [250, 200]
    assert reads.lines_now(budget)[0].moved == -150
    moved = cut(bridge, 100, cast, to=road)
    assert [one.now for one in reads.lines_now(budget)] == [150, 300]
    assert reads.balance(bridge) == 150 and reads.in_ordinance(budget) == 450
    assert list(reads.movements(budget))[0] == moved
    with pytest.raises(OverLine):
        cut(bridge, 151, cast)
    with pytest.raises(OverPlan):
        cut(bridge, 1, cast, to=road)
    with pytest.raises(WhyNot):
        actions.propose_movement(bridge, 1, reason=" ", by=cast.wipa, at=NOW)
    with pytest.raises(MovedOn):
        actions.propose_movement(bridge, 1, reason="x", to=bridge, by=cast.wipa, at=NOW)
    flush()
    assert (
        Entry.objects.filter(event="plan.cut").count()
        == Entry.objects.filter(event="plan.moved").count()
        == 1
    )


def test_one_proposes_a_cut_and_another_decides(cast, items):
    _budget, (bridge,) = funded(cast, (items[0], 400))
    moved = actions.propose_movement(bridge, 10, reason="x", by=cast.wipa, at=NOW)
    assert reads.balance(bridge) == 400
    with pytest.raises(PermissionDenied):
        actions.decide_movement(moved, decided_on=TODAY, by=cast.wipa, at=NOW)
    Movement.objects.filter(pk=moved.pk).update(proposed_by_id=cast.somchai.pk)
    with pytest.raises(SameHand):
        actions.decide_movement(moved, decided_on=TODAY, by=cast.somchai, at=NOW)
    Movement.objects.filter(pk=moved.pk).update(proposed_by_id=cast.wipa.pk)
    actions.decline_movement(moved, by=cast.somchai, at=NOW)
    with pytest.raises(MovedOn):
        actions.decide_movement(moved, decided_on=TODAY, by=cast.somchai, at=NOW)
    assert reads.balance(bridge) == 400


def test_money_moves_only_after_the_approval(cast, items):
    line = write(draft(cast), cast, 5, items[0])
    with pytest.raises(NotInForce):
        actions.propose_movement(line, 1, reason="x", by=cast.wipa, at=NOW)


def test_the_peoples_share_is_exact_and_counts_what_lines_hold_now(cast, items):
    budget, (bridge, _road) = funded(cast, (items[0], 400), (items[1], 200))
    PlanItem.objects.filter(pk=items[0].pk).update(origin="people")
    share = reads.share_of_people(2570)
    assert (share.baht, share.whole, share.percent) == (400, 600, "66.67")
    cut(bridge, 300, cast)
    assert (reads.share_of_people(2570).baht, reads.share_of_people(2570).percent) == (100, "33.33")
    assert reads.share_of_people(2599) is None and reads.budgets().get() == budget


@pytest.mark.parametrize(
    ("model", "change", "name"),
    [
        (BudgetYear, {"total": 0}, "plan_budget_total"),
        (BudgetYear, {"approved_on": None}, "plan_budget_approved"),
        (BudgetLine, {"amount": 0}, "plan_line_amount"),
        (BudgetLine, {"item": None}, "plan_line_planned"),
        (Movement, {"amount": 0}, "plan_movement_amount"),
        (Movement, {"reason": ""}, "plan_movement_reason"),
        (Movement, {"decided_on": None}, "plan_movement_decided"),
    ],
)
def test_the_database_refuses_what_cannot_be(cast, items, model, change, name):
    _budget, (line,) = funded(cast, (items[0], 400))
    cut(line, 1, cast)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**change)
