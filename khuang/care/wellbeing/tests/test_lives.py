"""What becomes of check-ins when records are merged, split, copied; and the constraints that hold."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from khuang.care.people import actions as people
from khuang.care.people.models import MergeEvent
from khuang.care.wellbeing import actions, figures
from khuang.care.wellbeing.actions.agreements import Agreed
from khuang.care.wellbeing.actions.pauses import Paused
from khuang.care.wellbeing.models import CheckIn, Holiday, Pause, Sign, Silence
from khuang.care.wellbeing.reads.copies import wellbeing_copy
from khuang.care.wellbeing.rules.problems import AlreadyEnded, EndsBeforeItBegins, NoDays, NotHere
from khuang.care.wellbeing.tests.cast import DAILY, TODAY, answers, make_town, say, there


@pytest.fixture
def town(cast, inside):
    return make_town(cast)


def test_what_was_agreed_with_a_merged_record_holds_for_the_survivor_and_goes_back(town):
    survivor, merged = town.people[1], town.person
    actions.pause(merged, Paused("family", TODAY, None, "ไปอยู่กับลูก"), by=town.cast.mali, at=there(8))
    actions.notice_silence(there(9, 1))
    people.merge(survivor, merged, take=[], by=town.cast.mali, at=there(10))
    held = CheckIn.objects.get(until=None)
    assert (held.person, held.hour) == (survivor, town.check_in.hour)
    assert CheckIn.objects.get(person=merged).ended_because == "merged"
    assert Pause.objects.filter(person=survivor, ended_on=None).count() == 1
    people.split(MergeEvent.objects.get(), by=town.cast.mali, at=there(11))
    assert CheckIn.objects.filter(person=merged, until=None).exists()


def test_a_tap_of_a_merged_record_counts_for_the_survivor(town):
    people.merge(town.people[1], town.person, take=[], by=town.cast.mali, at=there(8))
    say(town.contact, there(8, 30), verb="well")
    assert Sign.objects.get().person == town.people[1]


def test_a_copy_says_all_of_it(town):
    say(town.contact, there(8), verb="well")
    actions.pause(town.person, Paused("family", TODAY, TODAY, "ไปเชียงใหม่"), by=town.cast.mali, at=there(8))
    told = wellbeing_copy([town.person.pk])
    assert len(told) == 3
    assert any("ไปเชียงใหม่" in one["words"] for one in told)


def test_away_by_their_own_tap_pauses_for_a_week_and_the_next_tap_ends_it(town):
    actions.notice_silence(there(9, 1))
    say(town.contact, there(9, 30), verb="away")
    held = Pause.objects.get()
    assert (held.own_tap, held.first_on, held.last_on) == (True, TODAY, TODAY + timedelta(days=6))
    assert Silence.objects.get().ended_because == "pause"
    say(town.contact, there(9, 40), verb="away")
    assert Pause.objects.count() == 1
    assert answers() == ["wellbeing.paused"]
    actions.notice_silence(there(9, 1, days=1))
    assert not Silence.objects.filter(ended_at=None).exists()
    say(town.contact, there(8, days=2), verb="well")
    assert Pause.objects.get().ended_on == TODAY + timedelta(days=2)
    actions.notice_silence(there(9, 1, days=3))
    assert Silence.objects.filter(ended_at=None).exists()


def test_nobody_is_silent_on_a_holiday_or_in_a_pause(town):
    actions.keep_holiday(TODAY, "งานบุญประจำปี", by=town.cast.prasit, at=there(8))
    actions.notice_silence(there(9, 1))
    assert not Silence.objects.exists()
    away = Paused("hospital", TODAY + timedelta(days=1), None)
    actions.pause(town.person, away, by=town.cast.mali, at=there(10))
    actions.notice_silence(there(9, 1, days=1))
    assert not Silence.objects.exists()


def test_what_cannot_be_agreed_is_refused(town):
    other = town.people[1]
    with pytest.raises(NoDays):
        actions.agree(other, Agreed((), DAILY.hour, "visit"), by=town.cast.mali, at=there(8))
    with pytest.raises(EndsBeforeItBegins):
        actions.pause(other, Paused("away", TODAY, TODAY - timedelta(days=1)), by=town.cast.mali, at=there(8))
    other.left_on = TODAY
    with pytest.raises(NotHere):
        actions.agree(other, DAILY, by=town.cast.mali, at=there(8))
    actions.end_check_in(town.check_in, because="wish", by=town.cast.mali, at=there(8))
    with pytest.raises(AlreadyEnded):
        actions.end_check_in(town.check_in, because="wish", by=town.cast.mali, at=there(8))


def test_what_is_agreed_after_its_hour_begins_tomorrow(town):
    actions.agree(town.people[1], Agreed((0, 1), DAILY.hour, "visit"), by=town.cast.mali, at=there(11))
    say(town.contact, there(8), verb="well")
    actions.notice_silence(there(11, 5))
    assert not Silence.objects.exists()


def test_figures_count_and_name_nobody(town):
    say(town.contact, there(8), verb="well")
    actions.agree(town.people[1], DAILY, by=town.cast.mali, at=there(8))
    actions.notice_silence(there(9, 1))
    village = town.cast.villages[3].pk
    assert figures.agreed(on=TODAY) == [figures.Figure(village, "female", 2)]
    assert figures.answered(first=TODAY, last=TODAY) == [figures.Figure(village, "female", 1)]
    assert figures.silences(first=TODAY, last=TODAY) == [figures.Figure(village, "female", 1)]


@pytest.mark.parametrize(
    ("model", "changed"),
    [
        (CheckIn, {"weekdays": []}),
        (CheckIn, {"weekdays": [7]}),
        (CheckIn, {"hour": "23:00"}),
        (CheckIn, {"until": TODAY}),
        (CheckIn, {"until": TODAY - timedelta(days=60), "ended_because": "wish"}),
        (CheckIn, {"ended_because": "wish"}),
        (Silence, {"ended_at": there(10)}),
        (Silence, {"run_since": TODAY + timedelta(days=1)}),
        (Sign, {"times": 0}),
        (Sign, {"last_at": there(1, days=-9)}),
        (Pause, {"last_on": TODAY - timedelta(days=1)}),
        (Pause, {"last_on": None, "remind_on": None}),
        (Holiday, {"name": ""}),
    ],
)
def test_the_database_keeps_the_constraints(town, model, changed):
    say(town.contact, there(8, days=-1), verb="well")
    actions.notice_silence(there(9, 1))
    actions.keep_holiday(TODAY + timedelta(days=9), "งานบุญ", by=town.cast.prasit, at=there(8))
    Pause.objects.create(
        person=town.people[1], kind="away", first_on=TODAY, last_on=TODAY, made_at=timezone.now()
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**changed)
