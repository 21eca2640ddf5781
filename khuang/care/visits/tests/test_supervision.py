"""Supervision: who was left behind first, loads, worries, and the digest that is made once."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW
from khuang.care.cases.actions import raise_alert
from khuang.care.people.models import Person
from khuang.care.visits.actions import volunteers_learning
from khuang.care.visits.actions.supervision import make_digest
from khuang.care.visits.models import CareSchedule, Visit, WeeklyDigest
from khuang.care.visits.reads import supervision as reads
from khuang.care.visits.rules.supervision import EVEN, IDLE, OVER, Load, Made, week_before
from khuang.care.visits.tests.volunteers import BEGAN, TODAY, home_of, planned, published, volunteer
from khuang.ground.journal.actions import SYSTEM

WEEK = TODAY - timedelta(7)  # the Monday before
EVERY_DAY = [(weekday, "morning") for weekday in range(5)]
small = st.integers(0, 60)


@given(small, small, st.integers(0, 20), st.integers(1, 6), st.none() | st.integers(1, 100))
def test_a_load_is_too_much_exactly_when_it_is_beyond_what_is_offered_or_allowed(
    visits, minutes, half_days, per_half, hours
):
    state = Load(visits, minutes * 60, half_days, per_half, hours).state
    too_much = visits > half_days * per_half or (hours is not None and minutes > hours)
    assert (state == OVER) == too_much
    assert (state == IDLE) == (not too_much and half_days > 0 and visits == 0)
    assert state in (OVER, IDLE, EVEN)


def test_praise_is_for_whoever_made_every_planned_visit():
    assert Made(3, 3).is_praised
    assert not Made(3, 2).is_praised
    assert not Made(0, 0).is_praised


@given(st.dates())
def test_the_week_before_is_whole_and_over(day):
    if day.toordinal() < 20:
        return
    monday = week_before(day)
    assert monday.weekday() == 0
    assert timedelta(7) <= day - monday < timedelta(14)


@pytest.fixture
def town(cast, inside):
    """Two elders with schedules, one seen in time; a volunteer with a full and one with an empty month."""
    cast.mother, cast.uncle = home_of(cast.villages[3], "แม่คำ", "ลุงมี")
    for person, tier in ((cast.mother, 2), (cast.uncle, 0)):
        CareSchedule.objects.create(
            person=person, every=14, minutes=45, source="risk", tier=tier, since=BEGAN
        )
    cast.busy = volunteer("ขยัน", village=cast.villages[3], week=EVERY_DAY, hours=2)
    cast.idle = volunteer("ว่าง", village=cast.villages[3], week=EVERY_DAY)
    cast.plan = published()
    return cast


def visit(person, days_ago, who=None, **said):
    at = datetime(2026, 11, 23, 3, tzinfo=UTC) - timedelta(days_ago)
    made = {"result": "met", "findings": {"note": "ขาบวม"}, "submission_id": uuid4()} | said
    return Visit.objects.create(person=person, volunteer=who, at=at, **made)


def test_who_was_left_behind_comes_first_by_risk_then_by_days(town):
    visit(town.mother, 40)
    visit(town.uncle, 20)
    found = reads.left_behind(town.mali, on=TODAY)
    assert [(one.row.person.given_name, one.days) for one in found] == [("ลุงมี", 6), ("แม่คำ", 26)]
    assert [one.group.split()[0] for one in found] == ["ติดเตียง", "คนพิการ"]
    visit(town.uncle, 1)
    assert [one.row.person for one in reads.left_behind(town.mali, on=TODAY)] == [town.mother]


def test_loads_show_who_has_too_much_and_who_has_nothing(town):
    for day in range(3):
        planned(town.plan, town.mother, town.busy, TODAY + timedelta(day), minutes=60)
    states = {one.volunteer.name: one.load.state for one in reads.board(town.mali, on=TODAY, most=9).loads}
    assert states == {"ขยัน": OVER, "ว่าง": IDLE}


def test_rounds_that_nobody_recorded_stand_out(town):
    planned(town.plan, town.mother, town.busy, TODAY - timedelta(2))
    planned(town.plan, town.uncle, town.busy, TODAY - timedelta(4), state="missed")
    planned(town.plan, town.uncle, town.idle, TODAY - timedelta(4), state="done")
    [missed] = reads.missed_rounds(town.mali, on=TODAY)
    assert (missed.volunteer, missed.visits, missed.since) == (town.busy, 2, TODAY - timedelta(4))


def test_a_worry_is_open_as_long_as_its_alert_is(town):
    worried = visit(town.mother, 2, town.busy, worried=True)
    visit(town.uncle, 3, town.busy, worried=True)
    raise_alert(town.mother, kind="worried", words=None, source_id=worried.pk, by=SYSTEM, at=NOW)
    found = reads.worries(town.mali, on=TODAY)
    assert [(one.visit.person, one.is_open) for one in found] == [(town.mother, True), (town.uncle, False)]


def test_homes_without_a_place_unsigned_and_expiring_are_listed(town):
    volunteer("ไม่ลงนาม", village=town.villages[3], week=EVERY_DAY, signed=False)
    volunteers_learning.note_training(
        town.busy,
        skill="lifting",
        hours=6,
        provider="รพ.สต.",
        held_on=BEGAN,
        expires_on=TODAY,
        by=town.mali,
        at=NOW,
    )
    board = reads.board(town.mali, on=TODAY, most=9)
    assert board.unpinned == 1
    assert [one.name for one in board.unsigned] == ["ไม่ลงนาม"]
    assert [one for one, _skills in board.expiring] == [town.busy]


def test_a_digest_praises_and_names_who_was_left_behind_and_is_made_once(town):
    planned(town.plan, town.uncle, town.busy, WEEK, minutes=60, state="done")
    planned(town.plan, town.mother, town.idle, WEEK + timedelta(1), state="missed")
    visit(town.uncle, 7, town.busy, worried=True)
    digest = make_digest(at=NOW)
    assert digest.week == WEEK
    assert digest.counts["planned"] == 2
    assert digest.counts["done"] == digest.counts["hours"] == digest.counts["worried"] == 1
    assert digest.counts["missed"] == 1
    lines = reads.lines_of(digest, town.mali)
    assert [line.volunteer for line in lines["praise"]] == [town.busy]
    assert [line.person for line in lines["left_behind"]] == [town.mother]
    assert [line.person for line in lines["worried"]] == [town.uncle]
    assert make_digest(at=NOW + timedelta(3)) is None
    assert make_digest(at=NOW + timedelta(7)).week == TODAY
    assert WeeklyDigest.objects.count() == 2


def test_a_guarded_person_stands_in_no_digest_for_whom_they_do_not_open(town):
    make_digest(at=NOW)
    assert len(reads.lines_of(WeeklyDigest.objects.get(), town.mali)["left_behind"]) == 2
    Person.objects.filter(pk=town.mother.pk).update(level="sealed")
    lines = reads.lines_of(WeeklyDigest.objects.get(), town.mali)
    assert [line.person for line in lines["left_behind"]] == [town.uncle]
