"""What is typed at a desk."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW
from khuang.care.people import actions, reads
from khuang.care.people.models import Attention, Change
from khuang.care.people.tests.intake import HOME, MALI, a_family, mali, say, updates
from khuang.lib.national_id import practice_number


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


def test_a_correction_is_a_change_of_its_own(cast):
    a_family()
    actions.correct(mali(), {"nickname": "แม่ลี"}, version=1, by=cast.mali, at=NOW)
    change = Change.objects.get(record_id=MALI, version=2)
    assert (change.by_id, change.submission_id) == (cast.mali.pk, None)
    assert reads.provenance(MALI)["nickname"].by_id == cast.mali.pk
    assert mali().last_seen_on == NOW.date()


def test_a_correction_does_not_overwrite_what_came_in_meanwhile(cast):
    a_family()
    say(updates("person", MALI, base=1, nickname="ป้าลี"))
    actions.correct(mali(), {"nickname": "แม่ลี", "sex": "other"}, version=1, by=cast.mali, at=NOW)
    assert (mali().nickname, mali().sex) == ("ป้าลี", "other")
    item = Attention.objects.get()
    actions.settle(item, take=True, by=cast.mali, at=NOW + timedelta(minutes=1))
    assert mali().nickname == "แม่ลี"
    assert not reads.open_attention(cast.mali).exists()


def test_what_is_put_right_by_hand_no_longer_waits(cast):
    a_family()
    say(updates("person", MALI, base=1, national_id="1", birth_date="x"))
    actions.correct(mali(), {"national_id": practice_number(1)}, version=2, by=cast.mali, at=NOW)
    [left] = reads.open_attention(cast.mali)
    assert left.property == "birth_date"
    assert Attention.objects.get(property="national_id").settled_by_id == cast.mali.pk


def test_what_is_wrong_again_waits_on(cast):
    a_family()
    say(updates("person", MALI, base=1, national_id="1"))
    [problem] = actions.correct(mali(), {"national_id": "1"}, version=2, by=cast.mali, at=NOW)
    assert (problem.code, problem.name) == ("id_length", "national_id")
    assert reads.open_attention(cast.mali).count() == 1


def test_settling_may_leave_the_record_as_it_is(cast):
    a_family()
    say(updates("person", MALI, base=1, national_id="1"))
    actions.settle(Attention.objects.get(), take=False, by=cast.mali, at=NOW)
    assert mali().national_id is None and mali().version == 2


def test_a_person_is_registered_into_a_home_that_is_there(cast):
    a_family()
    person = actions.register({"given_name": "แก้ว", "family_name": "ใจดี"}, HOME, by=cast.mali, at=NOW)
    person.refresh_from_db()
    assert person.household_id == HOME and person.village.moo == 3
    assert person.pk.version == 4


def test_a_person_is_registered_with_a_new_home(cast):
    person = actions.register({"given_name": "แก้ว"}, {"village": "2", "house_no": "4"}, by=cast.mali, at=NOW)
    assert person.household.dwelling.house_no == "4"


@pytest.mark.parametrize("who", ["boonsri", "wipa", "kham", "dao"])
def test_others_may_not_correct_or_register(cast, who):
    a_family()
    actor = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        actions.correct(mali(), {"nickname": "x"}, version=1, by=actor, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.register({"given_name": "x"}, HOME, by=actor, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.register({"given_name": "x"}, {"house_no": "1"}, by=actor, at=NOW)
