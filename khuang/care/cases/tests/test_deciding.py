"""The supervisor approves plan and closure, never the one who asked; a case closes when nothing is open."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases import actions
from khuang.care.cases.models import Decision
from khuang.care.cases.rules.doers import Doer
from khuang.care.cases.rules.moves import CASE, NEED, may_move
from khuang.care.cases.rules.problems import (
    AlreadyWaits,
    NoLead,
    NoPlan,
    NotAssessed,
    NoWords,
    OpenAlready,
    SameApprover,
    StillOpen,
    WrongState,
)
from khuang.care.cases.tests.cast import LATER, TODAY, a_person

WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def person(cast, inside):
    return a_person(cast.villages[1])


@pytest.fixture
def case(cast, person):
    case = actions.open_case(person, because="walk-in", lead=cast.mali, by=cast.mali, at=NOW)
    actions.assess(case, situation="อยู่คนเดียว", by=cast.mali, at=NOW)
    return case


def a_step(case, by):
    return actions.add_step(
        case, goal="ปลอดภัย", action="ทำราวจับ", doer=Doer("account", by), due_on=WEEK, by=by, at=NOW
    )


def close(case, by, **said):
    return actions.ask_closure(case, **{"outcome": "reached", "reason": "ครบแล้ว"} | said, by=by, at=NOW)


def test_services_begin_when_another_approves_the_plan(cast, case):
    a_step(case, cast.mali)
    asked = actions.ask_plan(case, words="พร้อมแล้ว", by=cast.mali, at=NOW)
    with pytest.raises(AlreadyWaits):
        actions.ask_plan(case, by=cast.mali, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.approve(asked, by=cast.mali, at=LATER)
    assert actions.approve(asked, by=cast.prasit, at=LATER).state == "service"
    with pytest.raises(WrongState):
        actions.approve(asked, by=cast.prasit, at=LATER)


def test_nobody_approves_what_they_asked_for(cast, case):
    a_step(case, cast.prasit)
    asked = actions.ask_plan(case, by=cast.prasit, at=NOW)
    with pytest.raises(SameApprover):
        actions.approve(asked, by=cast.prasit, at=LATER)
    with pytest.raises(SameApprover):
        actions.send_back(asked, answer="แก้ไข", by=cast.prasit, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.update(state="approved", decided_at=LATER, decided_by_id=cast.prasit.pk)


def test_a_plan_that_is_sent_back_can_be_asked_for_again(cast, case):
    a_step(case, cast.mali)
    asked = actions.ask_plan(case, by=cast.mali, at=NOW)
    with pytest.raises(NoWords):
        actions.send_back(asked, answer="", by=cast.prasit, at=LATER)
    actions.send_back(asked, answer="เพิ่มเรื่องอาหาร", by=cast.prasit, at=LATER)
    case.refresh_from_db()
    assert (case.state, case.decisions.get().answer) == ("plan", "เพิ่มเรื่องอาหาร")
    actions.ask_plan(case, by=cast.mali, at=LATER)


def test_a_plan_needs_an_assessment_and_a_step(cast, case, person):
    with pytest.raises(NoPlan):
        actions.ask_plan(case, by=cast.mali, at=NOW)
    second = a_person(cast.villages[1], "บัวคำ")
    raw = actions.open_case(second, because="need", lead=cast.mali, by=cast.mali, at=NOW)
    with pytest.raises(NotAssessed):
        actions.ask_plan(raw, by=cast.mali, at=NOW)


def test_a_case_under_way_asks_again_for_what_was_added(cast, case):
    a_step(case, cast.mali)
    actions.approve(actions.ask_plan(case, by=cast.mali, at=NOW), by=cast.prasit, at=NOW)
    a_step(case, cast.mali)
    again = actions.ask_plan(case, by=cast.mali, at=LATER)
    assert actions.approve(again, by=cast.prasit, at=LATER).state == "service"


def test_a_case_closes_when_another_approves_it(cast, case):
    asked = close(case, cast.mali)
    closed = actions.approve(asked, by=cast.prasit, at=LATER)
    assert (closed.state, closed.outcome, closed.closed_at, closed.review_on) == (
        "closed",
        "reached",
        LATER,
        None,
    )
    with pytest.raises(WrongState):
        close(case, cast.mali)


def test_what_is_open_is_ended_first_or_it_is_said_why(cast, case):
    step = a_step(case, cast.mali)
    with pytest.raises(StillOpen):
        close(case, cast.mali)
    close(case, cast.mali, left_open="ย้ายไปอยู่กับลูกที่เชียงใหม่")
    Decision.objects.all().delete()
    actions.end_step(step, done=False, result="ไม่ต้องแล้ว", by=cast.mali, at=NOW)
    close(case, cast.mali)


def test_something_that_opened_meanwhile_stops_the_closure(cast, case, person):
    asked = close(case, cast.mali)
    actions.note_need(person, "no-food", source="desk", by=cast.mali, at=NOW)
    with pytest.raises(StillOpen):
        actions.approve(asked, by=cast.prasit, at=LATER)
    case.refresh_from_db()
    assert case.is_open


def test_a_closure_says_why_and_somebody_answers_for_it(cast, case):
    with pytest.raises(NoWords):
        close(case, cast.mali, reason=" ")
    raw = actions.open_case(a_person(cast.villages[1], "บัวคำ"), because="need", by=cast.mali, at=NOW)
    with pytest.raises(NoLead):
        close(raw, cast.mali)


def test_a_closed_case_opens_again_under_its_lead(cast, case, person):
    actions.approve(close(case, cast.mali), by=cast.prasit, at=NOW)
    with pytest.raises(NoWords):
        actions.reopen(case, reason="", by=cast.mali, at=LATER)
    again = actions.reopen(case, reason="ล้มอีกครั้ง", by=cast.mali, at=LATER)
    assert (again.state, again.lead, again.outcome) == ("assessment", cast.mali, "")
    assert again.reopenings.get().reason == "ล้มอีกครั้ง"
    with pytest.raises(WrongState):
        actions.reopen(case, reason="ซ้ำ", by=cast.mali, at=LATER)


def test_a_closed_case_stays_closed_while_another_is_open(cast, case, person):
    actions.approve(close(case, cast.mali), by=cast.prasit, at=NOW)
    actions.open_case(person, because="visit", by=cast.mali, at=LATER)
    with pytest.raises(OpenAlready):
        actions.reopen(case, reason="ล้มอีก", by=cast.mali, at=LATER)


@pytest.mark.parametrize("moves", [NEED, CASE])
def test_every_way_leads_to_a_state_that_there_is(moves):
    assert all(after in moves for ways in moves.values() for after in ways)
    assert not may_move(NEED, "met", "open")
