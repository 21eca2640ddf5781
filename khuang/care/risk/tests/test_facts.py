"""The catalogue: what may be known, how an answer is read, and what follows from what."""

from datetime import date
from decimal import Decimal

import pytest

from khuang.care.risk.rules.facts import BOOLEAN, CHOICE, HOUSEHOLD, PERSON, age_on, catalogue, shipped
from khuang.care.risk.rules.problems import FactMistake


def read(**answers):
    return shipped().read(answers)


def test_every_instrument_gives_its_items_and_its_sum():
    facts = shipped().facts
    assert facts["barthel_feeding"].domain == ("0", "1", "2")
    assert facts["barthel_score"].domain == tuple(range(21))
    assert facts["wg_seeing"].domain == ("none", "some", "a_lot", "cannot")


def test_every_fact_has_words_in_both_languages():
    assert [fact.code for fact in shipped().facts.values() if not (fact.words.th and fact.words.en)] == []


def test_health_is_marked_sensitive_and_the_home_is_not():
    facts = shipped().facts
    assert all(
        facts[code].sensitive
        for code in ("q9_9", "child_violence", "mobility", "violence", "chronic_illness")
    )
    assert not facts["no_toilet"].sensitive


def test_a_check_of_the_home_is_of_the_household():
    facts = shipped().facts
    assert {facts[code].scope for code in shipped().instruments["poverty"].codes} == {HOUSEHOLD}
    assert facts["barthel_feeding"].scope == PERSON


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("lives_alone", "yes", True),
        ("lives_alone", "no", False),
        ("lives_alone", "dont_know", None),
        ("lives_alone", "", None),
        ("mobility", " bedridden ", "bedridden"),
        ("mobility", "flying", None),
        ("falls_year", "2", 2),
        ("falls_year", "2.0", 2),
        ("falls_year", "2.5", None),
        ("falls_year", "-1", None),
        ("falls_year", "NaN", None),
        ("falls_year", "two", None),
        ("income_per_head", "39999.5", Decimal("39999.5")),
        ("wg_seeing", "refused", None),
    ],
)
def test_an_answer_is_read_or_says_nothing(code, text, value):
    assert read(**{code: text}) == ({} if value is None else {code: value})


def test_names_that_are_no_facts_are_left_aside():
    assert read(nickname="ดา", lives_alone="yes") == {"lives_alone": True}


def test_a_sum_that_a_form_calculated_is_left_aside():
    assert read(barthel_score="20") == {}


def test_answers_are_read_by_scope():
    answers = {"lives_alone": "yes", "no_toilet": "yes"}
    assert shipped().read(answers, PERSON) == {"lives_alone": True}
    assert shipped().read(answers, HOUSEHOLD) == {"no_toilet": "yes"}


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"unheard_of": True}, "unheard_of"),
        ({"lives_alone": "yes"}, "lives_alone"),
        ({"falls_year": True}, "falls_year"),
        ({"falls_year": 101}, "falls_year"),
        ({"mobility": "flying"}, "mobility"),
        ({"barthel_score": 3}, "barthel_score"),
    ],
)
def test_a_wrong_fact_is_named(facts, named):
    with pytest.raises(FactMistake, match=named):
        shipped().check(facts)


def test_the_sum_is_known_once_every_item_is():
    known = shipped().completed({"q2_1": "no", "q2_2": "yes"})
    assert known["q2_score"] == 1
    assert "q2_score" not in shipped().completed({"q2_1": "no"})


def test_9q_and_8q_are_spared_after_a_negative_2q():
    known = shipped().completed({"q2_1": "no", "q2_2": "no"})
    assert (known["q9_score"], known["q8_score"]) == (0, 0)


def test_not_wanting_to_live_spares_nothing():
    known = shipped().completed({"q2_1": "no", "q2_2": "no", "q2_3": "yes"})
    assert "q9_score" not in known
    assert "q8_score" not in known


def test_8q_is_asked_after_a_thought_of_self_harm_whatever_the_sum():
    items = {f"q9_{number}": "0" for number in range(1, 9)}
    assert "q8_score" not in shipped().completed(items | {"q9_9": "1"})
    assert shipped().completed(items | {"q9_9": "0"})["q8_score"] == 0


def test_what_was_answered_stands_against_what_would_follow():
    known = shipped().completed({"q2_1": "no", "q2_2": "no", "q9_1": "3"})
    assert known["q9_1"] == "3"
    assert "q9_score" not in known


@pytest.mark.parametrize(
    ("income", "band"),
    [(39999, "under_40000"), (40000, "to_100000"), (100000, "to_100000"), (100001, "over_100000")],
)
def test_income_in_baht_gives_its_band(income, band):
    assert shipped().completed({"income_per_head": income})["income_band"] == band


def test_a_household_of_one_lives_alone():
    assert shipped().completed({"household_size": 1})["lives_alone"] is True
    assert "lives_alone" not in shipped().completed({"household_size": 2})


@pytest.mark.parametrize(("mobility", "total"), [("goes_out", 12), ("home_bound", 5), ("bedridden", 4)])
def test_getting_about_stands_for_the_barthel_group_until_it_is_asked(mobility, total):
    assert shipped().completed({"mobility": mobility})["barthel_score"] == total
    assert "barthel_score" not in shipped().completed({"mobility": mobility, "barthel_feeding": "0"})


def test_a_fact_of_no_known_type_is_refused():
    strange = {"code": "x", "type": "colour", "scope": PERSON, "sensitive": False, "th": "ก", "en": "a"}
    with pytest.raises(FactMistake, match="x"):
        catalogue({"facts": [strange]}, {})


def test_types_of_the_shipped_facts_are_as_forms_ask_them():
    kinds = {code: shipped().facts[code].kind for code in ("lives_alone", "mobility")}
    assert kinds == {"lives_alone": BOOLEAN, "mobility": CHOICE}


def test_age_turns_on_the_birthday():
    assert age_on(date(2008, 11, 24), date(2026, 11, 23)) == 17
    assert age_on(date(2008, 11, 23), date(2026, 11, 23)) == 18
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18
