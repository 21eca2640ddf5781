"""A merged record's answers count for the record that speaks for it, and go back with a split."""

from datetime import date, timedelta

import pytest

from khuang.care.people import actions as people
from khuang.care.people.models import Person
from khuang.care.people.tests.intake import DAY_ONE, a_family, three_villages
from khuang.care.risk import actions
from khuang.care.risk.reads.knowledge import known_of
from khuang.care.risk.tests.surveyed import MALI, TON, current, person, survey
from khuang.ground.journal.actions import SYSTEM

LATER = DAY_ONE + timedelta(days=5)


@pytest.fixture(autouse=True)
def family(cast, inside):
    three_villages()
    a_family()


def one(key):
    return Person.objects.get(pk=key)


def merged(cast):
    return people.merge(one(MALI), one(TON), take=(), by=cast.mali, at=LATER)


def test_what_is_known_of_the_merged_record_counts(cast):
    survey(person(MALI, mobility="goes_out"))
    survey(person(TON, mobility="bedridden"), day=2)
    before = current(MALI).level
    event = merged(cast)
    assert known_of([one(MALI)])[MALI]["mobility"][0] == "bedridden"
    assert current(MALI).level != before
    people.split(event, by=cast.mali, at=LATER)
    assert current(MALI).level == before and current(MALI).facts["mobility"] == "goes_out"


def test_a_survey_of_the_merged_id_judges_the_survivor(cast):
    survey(person(MALI, mobility="goes_out"))
    event = merged(cast)
    survey(person(TON, mobility="bedridden"), day=7)
    assert current(MALI).facts["mobility"] == "bedridden"
    people.split(event, by=cast.mali, at=LATER + timedelta(days=3))
    assert current(MALI).facts["mobility"] == "goes_out"
    assert current(TON).facts["mobility"] == "bedridden"


def test_a_class_set_by_hand_goes_with_the_merge_and_comes_back(cast):
    survey(person(MALI, mobility="goes_out"))
    until = date(2026, 12, 31)
    actions.override_class(one(TON), "high", reason="ล้มในบ้าน", until=until, by=SYSTEM, at=DAY_ONE)
    event = merged(cast)
    assert current(MALI).level == "high"
    people.split(event, by=cast.mali, at=LATER)
    assert current(MALI).level == "low" and current(TON).level == "high"
