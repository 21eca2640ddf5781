"""A talk at home: who took part, issue by issue, corrected until it was read back and closed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases.tests.cast import a_home, a_person
from khuang.care.people import actions as people
from khuang.care.voices import actions
from khuang.care.voices.models import Issue, Talk
from khuang.care.voices.reads import talks as reads
from khuang.care.voices.rules.problems import (
    MovedOn,
    NobodyThere,
    NoConsent,
    NotInFuture,
    NotReadBack,
    NoWords,
    UnknownKind,
)
from khuang.care.voices.tests.cast import LATER, TODAY, held_talk, said
from khuang.lib.identifiers import uuid7


@pytest.fixture
def home(cast, inside):
    return a_home(cast.villages[3])


@pytest.fixture
def talk(cast, home):
    return held_talk(home, cast.nok)


def note(talk, by, *, key=None, **words):
    return actions.note_issue(talk, said(**words), key=key or uuid7(), by=by, at=LATER)


def now(talk):
    return Talk.objects.get(pk=talk.pk)


def test_a_household_is_invited_once_where_one_may(cast, home):
    plan = {"planned_at": LATER, "invited_by": "letter", "at": NOW}
    talk = actions.invite(home, by=cast.nok, **plan)
    assert (talk.state, talk.researcher, talk.village) == ("invited", cast.nok, cast.villages[3])
    with pytest.raises(MovedOn):
        actions.invite(home, by=cast.mali, **plan)
    with pytest.raises(PermissionDenied):
        actions.invite(a_home(cast.villages[1]), by=cast.nok, **plan)


def test_who_took_part_is_counted_and_named_only_where_they_want(cast, home, talk):
    grandmother, other = a_person(cast.villages[3], "ยาย", home), a_person(cast.villages[3], "ข้างบ้าน")
    actions.hold(
        talk,
        on=TODAY,
        present={"female:60+": 1, "male:0-17": 2, "male:60+": 0},
        guests=[grandmother, other],
        by=cast.nok,
        at=LATER,
    )
    assert now(talk).present == {"female:60+": 1, "male:0-17": 2}
    assert reads.guests(talk) == {grandmother.pk}
    actions.hold(talk, on=TODAY, present={"female:60+": 1}, by=cast.nok, at=LATER)
    assert reads.guests(talk) == set()


def test_nobody_is_named_whose_record_is_closed_to_the_researcher(cast, home, talk):
    child = a_person(cast.villages[3], "เด็ก", home)
    people.guard(child, "sealed", named=[cast.prasit], reason="x", by=cast.prasit, at=NOW)
    actions.hold(talk, on=TODAY, present={"male:0-17": 1}, guests=[child], by=cast.nok, at=LATER)
    assert reads.guests(talk) == set()
    assert reads.members(cast.nok, talk) == []


def test_a_talk_without_anybody_or_tomorrow_is_none(cast, talk):
    with pytest.raises(NobodyThere):
        actions.hold(talk, on=TODAY, present={"female:60+": 0}, by=cast.nok, at=LATER)
    with pytest.raises(NotInFuture):
        actions.hold(talk, on=TODAY + timedelta(days=9), present={"x": 1}, by=cast.nok, at=LATER)


def test_issues_are_taken_down_one_by_one_and_corrected(cast, talk):
    key = uuid7()
    note(talk, cast.nok, key=key)
    note(talk, cast.nok, key=key, words="ไม่มีรถไปโรงพยาบาลตอนกลางคืน", place=cast.villages[3])
    note(talk, cast.nok, nature="suggestion", kind="work", place_words="ตลาดเช้า")
    first, second = reads.noted(talk)
    assert first.issue.words == "ไม่มีรถไปโรงพยาบาลตอนกลางคืน"
    assert (first.issue.place, second.place) == (cast.villages[3], "ตลาดเช้า")
    actions.drop_issue(second.issue, by=cast.nok, at=LATER)
    assert Issue.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({"words": ""}, NoWords),
        ({"kind": "nothing"}, UnknownKind),
        ({"shown_name": "ยายคำ"}, NoConsent),
        ({"agreed": True}, NoConsent),
    ],
)
def test_an_issue_without_words_or_consent_is_refused(cast, talk, words, problem):
    with pytest.raises(problem):
        note(talk, cast.nok, **words)


def test_a_name_stands_with_consent_and_the_raiser_only_with_a_wish(cast, home, talk):
    grandmother = a_person(cast.villages[3], "ยาย", home)
    made = note(talk, cast.nok, shown_name="ยายคำ", agreed=True, raiser=grandmother, wants_news=True)
    assert (made.shown_name, made.agreed_at, made.raiser_id) == ("ยายคำ", LATER, grandmother.pk)
    assert note(talk, cast.nok, raiser=grandmother).raiser_id is None


def test_it_closes_after_it_was_read_back_and_stays_closed(cast, talk):
    note(talk, cast.nok)
    with pytest.raises(NotReadBack):
        actions.close_talk(talk, read_back=False, by=cast.nok, at=LATER)
    actions.close_talk(talk, read_back=True, by=cast.nok, at=LATER)
    assert Issue.objects.get().state == "waiting"
    with pytest.raises(MovedOn):
        note(talk, cast.nok)
    with pytest.raises(MovedOn):
        actions.drop_issue(Issue.objects.get(), by=cast.nok, at=LATER)


def test_a_planned_talk_is_called_off_with_a_reason(cast, home):
    talk = actions.invite(home, planned_at=LATER, invited_by="spoken", by=cast.nok, at=NOW)
    with pytest.raises(MovedOn):
        note(talk, cast.nok)
    with pytest.raises(MovedOn):
        actions.close_talk(talk, read_back=True, by=cast.nok, at=NOW)
    with pytest.raises(NoWords):
        actions.cancel(talk, because="", by=cast.nok, at=NOW)
    actions.cancel(talk, because="ย้ายไปอยู่กับลูก", by=cast.nok, at=NOW)
    assert now(talk).state == "cancelled"
    assert actions.invite(home, planned_at=LATER, invited_by="spoken", by=cast.nok, at=NOW)


@pytest.mark.parametrize("broken", [{"state": "closed"}, {"held_on": None}, {"closed_at": NOW}])
def test_the_database_refuses_a_talk_that_makes_no_sense(talk, broken):
    for name, value in broken.items():
        setattr(talk, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        talk.save()


@pytest.mark.parametrize(
    "broken",
    [
        {"talk": None},
        {"shown_name": "x"},
        {"state": "released"},
        {"reference": "x"},
        {"state": "kept"},
        {"told_at": NOW},
    ],
)
def test_the_database_refuses_an_issue_that_makes_no_sense(cast, talk, broken):
    issue = note(talk, cast.nok)
    for name, value in broken.items():
        setattr(issue, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        issue.save()
