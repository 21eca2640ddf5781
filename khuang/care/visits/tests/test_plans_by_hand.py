"""Visits moved, locked, cancelled and added by hand; two supervisors who edit one plan."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW
from khuang.care.people.models import Person
from khuang.care.visits.actions import plans, plans_by_hand
from khuang.care.visits.models import PlanEdit, PlannedVisit
from khuang.care.visits.reads import plans_shown
from khuang.care.visits.reads.plan_words import faults_in_words
from khuang.care.visits.reads.planning_changes import Where
from khuang.care.visits.rules import problems
from khuang.care.visits.tests.months import LATER, computed, day, small_month
from khuang.ground.accounts.models import AssignedHome
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.context import within

State = PlannedVisit.State


@pytest.fixture
def town(cast):
    with within(cast.municipality):
        town = small_month(cast)
        town.plan = plans.publish_plan(computed(town).pk, by=cast.prasit, at=LATER)
        yield town


@pytest.fixture
def row(town):
    """A visit to Kaew, as a supervisor sees it."""
    return town.plan.visits.filter(person=town.kaew).order_by("earliest").first()


def other_day(row):
    days = (row.earliest + timedelta(days=n) for n in range((row.latest - row.earliest).days + 1))
    return next(one for one in days if one != row.day and one.weekday() < 5)


def elsewhere(town, row, **said):
    who = town.chai if row.volunteer_id == town.bua.pk else town.bua
    return replace(Where(who.pk, None, other_day(row), "morning"), **said)


def move(town, row, where, **said):
    said = {"version": row.version, "by": town.prasit, "at": LATER} | said
    return plans_by_hand.move_visit(row.pk, where, **said)


def test_a_visit_moves_to_another_day_and_volunteer_and_is_locked(town, row):
    where = elsewhere(town, row)
    moved = move(town, row, where)
    assert (moved.volunteer_id, moved.day, moved.half) == (where.volunteer, where.day, "morning")
    assert (moved.locked, moved.version, moved.faults) == (True, 2, [])
    assert journal.newest()[0].event in ("visits.visit-moved", "accounts.homes-assigned")


def test_the_stops_of_both_rounds_are_numbered_and_timed_anew(town, row):
    moved = move(town, row, elsewhere(town, row, number=1))
    there = town.plan.visits.filter(
        volunteer=moved.volunteer_id, day=moved.day, half=moved.half, state=State.PLANNED
    ).order_by("number")
    assert [one.number for one in there] == list(range(1, len(there) + 1))
    assert there[0] == moved
    assert [one.arrives for one in there] == sorted(one.arrives for one in there)
    assert moved.arrives > 0


def test_without_a_number_it_goes_where_the_way_is_shortest(town, row):
    moved = move(town, row, elsewhere(town, row))
    assert moved.number >= 1


def test_a_hand_that_breaks_a_rule_is_told_in_words_and_must_give_a_reason(town, row):
    sunday = row.earliest + timedelta(days=(6 - row.earliest.weekday()) % 7)
    where = elsewhere(town, row, day=sunday)
    with pytest.raises(problems.NeedsAReason) as told:
        move(town, row, where)
    assert "no-shift" in {one.code for one in told.value.faults}
    assert any(faults_in_words(told.value.faults))
    moved = move(town, row, where, reason="ครอบครัวขอวันอาทิตย์")
    assert "no-shift" in moved.faults
    assert moved.reason == "ครอบครัวขอวันอาทิตย์"
    assert plans_shown.broken(moved)


def test_a_second_one_goes_along(town, row):
    where = elsewhere(town, row)
    other = town.bua if where.volunteer == town.chai.pk else town.chai
    moved = move(town, row, replace(where, second=other.pk), reason="ไปด้วยกัน")
    assert moved.second_id == other.pk


def test_two_supervisors_notice_each_other_and_nothing_is_lost(town, row):
    first = elsewhere(town, row)
    move(town, row, first)
    with pytest.raises(problems.VisitHasChanged):
        move(town, row, elsewhere(town, row, half="afternoon"), by=town.mali)
    row.refresh_from_db()
    assert (row.volunteer_id, row.day) == (first.volunteer, first.day)
    (edit,) = plans_shown.edits(town.mali, town.plan)
    assert edit.who == town.prasit.display_name
    assert edit.was != edit.became


def test_a_change_of_another_visit_disturbs_nobody(town, row):
    other = town.plan.visits.filter(person=town.in_).first()
    move(town, row, elsewhere(town, row))
    move(town, other, elsewhere(town, other), by=town.mali)
    assert PlanEdit.objects.count() == 2


def test_homes_follow_the_visit(town, row):
    december = LATER + timedelta(days=8)
    rows = town.plan.visits.filter(person__in=[town.kaew, town.som])
    rows.filter(volunteer=town.bua).update(volunteer=town.chai)
    plans.assign_homes(by=town.prasit, at=december)
    row.refresh_from_db()
    held = AssignedHome.objects.filter(assignment__account=town.boonsri, until=None)
    assert town.kaew.dwelling_id not in held.values_list("home_id", flat=True)
    late = town.plan.visits.filter(person=town.kaew).order_by("-earliest").first()
    where = Where(town.bua.pk, None, late.day, late.half)
    move(town, late, where, at=december)
    assert town.kaew.dwelling_id in held.values_list("home_id", flat=True)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"day": NOW.date()}, problems.DayIsOver),
        ({"day": day(40)}, problems.DayIsOver),
    ],
)
def test_nothing_moves_into_the_past_or_another_month(town, row, change, problem):
    with pytest.raises(problem):
        move(town, row, elsewhere(town, row, **change), reason="x")


def test_two_different_people_go_together(town, row):
    with pytest.raises(problems.TwoAreNeeded):
        move(town, row, Where(town.bua.pk, town.bua.pk, other_day(row), "morning"), reason="x")


def test_what_was_done_is_not_moved_locked_or_cancelled(town, row):
    PlannedVisit.objects.filter(pk=row.pk).update(state=State.DONE)
    said = {"version": row.version, "by": town.prasit, "at": LATER}
    with pytest.raises(problems.VisitIsOver):
        move(town, row, elsewhere(town, row))
    with pytest.raises(problems.VisitIsOver):
        plans_by_hand.lock_visit(row.pk, locked=True, **said)
    with pytest.raises(problems.VisitIsOver):
        plans_by_hand.cancel_visit(row.pk, **said)


def test_a_plan_that_was_replaced_is_not_changed(town, row):
    newer = computed(town)
    plans.publish_plan(newer.pk, by=town.prasit, at=LATER)
    with pytest.raises(problems.NotADraft):
        move(town, row, elsewhere(town, row))


@pytest.mark.parametrize("name", ["boonsri", "wipa"])
def test_who_may_not_is_refused(town, row, name):
    with pytest.raises(PermissionDenied):
        move(town, row, elsewhere(town, row), by=getattr(town, name))


def test_a_visit_is_locked_and_unlocked(town, row):
    said = {"by": town.prasit, "at": LATER}
    row = plans_by_hand.lock_visit(row.pk, locked=True, version=row.version, **said)
    assert row.locked
    row = plans_by_hand.lock_visit(row.pk, locked=False, version=row.version, **said)
    assert not row.locked
    assert {one.what for one in row.edits.all()} == {"locked", "unlocked"}


def test_a_cancelled_visit_says_why_and_leaves_its_round(town, row):
    done = plans_by_hand.cancel_visit(
        row.pk, version=row.version, reason="ไปอยู่กับลูก", by=town.prasit, at=LATER
    )
    assert (done.state, done.reason) == (State.CANCELLED, "ไปอยู่กับลูก")
    assert not plans_shown.of_volunteer(town.prasit, town.plan, town.bua).filter(pk=row.pk).exists()


def test_somebody_whom_nobody_could_visit_is_given_to_somebody(town, row):
    PlannedVisit.objects.filter(pk=row.pk).update(
        state=State.UNSERVED, volunteer=None, second=None, day=None, half=""
    )
    row.refresh_from_db()
    moved = move(town, row, Where(town.bua.pk, None, row.earliest, "morning"), reason="x")
    assert moved.state == State.PLANNED


def test_an_extra_visit_is_added_and_stays_when_the_plan_is_computed_again(town):
    where = Where(town.bua.pk, None, day(9), "morning")
    said = {"minutes": 30, "by": town.prasit, "at": LATER}
    first = plans_by_hand.add_visit(town.plan.pk, town.som, where, **said)
    second = plans_by_hand.add_visit(town.plan.pk, town.som, replace(where, day=day(10)), **said)
    assert (first.purpose, first.occurrence, second.occurrence) == ("extra", 1, 2)
    newer = computed(town, based_on=town.plan)
    kept = newer.visits.filter(person=town.som, purpose="extra").order_by("day")
    assert [one.day for one in kept] == [day(9), day(10)]


def test_nobody_is_added_whose_record_is_guarded(town):
    Person.objects.filter(pk=town.som.pk).update(level="sensitive")
    town.som.refresh_from_db()
    with pytest.raises(PermissionDenied):
        plans_by_hand.add_visit(
            town.plan.pk,
            town.som,
            Where(town.bua.pk, None, day(9), "morning"),
            minutes=30,
            by=town.prasit,
            at=LATER,
        )
