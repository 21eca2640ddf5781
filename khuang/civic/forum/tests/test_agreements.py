"""Agreements: versions, who stands how and why, renewals; and topics taken up and closed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.forum import actions, reads
from khuang.civic.forum.models import Agreement, AgreementVersion, Phase, Renewal, Stance, Topic
from khuang.civic.forum.reads import agreements as agreeing
from khuang.civic.forum.rules import problems
from khuang.civic.forum.tests.cast import TODAY, a_person, a_statement, a_topic, days
from khuang.civic.groups.models import Organization
from khuang.civic.issues import reads as issues
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.journal import reads as journal


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


@pytest.fixture
def topic(cast):
    return a_topic(cast, kind="agree")


@pytest.fixture
def agreement(cast, topic):
    said = {"look_again_on": days(90), "by": cast.facai, "at": NOW}
    return actions.propose(topic, "แยกขยะ", "ทุกบ้านแยกขยะสามถัง", **said)


def a_group(name="กลุ่มแม่บ้าน"):
    return Organization.objects.create(name=name, classification="social", made_at=NOW)


def newest(agreement):
    return agreeing.newest_version(agreement)


def stand(agreement, kind, why="", key="a-device"):
    person = a_person(agreement.topic, key)
    return actions.take_stance(newest(agreement), kind, why, participant=person, at=NOW)


def test_it_stands_on_the_path_of_its_topic(topic, agreement):
    (edge,) = issues.upstream(Node("agreement", agreement.pk))
    assert (edge.source, edge.relation) == (Node("topic", topic.pk), "agreed-in")
    assert reads.as_nodes([agreement.pk], "agreement")[agreement.pk].title == "แยกขยะ"


def test_the_statements_that_it_grew_from_stand_on_its_path(cast, topic):
    said = a_statement(cast, topic)
    grown = {"look_again_on": days(9), "statements": [said], "by": cast.facai, "at": NOW}
    one = actions.propose(topic, "ตรวจน้ำ", "ตรวจน้ำทุกเดือน", **grown)
    links = {(edge.source, edge.relation) for edge in issues.upstream(Node("agreement", one.pk))}
    assert links == {(Node("statement", said.pk), "agreed-in"), (Node("topic", topic.pk), "stated-as")}


def test_each_stands_once_and_may_change_it(agreement):
    stand(agreement, "agrees")
    stand(agreement, "lives-with")
    stand(agreement, "agrees", key="another")
    (now,) = agreeing.standings(agreement)
    assert (now.agreeing, now.living_with, now.objecting) == (1, 1, 0)


def test_whoever_objects_says_why_and_a_person_reads_it_before_it_is_shown(cast, agreement):
    with pytest.raises(problems.NoReason):
        stand(agreement, "objects")
    with pytest.raises(problems.NamesSomebody):
        stand(agreement, "objects", "โทร 081-234-5678")
    with pytest.raises(problems.TooLong):
        stand(agreement, "objects", "ก" * 301)
    made = stand(agreement, "objects", "ไม่มีที่วางถัง")
    assert agreeing.standings(agreement)[0].said == [] and list(agreeing.reasons_waiting()) == [made]
    actions.judge_reason(made, shown=True, by=cast.facai, at=NOW)
    assert agreeing.standings(agreement)[0].said == [("", "คัดค้าน", "ไม่มีที่วางถัง")]
    with pytest.raises(problems.MovedOn):
        actions.judge_reason(made, shown=False, by=cast.facai, at=NOW)


def test_a_reason_that_is_not_shown_takes_no_voice_away(cast, agreement):
    actions.judge_reason(stand(agreement, "objects", "ไม่เอา"), shown=False, by=cast.facai, at=NOW)
    now = agreeing.standings(agreement)[0]
    assert (now.objecting, now.said) == (1, [])


def test_a_group_stands_with_its_name_as_it_was(cast, agreement):
    group = a_group()
    note = {"group": group, "by": cast.facai, "at": NOW}
    actions.note_group_stance(newest(agreement), "agrees", **note)
    actions.note_group_stance(newest(agreement), "objects", "ถังไม่พอ", **note)
    Organization.objects.update(name="ชื่อใหม่")
    now = agreeing.standings(agreement)[0]
    assert [name for name, _stance in now.groups] == ["กลุ่มแม่บ้าน"] and now.said[0][2] == "ถังไม่พอ"


def test_new_words_are_asked_anew_and_the_old_ones_stay(cast, agreement):
    old = newest(agreement)
    stand(agreement, "agrees")
    actions.change(agreement, "ทุกบ้านแยกขยะสองถัง", "บ้านเล็กวางสามถังไม่ได้", by=cast.facai, at=NOW)
    new, before = agreeing.standings(agreement)
    assert (new.version.number, new.agreeing) == (2, 0) and (before.version, before.agreeing) == (old, 1)
    person = a_person(agreement.topic)
    with pytest.raises(problems.MovedOn):
        actions.take_stance(old, "agrees", participant=person, at=NOW)
    with pytest.raises(problems.NoReason):
        actions.change(agreement, "คำใหม่", " ", by=cast.facai, at=NOW)


def test_nobody_stands_after_it_is_agreed_or_outside_of_the_phase(cast, agreement):
    actions.settle(agreement, by=cast.facai, at=NOW)
    with pytest.raises(problems.NotNow):
        stand(Agreement.objects.get(), "agrees")
    with pytest.raises(problems.MovedOn):
        actions.settle(agreement, by=cast.facai, at=NOW)
    other = a_topic(cast, "น้ำ", kind="vote")
    early = actions.propose(other, "น้ำ", "ตรวจน้ำ", look_again_on=days(9), by=cast.facai, at=NOW)
    with pytest.raises(problems.NotNow):
        stand(early, "agrees")


def test_nobody_of_another_topic_stands_here(cast, agreement):
    stranger = a_person(a_topic(cast, "อื่น", kind="agree"))
    with pytest.raises(problems.NotThisTopic):
        actions.take_stance(newest(agreement), "agrees", participant=stranger, at=NOW)


def test_it_is_looked_at_again_kept_changed_and_ended(cast, agreement):
    actions.settle(agreement, by=cast.facai, at=NOW)
    again = {"by": cast.facai, "at": NOW}
    actions.look_again(agreement, "kept", "แยกได้แปดในสิบบ้าน", next_on=days(180), **again)
    actions.look_again(agreement, "changed", "ถังไม่พอ", next_on=days(365), new_words="สองถังพอ", **again)
    found = Agreement.objects.get()
    assert (found.state, found.look_again_on, newest(found).words) == ("agreed", days(365), "สองถังพอ")
    actions.look_again(agreement, "ended", "มีรถเก็บแล้ว", **again)
    assert Agreement.objects.get().state == "ended"
    assert [one.outcome for one in Renewal.objects.all()] == ["kept", "changed", "ended"]
    with pytest.raises(problems.MovedOn):
        actions.look_again(agreement, "kept", "อีกครั้ง", next_on=days(400), **again)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"outcome": "kept", "words": "ดี", "next_on": TODAY}, problems.DayHasPassed),
        ({"outcome": "kept", "words": "ดี"}, problems.DayHasPassed),
        ({"outcome": "kept", "words": " ", "next_on": days(5)}, problems.NoWords),
        ({"outcome": "changed", "words": "ดี", "next_on": days(5)}, problems.NoWords),
    ],
)
def test_looking_again_says_what_was_found_and_when_next(cast, agreement, said, problem):
    actions.settle(agreement, by=cast.facai, at=NOW)
    with pytest.raises(problem):
        actions.look_again(agreement, **said, by=cast.facai, at=NOW)
    assert AgreementVersion.objects.count() == 1


def test_what_is_due_is_listed(cast, agreement):
    actions.settle(agreement, by=cast.facai, at=NOW)
    assert list(agreeing.due(days(89))) == [] and list(agreeing.due(days(90))) == [agreement]


def test_only_whoever_may_keeps_agreements(cast, topic, agreement):
    said = {"by": cast.kham, "at": NOW}
    for do in (
        lambda: actions.propose(topic, "ก", "ข", look_again_on=days(5), **said),
        lambda: actions.change(agreement, "ก", "ข", **said),
        lambda: actions.settle(agreement, **said),
        lambda: actions.look_again(agreement, "ended", "ก", **said),
        lambda: actions.note_group_stance(newest(agreement), "agrees", group=a_group(), **said),
        lambda: actions.close(topic, **said),
    ):
        with pytest.raises(PermissionDenied):
            do()


def test_a_closed_topic_is_told_to_the_flow_and_closed_once(cast, topic):
    actions.close(topic, by=cast.facai, at=NOW)
    assert "forum.topic-closed" in {line.event for line in journal.lines_about(topic.pk)}
    with pytest.raises(problems.TopicClosed):
        actions.close(topic, by=cast.facai, at=NOW)


@pytest.mark.parametrize(
    ("model", "change", "name"),
    [
        (Topic, {"closed_at": NOW.replace(year=2020)}, "forum_topic_closed"),
        (Phase, {"ends_on": days(-30)}, "forum_phase_days"),
        (Agreement, {"state": "agreed"}, "forum_agreement_state"),
        (Stance, {"kind": "objects"}, "forum_stance_why"),
        (Stance, {"group_name": "x"}, "forum_stance_whose"),
        (Stance, {"why_words": "x"}, "forum_stance_shown"),
    ],
)
def test_the_database_refuses_what_cannot_be(agreement, model, change, name):
    stand(agreement, "agrees")
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**change)


def test_a_renewal_that_goes_on_has_a_day(cast, agreement):
    with pytest.raises(IntegrityError, match="forum_renewal_next"), transaction.atomic():
        Renewal.objects.create(
            version=newest(agreement), outcome="kept", words="ก", at=NOW, by_id=cast.facai.pk
        )
