"""What surveys said so far: the newest answer stays, with where it came from."""

from datetime import date

import pytest

from khuang.care.risk.rules import facts, policies
from khuang.care.risk.rules.facts import PERSON
from khuang.care.risk.rules.knowledge import born_between, kinds, merged, newest_day, sittings, stated, values

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
CATALOGUE = facts.shipped()


def test_only_answers_that_state_a_fact_are_kept():
    answers = {
        "lives_alone": "yes",
        "mobility": "",
        "falls_year": "many",
        "nickname": "ดา",
        "age": "80",
        "sex": "male",
    }
    assert stated(CATALOGUE, answers, PERSON) == {"lives_alone": "yes"}


def test_a_newer_answer_takes_the_place_of_an_older_one():
    known = merged({}, {"mobility": "goes_out"}, MONDAY, "one")
    known = merged(known, {"mobility": "bedridden"}, TUESDAY, "two")
    assert known == {"mobility": ["bedridden", "2026-11-24", "two"]}


def test_an_older_answer_that_comes_late_does_not():
    known = merged({}, {"mobility": "bedridden"}, TUESDAY, "two")
    assert merged(known, {"mobility": "goes_out", "falls_year": "1"}, MONDAY, "one") == known | {
        "falls_year": ["1", "2026-11-23", "one"]
    }


def test_a_person_speaks_louder_than_the_home():
    home = merged({}, {"lives_alone": "yes"}, TUESDAY, "x")
    own = merged({}, {"lives_alone": "no"}, MONDAY, "y")
    assert values(CATALOGUE, home, own)["lives_alone"] is False


def test_whether_an_instrument_was_asked_is_always_known():
    known = values(CATALOGUE, merged({}, {"q9_9": "0"}, MONDAY, "x"))
    assert (known["q9_asked"], known["q8_asked"]) == (True, False)


def test_the_newest_day():
    assert newest_day({}, {}) is None
    assert newest_day(merged({}, {"a": "1"}, TUESDAY, "x"), merged({}, {"b": "1"}, MONDAY, "x")) == TUESDAY


@pytest.mark.parametrize(
    ("born_on", "precision", "last"),
    [
        (date(1944, 2, 7), "day", date(1944, 2, 7)),
        (date(1944, 2, 1), "month", date(1944, 2, 29)),
        (date(1944, 12, 1), "month", date(1944, 12, 31)),
        (date(1944, 1, 1), "year", date(1944, 12, 31)),
    ],
)
def test_a_birth_date_is_as_exact_as_it_is_known(born_on, precision, last):
    assert born_between(born_on, precision) == (born_on, last)


def test_no_birth_date_is_no_range():
    assert born_between(None, "") is None


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ({"q2_1": "no"}, ["q2"]),
        ({"q2_1": "no", "q2_3": "no"}, ["q2plus"]),
        ({"q2_3": "yes"}, ["q2plus"]),
        ({"q9_1": "0", "q2_1": "yes"}, ["q2", "q9"]),
        ({"lives_alone": "yes"}, []),
    ],
)
def test_sittings_are_told_by_the_answers(answers, codes):
    assert [one.code for one in sittings(CATALOGUE, answers)] == codes


@pytest.mark.parametrize(
    ("known", "ages", "found"),
    [
        ({}, None, set()),
        ({}, (59, 60), set()),
        ({}, (60, 60), {"elder"}),
        ({"mobility": "bedridden"}, (40, 40), {"bedridden"}),
        ({"mobility": "home_bound"}, (40, 40), {"home_bound"}),
        ({"child_violence": "yes"}, (9, 9), {"child", "child_at_risk"}),
        ({"child_poor": "yes"}, (9, 9), {"child"}),
        ({"wg_seeing": "cannot"}, (9, 9), {"child", "difficulty"}),
        ({"income_band": "under_40000"}, (40, 40), {"poor"}),
        ({"q9_1": "3", "q9_2": "3", "q9_3": "1"}, (40, 40), {"low_spirits"}),
    ],
)
def test_only_kinds_that_are_certain_count(known, ages, found):
    assert kinds(policies.shipped(), known, ages) == found
