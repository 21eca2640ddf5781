"""Editions of the plan: their order, that they are never edited, and what was planned on any day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.issues import reads as issues
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.plan import actions
from khuang.civic.plan.models import Edition, ItemVersion, Plan
from khuang.civic.plan.reads import editions as reads
from khuang.civic.plan.reads.nodes import as_nodes
from khuang.civic.plan.rules.problems import (
    BeforeThat,
    EditionFixed,
    FirstComesFirst,
    MovedOn,
    NothingIn,
    NotTwo,
    NotYetCome,
    OneAtATime,
    OnlyAdds,
    OnlyWords,
    SameHand,
    StepMissing,
    SumsGrew,
    WhyNot,
)
from khuang.civic.plan.tests.planning import TODAY, approve, later, planned, proposed, replied, row

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


def totals(rows):
    return [one.total for one in rows.values()]


def test_what_was_planned_on_any_day_can_be_read_again(cast):
    plan, (bridge, road) = planned(cast, row("สะพาน", 10), row("ถนน", 5), on=TODAY - 30 * DAY)
    change = later(plan, cast)
    actions.change_item(change, bridge, row("สะพาน", 20), by=cast.wipa, at=NOW)
    actions.take_out(change, road, reason="ซ้ำ", by=cast.wipa, at=NOW)
    approve(change, cast, on=TODAY - DAY, effective=TODAY)
    assert totals(reads.plan_on(plan, TODAY - 31 * DAY)) == []
    assert totals(reads.plan_on(plan, TODAY - DAY)) == [10, 5]
    assert totals(reads.plan_on(plan, TODAY)) == [20]
    assert [change.what for change in reads.changes_of(change)] == ["changed", "taken-out"]
    assert reads.newest_version(road.pk).reason == "ซ้ำ"


def test_an_approved_edition_is_never_edited(cast):
    plan, (bridge,) = planned(cast, row("สะพาน", 10))
    first = plan.editions.get()
    for do in (
        lambda: actions.write_item(first, row("ใหม่", 1), by=cast.wipa, at=NOW),
        lambda: actions.change_item(first, bridge, row("สะพาน", 1), by=cast.wipa, at=NOW),
        lambda: actions.take_out(first, bridge, reason="x", by=cast.wipa, at=NOW),
        lambda: actions.drop_edition(first, by=cast.wipa, at=NOW),
        lambda: actions.note_step(first, "draft", done_on=TODAY, by=cast.wipa, at=NOW),
        lambda: approve(first, cast),
    ):
        with pytest.raises(EditionFixed):
            do()


def test_steps_come_in_the_order_of_the_law(cast):
    plan = actions.open_plan(2571, body="sao", by=cast.wipa, at=NOW)
    edition = actions.open_edition(plan, "first", by=cast.wipa, at=NOW)
    step = lambda code, on=TODAY: actions.note_step(edition, code, done_on=on, by=cast.wipa, at=NOW)  # noqa: E731
    with pytest.raises(NothingIn):
        step("draft")
    actions.write_item(edition, row("สะพาน", 10), by=cast.wipa, at=NOW)
    with pytest.raises(StepMissing):
        step("council")
    step("draft")
    with pytest.raises(BeforeThat):
        step("consider", TODAY - DAY)
    with pytest.raises(NotYetCome):
        step("consider", TODAY + DAY)
    step("consider")
    said = {"announcement": "1", "office": "นายก", "by": cast.somchai, "at": NOW}
    with pytest.raises(StepMissing):
        actions.approve_edition(edition, approved_on=TODAY, effective_on=TODAY, **said)
    step("council")
    with pytest.raises(StepMissing):
        step("approve")
    with pytest.raises(BeforeThat):
        actions.approve_edition(edition, approved_on=TODAY, effective_on=TODAY - DAY, **said)
    actions.approve_edition(edition, approved_on=TODAY, effective_on=TODAY + 300 * DAY, **said)
    assert all(line.done_on for line in reads.steps_of(edition))


def test_nobody_approves_what_they_wrote(cast):
    plan = actions.open_plan(2566, by=cast.wipa, at=NOW)
    edition = actions.open_edition(plan, "first", by=cast.wipa, at=NOW)
    item = actions.write_item(edition, row("สะพาน", 10), by=cast.wipa, at=NOW)
    ItemVersion.objects.filter(item=item).update(written_by_id=cast.somchai.pk)
    with pytest.raises(SameHand):
        approve(edition, cast)
    with pytest.raises(PermissionDenied):
        actions.approve_edition(
            edition, approved_on=TODAY, effective_on=TODAY, announcement="", office="", by=cast.wipa, at=NOW
        )


def test_one_edition_is_drafted_at_a_time_and_the_first_comes_first(cast):
    plan = actions.open_plan(2566, by=cast.wipa, at=NOW)
    with pytest.raises(FirstComesFirst):
        later(plan, cast)
    draft = actions.open_edition(plan, "first", by=cast.wipa, at=NOW)
    with pytest.raises(OneAtATime):
        actions.open_edition(plan, "first", by=cast.wipa, at=NOW)
    actions.drop_edition(draft, by=cast.wipa, at=NOW)
    again = actions.open_edition(plan, "first", by=cast.wipa, at=NOW)
    assert again.round == 1
    actions.write_item(again, row("สะพาน", 1), by=cast.wipa, at=NOW)
    approve(again, cast)
    with pytest.raises(FirstComesFirst):
        actions.open_edition(plan, "first", by=cast.wipa, at=NOW)
    with pytest.raises(WhyNot):
        actions.open_edition(plan, "change", reasons=" ", by=cast.wipa, at=NOW)
    assert actions.open_plan(2566, by=cast.wipa, at=NOW) == plan and Plan.objects.count() == 1


def test_an_addition_only_adds_and_a_correction_mends_only_words(cast):
    plan, (bridge,) = planned(cast, row("สะพาน", 10))
    addition = later(plan, cast, "addition")
    with pytest.raises(OnlyAdds):
        actions.change_item(addition, bridge, row("สะพาน", 11), by=cast.wipa, at=NOW)
    with pytest.raises(OnlyAdds):
        actions.split(addition, bridge, [row("ก", 5), row("ข", 5)], reason="x", by=cast.wipa, at=NOW)
    actions.write_item(addition, row("ถนน", 5), by=cast.wipa, at=NOW)
    approve(addition, cast)
    correction = later(plan, cast, "correction")
    with pytest.raises(OnlyWords):
        actions.change_item(correction, bridge, row("สะพาน", 11), by=cast.wipa, at=NOW)
    actions.change_item(correction, bridge, row("สะพานไม้", 10), by=cast.wipa, at=NOW)
    approve(correction, cast)
    assert [one.project for one in reads.plan_on(plan, TODAY).values()] == ["สะพานไม้", "ถนน"]
    assert str(correction) == "แก้ไข ครั้งที่ 1/2569"


def test_a_project_split_in_two_keeps_its_path_and_its_sums(cast):
    plan, (bridge,) = planned(cast, row("สะพาน", 10, 4), origin="village-plan")
    change = later(plan, cast)
    said = {"reason": "สองหมู่บ้าน", "by": cast.wipa, "at": NOW}
    with pytest.raises(NotTwo):
        actions.split(change, bridge, [row("ก", 10)], **said)
    with pytest.raises(SumsGrew):
        actions.split(change, bridge, [row("ก", 10), row("ข", 1)], **said)
    with pytest.raises(SumsGrew):
        # The same in all, but more in one year.
        actions.split(change, bridge, [row("ก", 10), row("ข", 1, 3)], **said)
    parts = actions.split(change, bridge, [row("ก", 6, 4), row("ข", 4)], **said)
    with pytest.raises(MovedOn):
        actions.change_item(change, bridge, row("สะพาน", 10), by=cast.wipa, at=NOW)
    with pytest.raises(MovedOn):
        actions.split(change, bridge, [row("ก", 1), row("ข", 1)], **said)
    assert sum(totals(reads.drafted(change))) == 14
    approve(change, cast)
    assert {one.origin for one in parts} == {"village-plan"}
    (up,) = issues.upstream(Node("plan-item", parts[0].pk))
    assert (up.source, up.relation) == (Node("plan-item", bridge.pk), "split-into")
    assert as_nodes([bridge.pk], "plan-item")[bridge.pk].state == "นำออกจากแผนแล้ว"


def test_a_split_that_grows_says_why(cast):
    plan, (bridge,) = planned(cast, row("สะพาน", 10))
    change = later(plan, cast)
    parts = [row("ก", 10), row("ข", 5)]
    actions.split(change, bridge, parts, reason="x", grew_because="ราคาเหล็กขึ้น", by=cast.wipa, at=NOW)
    assert set(change.descents.values_list("grew_because", flat=True)) == {"ราคาเหล็กขึ้น"}


def test_projects_merged_from_different_origins_are_mixed(cast):
    plan, (bridge,) = planned(cast, row("สะพาน", 10), origin="officer")
    change = later(plan, cast)
    road = actions.write_item(change, row("ถนน", 5), origin="village-plan", by=cast.wipa, at=NOW)
    said = {"reason": "งานเดียวกัน", "by": cast.wipa, "at": NOW}
    with pytest.raises(NotTwo):
        actions.merge(change, [bridge, bridge], row("x", 1), **said)
    with pytest.raises(SumsGrew):
        actions.merge(change, [bridge, road], row("x", 16), **said)
    both = actions.merge(change, [bridge, road], row("สะพานและถนน", 15), **said)
    assert both.origin == "mixed"
    approve(change, cast)
    assert totals(reads.plan_on(plan, TODAY)) == [15]
    assert len(issues.upstream(Node("plan-item", both.pk))) == 2


def test_a_part_that_is_taken_out_again_leaves_its_path(cast):
    plan, (bridge,) = planned(cast, row("สะพาน", 10))
    change = later(plan, cast)
    parts = [row("ก", 5), row("ข", 5)]
    _one, other = actions.split(change, bridge, parts, reason="x", by=cast.wipa, at=NOW)
    actions.take_out(change, other, reason="ไม่ทำ", by=cast.wipa, at=NOW)
    fresh = actions.write_item(change, row("ค", 1), by=cast.wipa, at=NOW)
    actions.take_out(change, fresh, reason="", by=cast.wipa, at=NOW)
    approve(change, cast)
    assert totals(reads.plan_on(plan, TODAY)) == [5]
    assert not reads.versions_of(fresh.pk) and reads.newest_version(other.pk).is_out


def test_an_accepted_proposal_is_planned_with_its_path(cast):
    plan, _items = planned(cast, row("สะพาน", 10))
    proposal = proposed(cast)
    addition = later(plan, cast, "addition")
    with pytest.raises(MovedOn):
        actions.write_item(addition, row("ราว", 3), proposal=proposal, by=cast.wipa, at=NOW)
    replied(proposal, cast)
    item = actions.write_item(addition, row("ราว", 3), proposal=proposal, by=cast.wipa, at=NOW)
    node = Node("plan-item", item.pk)
    assert not issues.upstream(node) and not as_nodes([item.pk], "plan-item")[item.pk].public
    approve(addition, cast)
    (edge,) = issues.upstream(node)
    assert (edge.source, edge.relation) == (Node("proposal", proposal.pk), "planned-as")
    assert item.origin == proposal.origin


def test_the_plan_of_a_year_is_found(cast):
    plan, _items = planned(cast, row("สะพาน", 10))
    assert reads.plan_of(2570) == plan and reads.plan_of(2571) is None
    assert str(plan) == "2566–2570" and list(plan.years)[-1] == 2570
    assert plan in reads.plans()


def test_two_editions_are_compared(cast):
    plan, (bridge,) = planned(cast, row("สะพาน", 10))
    addition = approve(later_with(plan, cast), cast)
    first = plan.editions.get(kind="first")
    assert [change.what for change in reads.changes_between(first, addition)] == ["added"]
    assert not reads.changes_between(addition, addition)
    assert bridge.pk in reads.before(addition)


def later_with(plan, cast):
    addition = later(plan, cast, "addition")
    actions.write_item(addition, row("ถนน", 5), by=cast.wipa, at=NOW)
    return addition


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"approved_by_id": None}, "plan_edition_approved"),
        ({"effective_on": date(2000, 1, 1)}, "plan_edition_approved"),
    ],
)
def test_the_database_refuses_an_edition_that_cannot_be(cast, change, name):
    planned(cast, row("สะพาน", 10))
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Edition.objects.update(**change)
    with pytest.raises(IntegrityError, match="plan_edition_two_hands"), transaction.atomic():
        Edition.objects.update(approved_by_id=cast.wipa.pk)
    with pytest.raises(IntegrityError, match="plan_version_years"), transaction.atomic():
        ItemVersion.objects.update(year_3=-1)
