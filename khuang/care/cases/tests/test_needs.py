"""A need joins what is open of its kind, says what became of it, and never doubles."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases import actions, reads
from khuang.care.cases.models import Need, NeedWord
from khuang.care.cases.rules.problems import AnotherPerson, NoWords, UnknownKind, WrongState
from khuang.care.cases.tests.cast import LATER, a_person
from khuang.care.people.models import LevelProposal
from khuang.ground.indicators import actions as lists
from khuang.ground.indicators.rules import shipped_kinds
from khuang.ground.journal import reads as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.lib.identifiers import uuid7


@pytest.fixture
def person(cast, inside):
    return a_person(cast.villages[1])


def note(person, kind="no-food", source="walk-in", by=SYSTEM, at=NOW, **said):
    return actions.note_need(person, kind, source=source, by=by, at=at, **said)


def said(need):
    return [word.what for word in need.words.all()]


def test_a_need_is_open_and_says_where_it_was_said(person):
    need = note(person, words="ข้าวหมดสามวันแล้ว")
    assert (need.state, need.source, need.words.get().words) == ("open", "walk-in", "ข้าวหมดสามวันแล้ว")
    assert [line.event for line in journal.newest()][:1] == ["cases.need-noted"]


def test_the_same_kind_again_joins_what_is_open(person):
    first = note(person)
    again = note(person, source="visit", words="ยังไม่มีข้าว", at=LATER)
    assert again == first
    assert said(first) == ["noted", "again"]


def test_the_same_row_says_a_need_once(person):
    visit = uuid7()
    need = note(person, source="visit", source_id=visit)
    note(person, source="visit", source_id=visit, at=LATER)
    assert said(need) == ["noted"]


def test_after_it_is_met_the_same_kind_is_a_new_need(person):
    first = note(person)
    actions.end_need(first, met=True, because="ได้ข้าวจากวัด", by=SYSTEM, at=LATER)
    assert note(person, at=LATER) != first
    assert reads.open_needs(person).count() == 1
    assert reads.needs_of(person).count() == 2


def test_a_need_is_joined_in_a_record_that_was_merged(cast, person):
    other = a_person(cast.villages[1], "คำปัน")
    first = note(other)
    other.merged_into = person
    other.save()
    assert note(person, at=LATER) == first
    assert list(reads.open_needs(person)) == [first]


def test_a_kind_that_is_not_on_the_list_is_refused(cast, person):
    with pytest.raises(UnknownKind):
        note(person, "palace")
    kind = shipped_kinds()["no-food"]
    lists.change_need_kind(type(kind)(**{**vars(kind), "retired": True}), by=cast.prasit, at=NOW)
    with pytest.raises(UnknownKind):
        note(person)


def test_a_confidential_kind_asks_the_head_to_guard_the_record(person):
    note(person, "violence")
    assert LevelProposal.objects.get().person == person
    person.refresh_from_db()
    assert person.level == "team"


def test_a_contrary_survey_proposes_and_a_person_decides(cast, person):
    need = note(person)
    actions.doubt_need(need, source="survey", source_id=uuid7(), by=SYSTEM, at=LATER)
    assert need.is_open
    assert list(reads.doubted(cast.mali)) == [need]
    actions.keep_need(need, words="ไปดูแล้วยังไม่มี", by=cast.mali, at=LATER)
    assert list(reads.doubted(cast.mali)) == []
    assert said(need) == ["noted", "contrary", "kept"]
    with pytest.raises(WrongState):
        actions.keep_need(need, by=cast.mali, at=LATER)


def test_help_begins_stops_and_ends_with_a_reason(cast, person):
    need = note(person)
    actions.begin_meeting(need, words="วัดส่งข้าวให้", by=cast.mali, at=NOW)
    actions.stop_meeting(need, words="ปิดโรงครัว", by=cast.mali, at=LATER)
    with pytest.raises(NoWords):
        actions.end_need(need, met=False, because="  ", by=cast.mali, at=LATER)
    actions.end_need(need, met=False, because="ลูกส่งเงินให้แล้ว", by=cast.mali, at=LATER)
    need.refresh_from_db()
    assert (need.state, need.ended_because) == ("withdrawn", "ลูกส่งเงินให้แล้ว")
    with pytest.raises(WrongState):
        actions.end_need(need, met=True, because="ซ้ำ", by=cast.mali, at=LATER)


def test_a_case_takes_up_needs_of_its_own_person_only(cast, person):
    case = actions.open_case(person, because="walk-in", by=cast.mali, at=NOW)
    mine, theirs = note(person), note(a_person(cast.villages[1], "บัวคำ"))
    actions.take_up(mine, case, by=cast.mali, at=NOW)
    assert list(case.needs.all()) == [mine]
    with pytest.raises(AnotherPerson):
        actions.take_up(theirs, case, by=cast.mali, at=NOW)


def test_nobody_notes_or_ends_a_need_where_they_may_not(cast, person):
    with pytest.raises(PermissionDenied):
        note(person, by=cast.kham)
    with pytest.raises(PermissionDenied):
        actions.end_need(note(person), met=True, because="x", by=cast.nok, at=LATER)


def test_who_only_notes_needs_sees_no_confidential_one(cast, inside):
    somebody = a_person(cast.villages[3])
    note(somebody, "violence")
    food = note(somebody)
    assert list(reads.seen_needs(cast.nok, somebody)) == [food]
    assert reads.seen_needs(cast.mali, somebody).count() == 2
    assert reads.seen_needs(cast.wipa, somebody).count() == 0


def test_the_database_keeps_one_open_need_of_a_kind(person):
    need = note(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(person=person, kind=need.kind, source="desk", noted_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(state="met")
    word = NeedWord.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedWord.objects.create(
            need=need, what="again", source="visit", source_id=uuid7(), at=NOW, pk=word.pk
        )
