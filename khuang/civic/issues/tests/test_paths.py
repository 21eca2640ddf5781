"""The one thread: walked both ways, never in a circle, told through merges and splits."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW
from khuang.civic.issues import actions, reads, shown
from khuang.civic.issues.models import Edge, Follower, Issue, News
from khuang.civic.issues.rules import problems
from khuang.civic.issues.rules.lineage import Link, Node, Shown, nodes_of, walk
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from khuang.lib.identifiers import uuid7


@pytest.fixture
def court(cast):
    with within(cast.municipality):
        yield cast


def make_issue(cast, words="ไฟทางข้างวัดดับ", **said):
    issue, code = actions.raise_issue(
        words=words, kind=said.pop("kind", "unsafe-house"), source="portal", by=SYSTEM, at=NOW, **said
    )
    checked = {"title": words, "words": words, "kind": issue.kind, "by": cast.facai, "at": NOW}
    return actions.publish(issue, **checked, confirmed=True), code


def node(issue):
    return Node("issue", issue.pk)


def test_a_path_is_walked_in_both_directions(court):
    issue, _code = make_issue(court)
    topic, project = Node("topic", uuid7()), Node("project", uuid7())
    actions.lead_on(node(issue), topic, "taken-up-in", by=court.facai, at=NOW)
    actions.lead_on(topic, project, "carried-out-as", by=court.wipa, at=NOW)
    assert nodes_of(reads.downstream(node(issue)), node(issue)) == [node(issue), topic, project]
    assert nodes_of(reads.upstream(project), project) == [project, topic, node(issue)]
    assert reads.issues_behind(project) == [issue]


def shown_on(monkeypatch, days):
    """Show each node by its own day."""
    for kind in {one.kind for one in days}:
        rows = {one.id: Shown("เวที", False, "", (), day) for one, day in days.items() if one.kind == kind}
        monkeypatch.setitem(
            shown._plugged, kind, lambda keys, _kind, rows=rows: {key: rows[key] for key in keys}
        )


def test_a_path_is_shown_by_the_days_on_which_one_led_to_the_other(court, monkeypatch):
    issue, _code = make_issue(court)
    topic, item = Node("topic", uuid7()), Node("item", uuid7())
    shown_on(monkeypatch, {topic: date(2026, 9, 9), item: date(2026, 9, 9)})
    later = NOW + timedelta(days=30)
    actions.lead_on(topic, item, "brought-to", by=court.facai, at=later)
    actions.lead_on(node(issue), topic, "taken-up-in", by=court.facai, at=NOW)
    days = [localdate(NOW), localdate(later)]
    above, below = reads.path_of(item, "fah-sai").above, reads.path_of(node(issue), "fah-sai").below
    assert [(step.node, step.on) for step in above] == list(zip([node(issue), topic], days, strict=True))
    assert [(step.node, step.on) for step in below] == list(zip([topic, item], days, strict=True))


def test_what_is_heard_at_a_hearing_to_come_stands_on_the_day_of_the_hearing(court, monkeypatch):
    issue, _code = make_issue(court)
    hearing, day = Node("hearing", uuid7()), localdate(NOW) + timedelta(days=40)
    shown_on(monkeypatch, {hearing: day})
    actions.lead_on(node(issue), hearing, "heard-at", by=court.facai, at=NOW)
    assert [step.on for step in reads.path_of(node(issue), "fah-sai").below] == [day]
    assert [step.on for step in reads.path_of(hearing, "fah-sai").above] == [day]


def test_a_step_that_is_noted_twice_is_one(court):
    issue, _code = make_issue(court)
    topic = Node("topic", uuid7())
    one = actions.lead_on(node(issue), topic, "taken-up-in", by=court.facai, at=NOW)
    assert actions.lead_on(node(issue), topic, "taken-up-in", by=court.facai, at=NOW) == one
    assert Edge.objects.count() == 1


def test_nothing_is_merged_into_what_came_from_it(court):
    issue, _code = make_issue(court)
    first, second = actions.split(
        issue,
        [("ไฟทาง", "ไฟทางดับ", "unsafe-house"), ("รถ", "ไม่มีรถ", "no-transport")],
        because="เป็นสองเรื่อง",
        by=court.facai,
        at=NOW,
    )
    with pytest.raises(problems.MovedOn):
        actions.merge(first, into=issue, because="เรื่องเดียวกัน", by=court.facai, at=NOW)
    with pytest.raises(problems.Circular):
        actions.lead_on(node(second), node(issue), "merged-into", by=court.facai, at=NOW)


def test_who_raised_an_issue_is_told_through_merges_and_splits(court):
    issue, code = make_issue(court)
    other, _code = make_issue(court, "ไฟทางหน้าโรงเรียนดับ")
    actions.merge(issue, into=other, because="ไฟทางเหมือนกัน", by=court.facai, at=NOW)
    topic = Node("topic", uuid7())
    actions.lead_on(node(other), topic, "taken-up-in", by=court.facai, at=NOW)
    assert actions.tell(topic, "issues.merged", title="ไฟทาง", at=NOW) == 2
    follower = reads.follower_of(code.lower())
    said = [one.code for one in News.objects.filter(issue=follower.issue)]
    assert said == ["issues.published", "issues.merged", "issues.merged"]


def test_only_the_hash_of_a_code_is_kept(court):
    _issue, code = make_issue(court)
    assert code.replace("-", "").encode() not in bytes(Follower.objects.get().code_hash)
    assert reads.follower_of("AAAAA-AAAAA") is None


@pytest.mark.parametrize("words", ["โทร 081 234 5678 ได้เลย", "บ้านเลขที่ 12/3 ไม่มีรถ", "อยู่ที่ 18.234567"])
def test_words_that_certainly_tell_who_are_refused_at_once(court, words):
    with pytest.raises(problems.TellsWho):
        actions.raise_issue(words=words, kind="no-transport", source="portal", by=SYSTEM, at=NOW)


def test_a_name_is_seen_by_whoever_checks(court):
    issue, _code = actions.raise_issue(
        words="นางสมศรีไม่มีรถไปโรงพยาบาล", kind="no-transport", source="portal", by=SYSTEM, at=NOW
    )
    said = {"title": "รถ", "words": issue.words, "kind": issue.kind, "by": court.facai, "at": NOW}
    with pytest.raises(problems.TellsWho):
        actions.publish(issue, **said)
    assert actions.publish(issue, **said, confirmed=True).state == "published"


def test_an_issue_is_corrected_only_by_whoever_sorts_and_while_it_is_in_the_open(court):
    issue, _code = make_issue(court)
    said = {"because": "ระบุตัวบุคคล", "at": NOW}
    with pytest.raises(PermissionDenied):
        actions.take_away(issue, **said, by=court.kham)
    with pytest.raises(PermissionDenied):
        actions.reword(issue, title="ไฟ", words="ไฟดับ", by=court.kham, at=NOW)
    actions.take_away(issue, **said, by=court.facai)
    with pytest.raises(problems.MovedOn):
        actions.reword(issue, title="ไฟ", words="ไฟดับ", by=court.facai, at=NOW)


def test_figures_that_were_taken_away_do_not_come_back(court):
    made = actions.raise_from_figures("no-transport", None, 15, at=NOW)
    actions.take_away(made, because="ตัวเลขผิด", by=court.facai, at=NOW)
    assert actions.raise_from_figures("no-transport", None, 20, at=NOW) is None


def test_a_confidential_kind_is_never_raised_in_public(court):
    with pytest.raises(problems.UnknownKind):
        actions.raise_issue(words="มีคนถูกทำร้าย", kind="violence", source="portal", by=SYSTEM, at=NOW)


def test_a_refused_issue_keeps_its_reason_for_who_raised_it(court):
    issue, code = actions.raise_issue(words="ขายของ", kind="debt", source="portal", by=SYSTEM, at=NOW)
    actions.refuse(issue, because="เป็นโฆษณา", by=court.facai, at=NOW)
    assert reads.follower_of(code).issue.because == "เป็นโฆษณา"
    assert reads.issue_at(issue.reference) is None


def test_a_withdrawn_issue_leaves_no_words(court):
    issue, _code = make_issue(court)
    assert actions.withdraw(issue.reference, at=NOW)
    issue.refresh_from_db()
    assert (issue.state, issue.words) == ("withdrawn", "")
    assert not actions.withdraw("nothing", at=NOW)


def test_figures_raise_one_issue_for_a_kind_and_place(court):
    village = court.villages[1]
    made = actions.raise_from_figures("no-transport", village, 15, at=NOW)
    assert actions.raise_from_figures("no-transport", village, 20, at=NOW) is None
    assert Issue.objects.get(pk=made.pk).people == 20


def test_a_planner_may_sort_and_a_council_member_may_not(court):
    issue, _code = make_issue(court)
    other, _code = make_issue(court, "ไฟทางหน้าโรงเรียนดับ")
    with pytest.raises(PermissionDenied):
        actions.merge(issue, into=other, because="เหมือนกัน", by=court.kham, at=NOW)
    actions.merge(issue, into=other, because="เหมือนกัน", by=court.wipa, at=NOW)


NODES = st.integers(0, 7).map(lambda n: Node("issue", n))


@given(st.lists(st.tuples(NODES, NODES), max_size=20))
def test_a_walk_gives_exactly_what_can_be_reached_even_in_a_circle(pairs):
    links = [Link(one, two, "merged-into", localdate(NOW)) for one, two in pairs]
    start = Node("issue", 0)
    found = walk(start, lambda nodes: [link for link in links if link.source in set(nodes)], upward=False)
    reached = {start}
    for _round in range(9):
        reached |= {link.to for link in links if link.source in reached}
    assert set(nodes_of(found, start)) == reached
    assert set(found) == {link for link in links if link.source in reached}
