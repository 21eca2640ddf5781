"""A draft from its copy to the class on everybody's record."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from khuang.care.people.models import Person
from khuang.care.people.tests.intake import DAY_ONE, MALI, TON, a_family
from khuang.care.risk import actions
from khuang.care.risk.models import (
    Classification,
    DraftEdit,
    Gathering,
    KnowledgeBlock,
    KnowledgeMark,
    PolicyDraft,
    PolicyVersion,
    Rejudging,
    Trial,
)
from khuang.care.risk.reads import everybody
from khuang.care.risk.rules import drafts, outcomes, policies
from khuang.care.risk.rules.problems import (
    ContradictsItself,
    DayPassed,
    NothingChanged,
    SamePerson,
    WrongDraftState,
)
from khuang.care.risk.tests.surveyed import current, home, person, survey
from khuang.ground.journal import long_work
from khuang.ground.municipalities import context

AT = DAY_ONE + timedelta(days=5)
TODAY = AT.date()
BEDRIDDEN = "rule:bedridden"
WAS = {"points": 40, "floor": "high"}
NOW_MEDIUM = {"points": 30, "floor": "medium"}


@pytest.fixture
def town(cast, inside):
    """Mali, bedridden, and her grandson Ton in one home that was surveyed."""
    a_family()
    survey(home(household_size="2", welfare_card="yes"), person(MALI, mobility="bedridden"), person(TON))
    return cast


@pytest.fixture
def draft(town):
    return actions.copy_policy("เกณฑ์ปี 2570", "คนติดเตียงมากกว่าที่คิด", by=town.mali, at=AT)


def written():
    """The journal lines that wait for the end of the transaction."""
    return [(entry.event, entry.about_id) for entry in context.current().pending]


def change(draft, by, values=NOW_MEDIUM, was=WAS, part=BEDRIDDEN):
    return actions.change_draft(draft.pk, part, values, was=was, by=by, at=AT)


def proposed(draft, town, begins_on=TODAY):
    change(draft, town.mali)
    return actions.propose(draft.pk, begins_on, by=town.mali, at=AT)


def work_to_the_end():
    for work in Rejudging.objects.filter(state="waiting"):
        while actions.rejudge(work, AT):
            pass


def test_a_copy_says_what_the_policy_in_force_says(draft):
    assert policies.read(draft.document) == policies.read(draft.based_on.document)
    assert ("risk.draft-made", draft.pk) in written()


def test_a_change_is_kept_with_who_made_it(draft, town):
    after = change(draft, town.prasit)
    assert after.theirs is None
    assert (after.draft.revision, after.draft.edited_by_id) == (2, town.prasit.pk)
    (found,) = drafts.differences(policies.read(draft.document), policies.read(after.draft.document))
    assert (found.part, found.before, found.after) == (BEDRIDDEN, WAS, NOW_MEDIUM)
    assert DraftEdit.objects.get().by_id == town.prasit.pk


def test_two_people_who_change_the_same_keep_both(draft, town):
    change(draft, town.prasit)
    mine = {"points": 5, "floor": "none"}
    second = change(draft, town.mali, mine)
    assert second.theirs == NOW_MEDIUM
    draft.refresh_from_db()
    assert drafts.values(policies.read(draft.document), BEDRIDDEN) == NOW_MEDIUM
    assert {(one.is_set_aside, one.after["points"]) for one in DraftEdit.objects.all()} == {
        (False, 30),
        (True, 5),
    }


def test_two_people_who_change_different_parts_do_not_meet(draft, town):
    change(draft, town.prasit)
    other = actions.change_draft(
        draft.pk, "maximum", {"maximum": 90}, was={"maximum": 100}, by=town.mali, at=AT
    )
    assert other.theirs is None
    found = drafts.differences(policies.read(draft.based_on.document), policies.read(other.draft.document))
    assert [one.part for one in found] == [BEDRIDDEN, "maximum"]


def test_a_rule_without_points_and_floor_is_not_counted_and_can_come_back(draft, town):
    off = change(draft, town.mali, {"points": 0, "floor": "none"}).draft
    policy = drafts.check(policies.read(off.document), policies.shipped().catalogue)
    assert "bedridden" not in policy.rule
    on = change(draft, town.mali, WAS, {"points": 0, "floor": "none"}).draft
    assert "bedridden" in drafts.check(policies.read(on.document), policies.shipped().catalogue).rule


@pytest.mark.parametrize(
    ("part", "was", "values"),
    [
        ("band:elder", {"low": 5, "medium": 30, "high": 60}, {"low": 5, "medium": 70, "high": 60}),
        ("band:elder", {"low": 5, "medium": 30, "high": 60}, {"low": 5, "medium": 30, "high": 101}),
        ("maximum", {"maximum": 100}, {"maximum": 40}),
    ],
)
def test_the_reader_of_policies_refuses_what_contradicts_itself(draft, town, part, was, values):
    with pytest.raises(ContradictsItself):
        actions.change_draft(draft.pk, part, values, was=was, by=town.mali, at=AT)
    assert not DraftEdit.objects.exists()


def test_who_may_not_draft_is_refused(draft, town):
    for by in (town.kham, town.nok, town.dao):
        with pytest.raises(PermissionDenied):
            change(draft, by)
    with pytest.raises(PermissionDenied):
        actions.approve(draft.pk, revision=1, by=town.mali, at=AT)


def test_a_draft_is_deleted_and_its_changes_with_it(draft, town):
    change(draft, town.mali)
    actions.delete_draft(draft.pk, by=town.mali, at=AT)
    assert not PolicyDraft.objects.exists()
    assert ("risk.draft-deleted", draft.pk) in written()


def test_what_changes_nothing_or_begins_in_the_past_cannot_be_proposed(draft, town):
    with pytest.raises(NothingChanged):
        actions.propose(draft.pk, TODAY, by=town.mali, at=AT)
    change(draft, town.mali)
    with pytest.raises(DayPassed):
        actions.propose(draft.pk, TODAY - timedelta(days=1), by=town.mali, at=AT)


def test_nobody_changes_or_deletes_what_is_proposed(draft, town):
    proposed(draft, town)
    with pytest.raises(WrongDraftState):
        change(draft, town.prasit)
    with pytest.raises(WrongDraftState):
        actions.delete_draft(draft.pk, by=town.mali, at=AT)


def test_a_second_person_approves_and_everybody_is_judged_anew(draft, town):
    before = current(MALI)
    proposed(draft, town)
    after = actions.approve(draft.pk, revision=2, by=town.prasit, at=AT)
    assert after.state == "adopted"
    version = PolicyVersion.objects.first()
    assert (version.proposed_by_id, version.adopted_by_id) == (town.mali.pk, town.prasit.pk)
    assert version.version == f"{TODAY.year}-2"
    assert policies.read(version.document)["note"]["th"] == "คนติดเตียงมากกว่าที่คิด"
    work_to_the_end()
    assert (before.level, current(MALI).level) == ("high", "medium")
    assert current(MALI).policy_id == version.pk
    assert ("risk.class-changed", MALI) in written()


def test_who_keeps_class_and_reasons_keeps_the_row(draft, town):
    row = current(TON)
    proposed(draft, town)
    actions.approve(draft.pk, revision=2, by=town.prasit, at=AT)
    work_to_the_end()
    assert current(TON).pk == row.pk


def test_whoever_proposed_or_changed_it_last_cannot_approve(draft, town):
    change(draft, town.prasit)
    actions.propose(draft.pk, TODAY, by=town.mali, at=AT)
    with pytest.raises(SamePerson):
        actions.approve(draft.pk, revision=2, by=town.prasit, at=AT)


def test_the_database_too_wants_two_persons(draft, town):
    made = proposed(draft, town)
    made.state, made.approved_by_id, made.approved_at = "approved", town.mali.pk, AT
    with pytest.raises(IntegrityError, match="risk_draft_two_persons"), transaction.atomic():
        made.save()
    with pytest.raises(IntegrityError, match="risk_policy_two_persons"), transaction.atomic():
        PolicyVersion.objects.create(
            code="x", version="x", hash="x", document="{}", adopted_at=AT,
            adopted_by_id=town.mali.pk, proposed_by_id=town.mali.pk,
        )  # fmt: skip


def test_what_was_looked_at_is_what_is_approved(draft, town):
    proposed(draft, town)
    with pytest.raises(WrongDraftState):
        actions.approve(draft.pk, revision=1, by=town.prasit, at=AT)


def test_a_policy_begins_on_its_day(draft, town):
    begins = TODAY + timedelta(days=3)
    proposed(draft, town, begins)
    assert actions.approve(draft.pk, revision=2, by=town.prasit, at=AT).state == "approved"
    assert actions.begin_approved(at=AT + timedelta(days=2)) == 0
    assert actions.begin_approved(at=AT + timedelta(days=3)) == 1
    draft.refresh_from_db()
    assert draft.state == "adopted"
    assert policies.read(draft.adopted.document)["date"] == begins.isoformat()


def test_a_proposal_is_refused_with_a_reason_or_withdrawn(draft, town):
    proposed(draft, town)
    back = actions.refuse(draft.pk, "ขอคุยกันก่อน", by=town.prasit, at=AT)
    assert (back.state, back.refused_because, back.begins_on) == ("draft", "ขอคุยกันก่อน", None)
    actions.propose(draft.pk, TODAY + timedelta(days=9), by=town.mali, at=AT)
    actions.approve(draft.pk, revision=2, by=town.prasit, at=AT)
    assert actions.withdraw(draft.pk, by=town.mali, at=AT).state == "draft"
    assert actions.begin_approved(at=AT + timedelta(days=20)) == 0


def tried(draft, by):
    draft.refresh_from_db()
    return outcomes.unpacked(bytes(actions.try_out(draft, by=by, at=AT).result))


def test_a_dry_run_foretells_what_an_adoption_does_and_saves_no_class(draft, town):
    proposed(draft, town)
    rows = Classification.objects.count()
    found = tried(draft, town.prasit)
    assert found.listed(0, 9) == [(MALI, "high", "medium")]
    assert found.total == 2
    assert Classification.objects.count() == rows
    actions.approve(draft.pk, revision=2, by=town.prasit, at=AT)
    work_to_the_end()
    assert current(MALI).level == "medium"
    assert ("risk.draft-tried", draft.pk) in written()


def test_a_class_set_by_hand_stays_in_a_dry_run(draft, town):
    mali = Person.objects.get(pk=MALI)
    until = TODAY + timedelta(days=30)
    actions.override_class(mali, "low", reason="ลูกกลับมาดูแล", until=until, by=town.mali, at=AT)
    change(draft, town.mali)
    found = tried(draft, town.mali)
    assert (found.listed(0, 9), found.by_hand) == ([], 1)


def test_a_dry_run_shows_only_who_is_in_sight(draft, town):
    change(draft, town.mali)
    Person.objects.filter(pk=MALI).update(level="sealed")
    assert tried(draft, town.mali).listed(0, 9) == []


def test_one_dry_run_is_kept_for_each_account_and_for_an_hour(draft, town):
    tried(draft, town.mali)
    tried(draft, town.mali)
    assert Trial.objects.count() == 1
    actions.sweep_trials(at=AT + timedelta(minutes=61))
    assert not Trial.objects.exists()


def people():
    return {key.tobytes() for key in everybody.everybody().keys}


def test_what_is_gathered_is_what_the_rows_say(town):
    fresh = people()
    assert fresh == {MALI.bytes, TON.bytes}
    assert not everybody.is_whole()
    actions.begin_gathering(at=AT)
    assert everybody.is_whole()
    assert not KnowledgeMark.objects.exists()
    assert KnowledgeBlock.objects.get().people == 2
    assert people() == fresh


def told(key, code):
    found = everybody.everybody()
    (at,) = [at for at, one in enumerate(found.keys) if one.tobytes() == key.bytes]
    number = found.facts[code][at] if code in found.facts else 0
    return found.values[code][number - 1] if number else None


def test_whatever_changes_after_gathering_is_seen_at_once_and_taken_in_later(town):
    actions.begin_gathering(at=AT)
    survey(home(flood_prone="yes"), person(TON, pregnant="yes"), day=4)
    Person.objects.filter(pk=MALI).update(sex="other")
    assert told(TON, "pregnant") is True
    assert told(MALI, "flood_prone") is True
    assert told(MALI, "sex") == "other"
    actions.begin_gathering(at=AT)
    assert not KnowledgeMark.objects.exists()
    assert (told(TON, "pregnant"), told(MALI, "sex")) == (True, "other")


@pytest.mark.parametrize("gone", [{"died_on": TODAY}, {"left_on": TODAY}, {"merged_into_id": TON}])
def test_who_is_gone_is_gone_from_a_dry_run(town, gone):
    actions.begin_gathering(at=AT)
    Person.objects.filter(pk=MALI).update(**gone)
    assert people() == {TON.bytes}
    actions.begin_gathering(at=AT)
    assert people() == {TON.bytes}


def test_somebody_without_any_answer_is_judged_when_they_have_a_class(town):
    loner = Person.objects.create(
        given_name="บุญ", known_from=TODAY, born_on=date(1930, 1, 1), born_precision="day"
    )
    assert loner.pk.bytes not in people()
    until = TODAY + timedelta(days=3)
    actions.begin_gathering(at=AT)
    actions.override_class(loner, "high", reason="อยู่คนเดียว", until=until, by=town.mali, at=AT)
    assert loner.pk.bytes in people()


def test_a_person_can_be_forgotten_at_once(town):
    actions.begin_gathering(at=AT)
    Person.objects.filter(pk=MALI).update(died_on=TODAY)
    actions.forget([MALI], at=AT)
    assert KnowledgeBlock.objects.get().people == 1


def test_blocks_are_made_piece_by_piece_and_split_when_they_grow(town, monkeypatch):
    monkeypatch.setattr(actions.gathering, "TOGETHER", 1)
    actions.begin_gathering(at=AT)
    assert [one.people for one in KnowledgeBlock.objects.all()] == [1, 1]
    for _ in range(3):
        key = uuid4()
        Person.objects.create(pk=key, given_name="ใหม่", known_from=TODAY, household_id=person_home())
    actions.begin_gathering(at=AT)
    counts = [one.people for one in KnowledgeBlock.objects.all()]
    assert sum(counts) == 5
    assert max(counts) <= 2
    assert len(people()) == 5


def person_home():
    return Person.objects.get(pk=MALI).household_id


def test_a_large_registry_is_gathered_by_a_job_that_goes_on_where_it_stopped(town, monkeypatch):
    monkeypatch.setattr(actions.gathering, "TOGETHER", 1)
    monkeypatch.setattr(actions.gathering, "SMALL", 0)
    work = actions.begin_gathering(at=AT)
    assert (work.state, work.total) == ("waiting", 2)
    assert not everybody.is_whole()
    turns = 0
    while long_work.carry_on(town.municipality.pk, Gathering, work.pk, actions.gather, seconds=0.0001):
        turns += 1
        if turns > 9:
            break
    work.refresh_from_db()
    assert (work.state, work.done) == ("done", 2)
    assert everybody.is_whole()
    assert people() == {MALI.bytes, TON.bytes}


def test_facts_lie_sealed_in_their_block(town):
    actions.begin_gathering(at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT columns FROM risk_knowledgeblock")
        sealed = bytes(cursor.fetchone()[0])
    assert b"mobility" not in sealed
    assert MALI.bytes not in sealed
