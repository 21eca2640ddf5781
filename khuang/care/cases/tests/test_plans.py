"""Steps say who does them and by when; services begin, end and meet needs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases import actions
from khuang.care.cases.models import Given, PlanStep
from khuang.care.cases.rules.doers import Doer
from khuang.care.cases.rules.problems import (
    AnotherPerson,
    BeforeItBegan,
    DayPassed,
    NoDoer,
    NoWords,
    WrongState,
)
from khuang.care.cases.tests.cast import LATER, TODAY, a_home, a_person
from khuang.ground.journal.actions import SYSTEM

WEEK = TODAY + timedelta(days=7)
DAUGHTER = Doer("family", name="ลูกสาว")


@pytest.fixture
def person(cast, inside):
    return a_person(cast.villages[1])


@pytest.fixture
def case(cast, person):
    return actions.open_case(person, because="walk-in", lead=cast.mali, by=cast.mali, at=NOW)


def step(case, by, **said):
    said = {"goal": "อยู่บ้านได้อย่างปลอดภัย", "action": "ทำราวจับ", "doer": DAUGHTER, "due_on": WEEK} | said
    return actions.add_step(case, **said, by=by, at=NOW)


def test_a_step_has_a_doer_and_a_day(cast, case):
    mine = step(case, cast.mali, doer=Doer("account", cast.mali))
    hers = step(case, cast.mali)
    assert (mine.owner, mine.owner_name, hers.owner, hers.owner_name) == (cast.mali, None, None, "ลูกสาว")


def test_a_step_ends_with_a_result(cast, case):
    one = step(case, cast.mali)
    with pytest.raises(NoWords):
        actions.end_step(one, done=True, result=" ", by=cast.mali, at=LATER)
    done = actions.end_step(one, done=True, result="ติดแล้วสองข้าง", by=cast.mali, at=LATER)
    assert (done.state, done.ended_by_id) == ("done", cast.mali.pk)
    with pytest.raises(WrongState):
        actions.end_step(one, done=False, result="ซ้ำ", by=cast.mali, at=LATER)
    with pytest.raises(WrongState):
        actions.move_step(one, due_on=WEEK, by=cast.mali, at=LATER)


def test_a_step_moves_to_another_day_but_not_to_a_past_one(cast, case):
    one = step(case, cast.mali)
    assert actions.move_step(one, due_on=WEEK + timedelta(days=7), by=cast.mali, at=NOW).due_on > WEEK
    with pytest.raises(DayPassed):
        actions.move_step(one, due_on=TODAY - timedelta(days=1), by=cast.mali, at=NOW)


@pytest.mark.parametrize(
    ("change", "problem"),
    [({"goal": " "}, NoWords), ({"action": ""}, NoWords), ({"due_on": TODAY - timedelta(days=1)}, DayPassed)],
)
def test_a_step_that_says_too_little_is_refused(cast, case, change, problem):
    with pytest.raises(problem):
        step(case, cast.mali, **change)


@pytest.mark.parametrize(
    ("kind", "name"), [("account", "มะลิ"), ("family", "  "), ("partner", ""), ("spirit", "พระแม่")]
)
def test_a_doer_is_named(kind, name):
    with pytest.raises(NoDoer):
        Doer(kind, name=name)


def test_a_service_begins_to_meet_a_need(cast, case, person):
    need = actions.note_need(person, "no-food", source="desk", by=cast.mali, at=NOW)
    given = actions.give(
        case,
        what="ปิ่นโตจากวัด",
        doer=Doer("partner", name="วัดทดสอบ"),
        since=TODAY,
        need=need,
        by=cast.mali,
        at=NOW,
    )
    need.refresh_from_db()
    assert need.state == "being-met"
    with pytest.raises(BeforeItBegan):
        actions.end_service(given, until=TODAY - timedelta(days=1), result="จบ", by=cast.mali, at=LATER)
    ended = actions.end_service(given, until=WEEK, result="ครบหนึ่งเดือน", by=cast.mali, at=LATER)
    assert ended.until == WEEK
    with pytest.raises(WrongState):
        actions.end_service(given, until=WEEK, result="ซ้ำ", by=cast.mali, at=LATER)


def test_a_case_answers_needs_of_its_household_only_when_that_is_the_client(cast, inside):
    home = a_home(cast.villages[1])
    mother, son = a_person(cast.villages[1], "แสงดา", home), a_person(cast.villages[1], "ต้น", home)
    need = actions.note_need(son, "out-of-school", source="desk", by=SYSTEM, at=NOW)
    hers = actions.open_case(mother, because="need", lead=cast.mali, by=cast.mali, at=NOW)
    with pytest.raises(AnotherPerson):
        step(hers, cast.mali, need=need)
    theirs = actions.open_case(son, because="need", household=home, lead=cast.mali, by=cast.mali, at=NOW)
    assert step(theirs, cast.mali, need=need).need == need


def test_who_only_notes_needs_changes_no_plan(cast, case):
    with pytest.raises(PermissionDenied):
        step(case, cast.nok)


def test_the_database_wants_a_doer_and_a_result(cast, case):
    step(case, cast.mali)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStep.objects.update(owner=cast.mali)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStep.objects.update(state="done")
    actions.give(case, what="อาหาร", doer=DAUGHTER, since=TODAY, by=cast.mali, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Given.objects.update(until=TODAY - timedelta(days=1))
