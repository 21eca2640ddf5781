"""A visit that is asked for today: by whom, in which half, and taken back."""

from datetime import time, timedelta

import pytest

from conftest import NOW
from khuang.care.visits.actions.asked import ask_today, withdraw_asked
from khuang.care.visits.models import Availability, PlanEdit, PlannedVisit, VisitPlan
from khuang.care.visits.reads import due_today
from khuang.care.visits.reads.supervision import asked_today
from khuang.care.visits.rules.asked import half_today
from khuang.care.visits.tests.round_town import TODAY, make_round
from khuang.ground.journal.actions import SYSTEM


@pytest.fixture
def town(cast, inside):
    made = make_round(cast, day=TODAY + timedelta(days=3))
    for half in ("morning", "afternoon"):
        Availability.objects.create(
            volunteer=made.volunteer, weekday=TODAY.weekday(), half=half, since=TODAY - timedelta(days=9)
        )
    return made


@pytest.mark.parametrize(
    ("offered", "now", "half"),
    [
        ({"morning", "afternoon"}, time(9), "morning"),
        ({"morning", "afternoon"}, time(11, 30), "afternoon"),
        ({"morning"}, time(12), None),
        ({"afternoon"}, time(9), "afternoon"),
        ({"afternoon"}, time(16, 30), None),
        (set(), time(9), None),
    ],
)
def test_nobody_is_sent_off_for_a_half_day_that_is_nearly_over(offered, now, half):
    assert half_today(offered, now) == half


def ask(town, **also):
    return ask_today(town.people[0], purpose="check", by=SYSTEM, at=NOW, **also)


def test_it_is_asked_once_and_goes_to_their_carer_as_the_next_stop(town):
    first = ask(town)
    assert ask(town) == first
    assert (first.volunteer, first.day, first.half, first.state) == (
        town.volunteer,
        TODAY,
        "morning",
        "planned",
    )
    assert VisitPlan.objects.get().revision > 1
    assert not PlanEdit.objects.exists()


def test_two_messages_are_two_visits_with_their_words(town):
    for words in ("พรุ่งนี้หมอนัด", "น้ำจะหยุดไหล"):
        ask_today(town.people[0], purpose="message", bring=words, by=SYSTEM, at=NOW)
    assert {one.bring for one in due_today(town.volunteer, TODAY)} == {"พรุ่งนี้หมอนัด", "น้ำจะหยุดไหล"}


def test_what_was_asked_is_taken_back_until_it_is_done(town):
    row = ask(town)
    assert withdraw_asked(row.pk, by=SYSTEM, at=NOW)
    assert PlannedVisit.objects.get(pk=row.pk).state == "cancelled"
    assert not withdraw_asked(row.pk, by=SYSTEM, at=NOW)
    done = ask(town)
    PlannedVisit.objects.filter(pk=done.pk).update(state="done")
    assert not withdraw_asked(done.pk, by=SYSTEM, at=NOW)
    assert not withdraw_asked(town.planned[0].pk, by=SYSTEM, at=NOW)


def test_without_a_plan_of_the_month_nothing_is_asked(town):
    VisitPlan.objects.update(state="replaced")
    assert ask(town) is None


def test_a_supervisor_sees_what_was_asked_today_and_that_nobody_goes(town):
    Availability.objects.all().delete()
    row = ask(town)
    assert row.state == "unserved"
    assert asked_today(town.cast.mali, on=TODAY) == [row]
    assert asked_today(town.cast.mali, on=TODAY + timedelta(days=1)) == []
