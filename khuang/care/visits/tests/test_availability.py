"""When volunteers come, when they are away, and what those visited wish."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from conftest import NOW
from khuang.care.people.models import Person
from khuang.care.visits.actions import availability, volunteers, volunteers_learning, volunteers_leaving
from khuang.care.visits.models import Absence, Availability, VisitWish, Volunteer
from khuang.care.visits.reads.availability import visitors, week_of, wishes
from khuang.care.visits.tests.volunteers import BEGAN, TODAY, home_of, volunteer

pytestmark = pytest.mark.usefixtures("inside")
WEEK = [(0, "morning"), (2, "afternoon")]
SUNDAY = TODAY + timedelta(6)


def slots(first=TODAY, last=SUNDAY):
    return {one.volunteer.name: one.slots for one in visitors(first, last)}


def test_a_week_begins_on_a_day_and_what_was_before_stays(cast):
    one = volunteer("หนึ่ง", week=WEEK)
    later = TODAY + timedelta(7)
    availability.set_week(one, [(0, "morning"), (4, "morning")], since=later, by=cast.mali, at=NOW)
    assert [day.weekday() for day, _half in slots(TODAY, SUNDAY)["หนึ่ง"]] == [0, 2]
    assert [day.weekday() for day, _half in slots(later, later + timedelta(6))["หนึ่ง"]] == [0, 4]
    availability.set_week(one, WEEK, since=later, by=cast.mali, at=NOW)
    assert week_of(one, later) == set(WEEK)
    assert [day.weekday() for day, _half in slots(later, later + timedelta(6))["หนึ่ง"]] == [0, 2]


def test_setting_the_same_week_again_changes_no_row(cast):
    one = volunteer("หนึ่ง", week=WEEK)
    before = list(Availability.objects.values_list("pk", "until"))
    availability.set_week(one, WEEK, since=TODAY, by=cast.mali, at=NOW)
    assert list(Availability.objects.values_list("pk", "until")) == before


def test_whoever_is_sick_today_is_not_planned_today(cast):
    one = volunteer("หนึ่ง", week=WEEK)
    absence = availability.call_in_sick(one, by=cast.mali, at=NOW)
    assert [day.weekday() for day, _half in slots()["หนึ่ง"]] == [2]
    assert availability.call_in_sick(one, by=cast.mali, at=NOW) == absence
    availability.end_absence(absence, by=cast.mali, at=NOW)
    assert not Absence.objects.exists()
    assert [day.weekday() for day, _half in slots()["หนึ่ง"]] == [0, 2]


def test_who_comes_back_early_is_free_from_today_on(cast):
    one = volunteer("หนึ่ง", week=WEEK)
    gone = {"first_on": TODAY - timedelta(3), "last_on": TODAY + timedelta(9), "reason": "family"}
    absence = availability.note_absence(one, **gone, by=cast.mali, at=NOW)
    assert "หนึ่ง" not in slots()
    availability.end_absence(absence, by=cast.mali, at=NOW)
    assert len(slots()["หนึ่ง"]) == 2
    absence.refresh_from_db()
    assert absence.last_on == TODAY - timedelta(1)


def test_an_absence_that_ends_before_it_begins_is_refused(cast):
    one = volunteer("หนึ่ง")
    with pytest.raises(ValidationError):
        availability.note_absence(
            one, first_on=TODAY, last_on=TODAY - timedelta(1), reason="sick", by=cast.mali, at=NOW
        )


def test_who_did_not_sign_or_has_left_is_not_planned(cast):
    volunteer("ไม่ลงนาม", week=WEEK, signed=False)
    leaver = volunteer("ลาออก", week=WEEK)
    volunteers_leaving.leave(leaver, on=TODAY + timedelta(1), because="moved", by=cast.mali, at=NOW)
    assert [day for day, _half in slots()["ลาออก"]] == [TODAY]
    assert set(slots()) == {"ลาออก"}


def test_a_visitor_carries_what_the_plan_needs(cast):
    one = volunteer("หนึ่ง", week=WEEK, sex="female", per_half=2, village=cast.villages[1])
    volunteers.place_volunteer(one, (99.4, 18.2), by=cast.mali, at=NOW)
    volunteers.change_volunteer(one, {}, areas=[cast.villages[2]], by=cast.mali, at=NOW)
    note = {"provider": "รพ.สต.", "hours": 6, "by": cast.mali, "at": NOW}
    volunteers_learning.note_training(one, skill="lifting", held_on=BEGAN, expires_on=SUNDAY, **note)
    volunteers_learning.note_training(one, skill="child", held_on=BEGAN, **note)
    [found] = visitors(TODAY, SUNDAY)
    # The lifting course ends within these days, so it is not counted on.
    assert found.skills == {"child"}
    assert (found.per_half, found.hours) == (2, 24)
    assert found.areas == {cast.villages[2].pk}
    assert found.place == (99.4, 18.2)


def test_reading_who_can_be_planned_takes_the_same_statements_for_ten_as_for_one(
    cast, django_assert_num_queries
):
    for number in range(10):
        volunteer(f"อาสา {number}", week=WEEK)
    with django_assert_num_queries(7):
        assert len(visitors(TODAY, SUNDAY)) == 10


def test_wishes_are_noted_with_the_person_and_taken_back(cast):
    [mother] = home_of(cast.villages[3], "แม่คำ", sex="female")
    unwanted = volunteer("เพื่อนบ้านเก่า")
    note = {"by": cast.mali, "at": NOW}
    same = availability.note_wish(mother, kind="same-sex", **note)
    availability.note_wish(mother, kind="language", language="nod", **note)
    availability.note_wish(mother, kind="avoid", volunteer=unwanted, **note)
    found = wishes([mother], TODAY)[mother.pk]
    assert (found.sex, found.languages, found.avoid) == ("female", {"nod"}, {unwanted.pk})
    availability.end_wish(same, **note)
    assert wishes([mother], TODAY)[mother.pk].sex == ""


def test_the_wishes_of_a_merged_record_hold_for_whom_it_is(cast):
    mother, double = home_of(cast.villages[3], "แม่คำ", "แม่คำดี", sex="female")
    availability.note_wish(double, kind="same-sex", by=cast.mali, at=NOW)
    Person.objects.filter(pk=double.pk).update(merged_into=mother)
    assert wishes([mother], TODAY)[mother.pk].sex == "female"


def test_a_wish_for_the_same_sex_says_nothing_where_the_sex_is_not_known(cast):
    [one] = home_of(cast.villages[3], "ใครคนหนึ่ง")
    availability.note_wish(one, kind="same-sex", by=cast.mali, at=NOW)
    assert wishes([one], TODAY)[one.pk].sex == ""


def test_a_wish_is_noted_once_and_whole(cast):
    [mother] = home_of(cast.villages[3], "แม่คำ", sex="female")
    availability.note_wish(mother, kind="same-sex", by=cast.mali, at=NOW)
    for said in ({"kind": "same-sex"}, {"kind": "language"}, {"kind": "avoid"}):
        with pytest.raises(ValidationError):
            availability.note_wish(mother, **said, by=cast.mali, at=NOW)
    assert VisitWish.objects.count() == 1


@pytest.mark.parametrize("who", ["boonsri", "kham", "wipa", "anan", "dao"])
def test_nobody_else_sets_weeks_absences_and_wishes(cast, who):
    account = getattr(cast, who)
    one = volunteer("หนึ่ง", village=cast.villages[3])
    [mother] = home_of(cast.villages[3], "แม่คำ")
    for do in (
        lambda: availability.set_week(one, WEEK, since=TODAY, by=account, at=NOW),
        lambda: availability.call_in_sick(one, by=account, at=NOW),
        lambda: availability.note_wish(mother, kind="same-sex", by=account, at=NOW),
    ):
        with pytest.raises(PermissionDenied):
            do()
    assert Volunteer.objects.count() == 1
