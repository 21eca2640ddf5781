"""A project from its budget line to the word of those who asked for it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.issues import reads as issues
from khuang.civic.issues.actions import lead_on, raise_issue
from khuang.civic.issues.actions.checking import publish
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.projects import actions, reads
from khuang.civic.projects.models import Milestone, Project, Turn
from khuang.civic.projects.rules import problems
from khuang.civic.projects.tests.cast import (
    BAHT,
    BRIDGE,
    TODAY,
    a_closed_project,
    a_line,
    a_project,
    an_inspector,
    look,
)
from khuang.ground.journal import reads as journal


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


def inspected(project, code="", finding="fixed", **said):
    return actions.inspect(project, look(finding), code=code, at=NOW, **said)


def now(project):
    return Project.objects.get(pk=project.pk)


def an_issue(cast, project):
    """An issue that led to the budget line of a project, and the code of whoever raised it."""
    issue, code = raise_issue(
        words="ข้ามลำเหมืองไม่ได้เมื่อฝนตก", kind="no-transport", source="portal", by=cast.facai, at=NOW
    )
    said = {"title": issue.title, "words": issue.words, "kind": issue.kind}
    publish(issue, **said, by=cast.facai, at=NOW)
    line = Node("budget-line", project.line_id)
    lead_on(Node("issue", issue.pk), line, "funded-by", by=cast.wipa, at=NOW)
    return issue, code


def test_a_project_comes_out_of_a_budget_line_and_the_path_leads_to_it(cast):
    made = a_project(cast)
    links = issues.upstream(Node("project", made.pk))
    assert [(one.source.kind, one.relation) for one in links] == [("budget-line", "carried-out-as")]
    assert [one.what for one in made.turns.all()] == ["planned"]
    shown = reads.as_nodes([made.pk], "project")[made.pk]
    assert (shown.title, shown.when, shown.public) == (made.title, TODAY, True)


def test_only_who_runs_projects_plans_one(cast):
    with pytest.raises(PermissionDenied):
        actions.begin(a_line(), BRIDGE, by=cast.mali, at=NOW)


@pytest.mark.parametrize("changed", [{"budget": 500_001 * BAHT}, {"budget": 0}])
def test_a_line_pays_for_no_more_than_it_holds(cast, changed):
    with pytest.raises(problems.NoBudget):
        a_project(cast, **changed)


def test_what_two_projects_take_together_the_line_must_hold(cast):
    line = a_line()
    a_project(cast, line, budget=300_000 * BAHT)
    with pytest.raises(problems.NoBudget):
        a_project(cast, line, budget=300_000 * BAHT)
    assert reads.left_of(line) == 200_000 * BAHT


@pytest.mark.parametrize("kind", ["violence", "no-such-kind"])
def test_a_kind_that_is_never_public_has_no_project(cast, kind):
    with pytest.raises(problems.UnknownKind):
        a_project(cast, kind=kind)


def test_what_is_done_in_homes_has_no_point(cast):
    with pytest.raises(IntegrityError, match="projects_project_point"), transaction.atomic():
        a_project(cast, in_homes=True, place="")
    with pytest.raises(IntegrityError, match="projects_project_homes"), transaction.atomic():
        a_project(cast, in_homes=True, lon=None, lat=None)


def test_milestones_make_progress(cast):
    project = a_project(cast)
    first = actions.set_milestone(project, "ตอกเสาเข็ม", due_on=TODAY, by=cast.wipa, at=NOW)
    actions.set_milestone(project, "เทพื้น", due_on=TODAY, by=cast.wipa, at=NOW)
    actions.reach(first, on=TODAY, by=cast.wipa, at=NOW)
    assert reads.page(project).listed.percent == 50
    with pytest.raises(problems.MovedOn):
        actions.reach(first, on=TODAY, by=cast.wipa, at=NOW)
    with pytest.raises(problems.NotInFuture):
        actions.reach(first, on=TODAY + timedelta(days=1), by=cast.wipa, at=NOW)


def test_a_milestone_is_noted_late(cast):
    made = Milestone.objects.create(project=a_closed_project(cast), title="ตอกเสาเข็ม", due_on=TODAY)
    assert actions.reach(made, on=TODAY, by=cast.wipa, at=NOW).done_on == TODAY


def test_no_milestone_is_reached_in_a_project_that_was_stopped(cast):
    project = a_project(cast)
    made = actions.set_milestone(project, "ตอกเสาเข็ม", due_on=TODAY, by=cast.wipa, at=NOW)
    actions.stop(project, because="ที่ดินมีเจ้าของ", by=cast.wipa, at=NOW)
    with pytest.raises(problems.MovedOn):
        actions.reach(made, on=TODAY, by=cast.wipa, at=NOW)


def test_closed_is_not_done(cast):
    project = a_closed_project(cast)
    assert now(project).state == "closed"
    inspected(project)
    assert now(project).state == "closed"
    with pytest.raises(problems.MovedOn):
        actions.stop(project, because="x", by=cast.wipa, at=NOW)


def test_two_inspectors_make_it_done(cast):
    project = a_closed_project(cast)
    for name in ("นางหนึ่ง ตาดี", "นายสอง ตาไว"):
        _who, code = an_inspector(cast, name)
        inspected(project, code)
    assert now(project).state == "done"
    assert [line.event for line in journal.newest()][0] == "projects.done"
    assert list(Turn.objects.filter(project=project).values_list("what", flat=True))[-1] == "done"


def test_one_inspector_speaks_once(cast):
    project = a_closed_project(cast)
    _who, code = an_inspector(cast)
    inspected(project, code)
    with pytest.raises(problems.SaidAlready):
        inspected(project, code.lower())
    assert now(project).state == "closed"


def test_whoever_raised_the_issue_makes_it_done_with_their_code_and_hears_of_it(cast):
    project = a_closed_project(cast)
    issue, code = an_issue(cast, project)
    inspected(project, code)
    assert now(project).state == "done"
    assert list(issue.news.values_list("code", flat=True)) == ["issues.published", "projects.done"]
    with pytest.raises(problems.SaidAlready):
        actions.say_for_requester(project, look(), key=issue.reference, at=NOW)


def test_a_code_of_another_issue_counts_for_nothing(cast):
    project = a_closed_project(cast)
    _issue, code = raise_issue(words="อีกเรื่อง", kind="work", source="portal", by=cast.facai, at=NOW)
    for wrong in (code, "ZZZZZ-ZZZZZ"):
        with pytest.raises(problems.WrongCode):
            inspected(project, wrong)


def test_a_project_is_reopened_when_it_is_not_done_and_earlier_words_count_no_more(cast):
    project = a_closed_project(cast)
    codes = [an_inspector(cast, f"นางคนที่{n} ตาดี")[1] for n in range(3)]
    inspected(project, codes[0])
    inspected(project, codes[1])
    assert now(project).state == "done"
    inspected(project, codes[2], "not-fixed")
    assert now(project).state == "reopened"
    actions.close(project, by=cast.wipa, at=NOW)
    assert (now(project).state, now(project).round) == ("closed", 2)
    inspected(project, codes[0])
    assert now(project).state == "closed"
    turns = list(Turn.objects.filter(project=project).values_list("what", flat=True))
    assert turns == ["planned", "under-way", "closed", "done", "reopened", "closed"]


def test_whoever_has_to_do_with_a_project_cannot_vouch_for_it(cast):
    project = a_closed_project(cast)
    who, code = an_inspector(cast)
    actions.declare_stake(project, who, words="ลูกชายเป็นผู้รับเหมา", by=cast.wipa, at=NOW)
    with pytest.raises(problems.OwnWork):
        inspected(project, code)
    with pytest.raises(problems.OwnWork):
        inspected(a_closed_project(cast, a_line()), code, own_work=True)


def test_a_contractor_on_the_roll_is_refused_without_saying_so(cast):
    project = actions.start(a_project(cast), by=cast.wipa, at=NOW)
    signed = {"method": "specific", "amount": 1000 * BAHT, "signed_on": TODAY, "due_on": TODAY}
    actions.sign_contract(project, with_whom="หจก.สมหมาย ก่อสร้างดี", **signed, by=cast.wipa, at=NOW)
    actions.close(project, by=cast.wipa, at=NOW)
    _who, code = an_inspector(cast, "นายสมหมาย ก่อสร้างดี")
    with pytest.raises(problems.OwnWork):
        inspected(project, code)


def test_a_project_is_stopped_with_a_reason_that_anyone_reads(cast):
    project = a_project(cast)
    with pytest.raises(problems.NoReason):
        actions.stop(project, because=" ", by=cast.wipa, at=NOW)
    actions.stop(project, because="ที่ดินยังไม่ได้รับอนุญาต", by=cast.wipa, at=NOW)
    assert reads.page(now(project)).turns[0].words == "ที่ดินยังไม่ได้รับอนุญาต"


def test_a_project_divided_in_two_keeps_its_path_and_its_sums(cast):
    line = a_line()
    project = actions.start(a_project(cast, line), by=cast.wipa, at=NOW)
    paid = {"number": "ฎ.1/2570", "amount": 50_000 * BAHT, "words": "งวดที่ 1", "on": TODAY}
    actions.spend(project, **paid, by=cast.wipa, at=NOW)
    shares = [replace(BRIDGE, title=f"ช่วงที่ {n}", budget=75_000 * BAHT) for n in (1, 2)]
    with pytest.raises(problems.SharesDiffer):
        actions.divide(now(project), [BRIDGE, BRIDGE], by=cast.wipa, at=NOW)
    parts = actions.divide(now(project), shares, because="สองผู้รับจ้าง", by=cast.wipa, at=NOW)
    assert sum(one.budget for one in Project.objects.filter(line=line)) == 200_000 * BAHT
    assert sum(one.spent for one in Project.objects.filter(line=line)) == 50_000 * BAHT
    assert now(project).state == "carried-on"
    assert {one.relation for one in issues.downstream(Node("project", project.pk))} == {"split-into"}
    assert Node("budget-line", line.pk) in {
        one.source for one in issues.upstream(Node("project", parts[1].pk))
    }
    with pytest.raises(problems.MovedOn):
        inspected(project)


def test_projects_that_are_joined_put_their_money_together(cast):
    line = a_line()
    two = [a_project(cast, line, budget=n * 1000 * BAHT) for n in (1, 2)]
    with pytest.raises(problems.TooFew):
        actions.join(two[:1], BRIDGE, by=cast.wipa, at=NOW)
    with pytest.raises(problems.DifferentLines):
        actions.join([two[0], a_project(cast)], BRIDGE, by=cast.wipa, at=NOW)
    whole = actions.join(two, BRIDGE, by=cast.wipa, at=NOW)
    assert whole.budget == 3000 * BAHT
    assert {one.relation for one in issues.upstream(Node("project", whole.pk))} == {
        "merged-into",
        "carried-out-as",
    }


def test_homes_of_a_programme_are_counted_only_when_they_are_many(cast):
    project = a_project(cast, in_homes=True, place="", lon=None, lat=None, kind="unsafe-house")
    few = {f"r{n:02}": False for n in range(19)}
    actions.bring_homes(project.pk, few, at=NOW)
    assert reads.page(project).homes == 0
    actions.bring_homes(project.pk, few | {"r19": True}, at=NOW)
    assert reads.page(project).homes == 20
    actions.bring_homes(project.pk, {"r19": True}, at=NOW)
    assert [one.reference for one in project.homes.all()] == ["r19"]
    with pytest.raises(problems.NotInHomes):
        actions.bring_homes(a_project(cast).pk, few, at=NOW)


def test_words_that_everybody_reads_tell_nobody(cast):
    project, said = a_project(cast), {"by": cast.wipa, "at": NOW}
    with pytest.raises(problems.TellsWho):
        actions.set_milestone(project, "วางเสาหน้าบ้านเลขที่ 12/3", due_on=NOW.date(), **said)
    with pytest.raises(problems.TellsWho):
        actions.stop(project, because="โทรหาคุณสม 081 234 5678", **said)
    # A contract has a number, and that is no house.
    actions.set_milestone(project, "ตามสัญญาเลขที่ 5/2569", due_on=NOW.date(), **said)
