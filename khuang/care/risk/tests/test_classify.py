"""The shipped policy on people as they live: classes, reasons, what to ask, how long it holds, how fast."""

import time
from datetime import date, timedelta

import pytest

from khuang.care.risk.rules import facts, policies
from khuang.care.risk.rules.classify import classify
from khuang.care.risk.rules.problems import FactMistake

ON = date(2026, 11, 23)
BORN_1940, BORN_1985, BORN_2015 = (
    (day, day) for day in (date(1940, 12, 1), date(1985, 3, 1), date(2015, 3, 1))
)
ITEMS = facts.shipped().instruments
ALL_WELL = {
    code: False
    for code, fact in facts.shipped().facts.items()
    if fact.kind == facts.BOOLEAN and code != "welfare_card"
}
GOOD_HOME = dict.fromkeys(ITEMS["poverty"].codes, "no") | {"income_band": "over_100000"}
WELL = ALL_WELL | GOOD_HOME | {"mobility": "goes_out", "falls_year": 0, "q2_1": "no", "q2_2": "no"}
CHILD = ALL_WELL | GOOD_HOME | dict.fromkeys(ITEMS["child"].codes, "no")
WG = dict.fromkeys(ITEMS["wg"].codes, "none")
Q9 = {f"q9_{number}": "0" for number in range(1, 10)}
Q8 = {f"q8_{number}": "no" for number in range(1, 9)}


def judged(known, born=BORN_1940, on=ON):
    return classify(policies.shipped(), known, on, born)


def reasons(risk):
    return [reason.rule for reason in risk.reasons]


@pytest.mark.parametrize(
    ("about", "known", "born", "level", "why"),
    [
        ("a healthy woman of 41", WELL | WG, BORN_1985, "none", []),
        ("a healthy man of 85", WELL | WG, BORN_1940, "low", ["very_old"]),
        ("he lives alone and is poor", WELL | WG | {"lives_alone": True, "income_band": "under_40000"},
         BORN_1940, "medium", ["poor", "alone_and_old", "very_old"]),
        ("he is bedridden by Barthel", WELL | WG | dict.fromkeys(ITEMS["barthel"].codes, "0"), BORN_1940,
         "high", ["bedridden", "very_old"]),
        ("she thinks of hurting herself", WELL | WG | Q8 | Q9 | {"q9_9": "1"}, BORN_1940,
         "medium", ["self_harm_thoughts", "very_old"]),
        ("she cannot control it", WELL | WG | Q9 | Q8 | {"q9_9": "1", "q8_3": "yes", "q8_3b": "cannot"},
         BORN_1940, "high", ["suicide_severe", "self_harm_thoughts", "very_old"]),
        ("a boy who is well", CHILD | WG, BORN_2015, "none", []),
        ("he is out of school and poor", CHILD | WG | {"child_out_of_school": "yes", "child_poor": "yes"},
         BORN_2015, "medium", ["child_out_of_school", "child_poor"]),
        ("somebody hurts him", CHILD | WG | {"child_violence": "yes"}, BORN_2015, "high", ["child_violence"]),
    ],
)  # fmt: skip
def test_people(about, known, born, level, why):
    risk = judged(known, born)
    assert (risk.level, reasons(risk), risk.settled) == (level, why, True), about


def test_reasons_are_words_in_both_languages():
    (first, *_) = judged(WELL | {"mobility": "bedridden"}).reasons
    assert (first.th, first.en, first.floor) == ("ติดเตียง", "Bedridden", "high")


def test_what_was_not_asked_keeps_the_class_open_and_is_named_heaviest_first():
    known = {code: value for code, value in WELL.items() if code not in ("violence", "meals_missed")}
    risk = judged(known | WG)
    assert (risk.level, risk.could_be) == ("low", ("low", "medium", "high"))
    assert risk.unknowns == ("violence", "meals_missed")


def test_what_cannot_change_the_class_is_not_asked():
    known = {code: value for code, value in WELL.items() if code != "no_toilet"}
    assert judged(known | WG).unknowns == ()


def test_half_a_barthel_is_enough_when_both_ends_agree():
    known = {code: value for code, value in WELL.items() if code != "mobility"} | WG
    risk = judged(
        known
        | dict.fromkeys(ITEMS["barthel"].codes[:7], "0")
        | dict.fromkeys(ITEMS["barthel"].codes[7:9], "0")
    )
    assert risk.level == "high"


def test_unknown_age_leaves_every_band_open():
    risk = judged({"income_band": "under_40000"}, None)
    assert risk.unknowns[0] == "age"


def test_a_birth_year_alone_counts_both_ages():
    policy = policies.shipped()
    turning_60 = (date(1966, 1, 1), date(1966, 12, 31))
    known = WELL | WG | {"lives_alone": True}
    assert classify(policy, known, ON, turning_60).could_be == ("none", "low")
    assert classify(policy, known, ON, (date(1965, 1, 1), date(1965, 12, 31))).settled


@pytest.mark.parametrize(
    ("level", "known", "days"), [("high", {"mobility": "bedridden"}, 30), ("low", {}, 180)]
)
def test_a_class_expires_by_its_validity(level, known, days):
    risk = judged(WELL | WG | known, (date(1936, 1, 5), date(1936, 1, 5)))
    assert (risk.level, risk.expires_on) == (level, ON + timedelta(days=days))


def test_it_counts_from_the_day_of_the_newest_fact():
    seen_on = ON - timedelta(days=100)
    risk = classify(policies.shipped(), WELL | WG, ON, BORN_1940, seen_on)
    assert risk.expires_on == seen_on + timedelta(days=180)


def test_a_class_expires_before_the_birthday_that_changes_the_rules():
    born = (date(2008, 11, 25),) * 2
    assert judged(CHILD | WG, born).expires_on == date(2026, 11, 24)
    assert judged(CHILD | WG, (date(2008, 2, 29),) * 2, date(2026, 2, 1)).expires_on == date(2026, 2, 28)


def test_a_fact_that_is_none_is_refused():
    with pytest.raises(FactMistake):
        judged({"unheard_of": True})
    with pytest.raises(FactMistake):
        judged({}, (ON + timedelta(days=1),) * 2)


def test_a_household_of_two_is_judged_within_a_millisecond():
    elder = WELL | WG | dict.fromkeys(ITEMS["barthel"].codes, "1") | {"income_band": "under_40000"}
    child = CHILD | {"child_out_of_school": "yes"}
    best = min(_took(elder, child) for _ in range(50))
    assert best < 0.001


def _took(elder, child):
    start = time.perf_counter()
    judged(elder)
    judged(child, BORN_2015)
    return time.perf_counter() - start
