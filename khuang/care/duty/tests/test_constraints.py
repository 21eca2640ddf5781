"""What the database refuses, whoever writes."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases.models import Alert
from khuang.care.cases.tests.cast import a_person
from khuang.care.duty import actions
from khuang.care.duty.models import Climb, Cry, Drill, DutySpell, LadderSetting, LadderStep, Stray, Told
from khuang.care.duty.tests.cast import an_address, tap

pytestmark = pytest.mark.usefixtures("inside")
SOMEBODY = "01a22c6d-6e09-77f2-9a17-04032012cfdb"
DAY = datetime.date(2026, 11, 23)


@pytest.fixture
def called(cast):
    """An alert and a call of somebody unknown, each on its ladder."""
    tap(an_address(a_person(cast.villages[3])))
    tap(an_address())


def refused(rows, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"settled_at": NOW},
        {"acknowledged_at": NOW},
        {"acknowledged_at": NOW, "acknowledged_by_id": SOMEBODY, "settled_at": NOW},
    ],
)
def test_a_stray_call_ends_in_order(called, values):
    refused(Stray.objects.all(), **values)


def test_a_stray_call_whose_person_is_known_has_their_alert(called):
    refused(Stray.objects.all(), person=Alert.objects.get().person)


def test_a_cry_and_a_climb_are_of_one_thing(called):
    alert = Alert.objects.get()
    refused(Cry.objects.filter(alert=None), alert=alert)
    refused(Cry.objects.filter(stray=None), alert=None)
    refused(Climb.objects.filter(alert=None), alert=alert)


def test_a_question_says_until_when_it_waits(called):
    refused(Cry.objects.all(), question="what", question_until=None)
    refused(Cry.objects.all(), question="", question_until=NOW)


def test_a_ladder_stops_for_a_reason(called):
    refused(Climb.objects.all(), stopped_at=NOW)
    refused(Climb.objects.all(), stopped_because="settled")


def test_somebody_is_told_by_a_way(called):
    refused(Told.objects.exclude(account=None), way="none")
    refused(Told.objects.exclude(account=None), account=None)
    refused(Told.objects.exclude(account=None), result="cannot")


def test_one_ladder_holds_at_a_time_and_is_never_silent(cast):
    hours = {"day_begins": datetime.time(6), "night_begins": datetime.time(20)}
    made = LadderSetting.objects.create(since=NOW, **hours)
    step = LadderStep.objects.create(setting=made, kind="urgent", part="day", rung="head", minutes=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        LadderSetting.objects.create(since=NOW, **hours)
    refused(LadderSetting.objects.all(), until=NOW - datetime.timedelta(days=1))
    refused(LadderSetting.objects.all(), day_begins=datetime.time(21))
    for minutes in (None, 0, 1441):
        refused(LadderStep.objects.filter(pk=step.pk), minutes=minutes)
    with pytest.raises(IntegrityError), transaction.atomic():
        LadderStep.objects.create(setting=made, kind="urgent", part="day", rung="head", minutes=5)


def test_duty_does_not_end_before_it_begins(cast):
    DutySpell.objects.create(account=cast.mali, first_on=DAY, noted_at=NOW)
    refused(DutySpell.objects.all(), last_on=DAY - datetime.timedelta(days=1))


def test_a_drill_is_seen_by_somebody(cast):
    actions.hold_drill(
        kind="urgent", village=cast.villages[3], part="day", pace="at-once", by=cast.mali, at=NOW
    )
    refused(Drill.objects.all(), seen_at=NOW)
