"""Benefits as published: golden cases, brute force over completions, and unknown that never refuses."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuang.care.support.rules import benefits
from khuang.care.support.rules.ages import AGE_FACTS, begins_on, possible_ages
from khuang.care.support.rules.benefit_problems import BenefitMistake
from khuang.care.support.rules.benefits import (
    ASK,
    ELIGIBLE,
    FOLDER,
    NOT_ELIGIBLE,
    benefit,
    catalogue,
    confidential_facts,
    evaluate,
    in_force,
    shipped,
)
from khuang.care.support.tests import benefit_oracle as oracle

ON = date(2026, 1, 15)
CODES = sorted({one.code for one in shipped()})
GOLDEN = [
    pytest.param(code, case, id=f"{code}: {case['about']}")
    for code in CODES
    for case in json.loads((FOLDER / "golden" / f"{code}.json").read_text("utf-8"))
]
SPOKEN = sorted({code for one in shipped() for code in one.codes})
PATIENT = settings(max_examples=40, deadline=None)
DAYS = st.dates(date(1930, 1, 1), date(2026, 1, 15))


@st.composite
def births(draw):
    """Nothing, a day, a month or a year, as people know their birthdays."""
    day = draw(DAYS)
    return draw(
        st.sampled_from(
            [
                None,
                (day, day),
                (day.replace(day=1), min(day.replace(day=28), ON)),
                (day.replace(month=1, day=1), min(day.replace(month=12, day=31), ON)),
            ]
        )
    )


@st.composite
def knowledge(draw):
    """Some facts, each with some value that it may have."""
    codes = draw(st.lists(st.sampled_from(SPOKEN), unique=True))
    return {code: draw(st.sampled_from(catalogue().facts[code].domain)) for code in codes}


def document(name):
    return json.loads((FOLDER / name).read_text("utf-8"))


def old_age(**changed):
    return document("old_age.2011.json") | changed


def a_condition(holds, code="x"):
    return {"code": code, "th": "ก", "en": "x", "holds": holds, "mark": "seen"}


@pytest.mark.parametrize(("code", "case"), GOLDEN)
def test_golden_case(code, case):
    on = date.fromisoformat(case["on"])
    born = tuple(map(date.fromisoformat, case["born"])) if case["born"] else None
    found = evaluate(in_force(on)[code], case["facts"], born, on)
    assert found.answer == case["answer"]
    assert list(found.asks) == case["asks"]
    assert list(found.amounts) == case["amounts"]
    assert (found.begins and found.begins.isoformat()) == case["begins"]


def test_a_published_version_is_never_edited():
    assert benefits.checksums() == benefits.locked(), "publish a new version beside the old one"


@pytest.mark.parametrize("one", shipped(), ids=lambda one: f"{one.code} {one.version}")
def test_every_benefit_says_all_that_a_screen_shows_in_both_languages(one):
    words = [one.title, one.apply_at, one.deadline, one.source, *one.evidence]
    words += [requirement.words for requirement in one.requirements]
    assert all(said.th and said.en for said in words)
    assert one.evidence


def test_only_the_aids_allowance_is_confidential_and_no_open_benefit_asks_about_it():
    assert [one.code for one in shipped() if one.confidential] == ["aids"]
    assert confidential_facts() == {"aids_certified"}


def test_what_no_source_was_read_for_is_marked():
    marks = {one.code: one.mark for one in shipped()}
    assert marks["old_age"] == marks["home_adaptation"] == "to_confirm"
    assert marks["child_support"] == "seen"


@pytest.mark.parametrize("code", CODES)
@PATIENT
@given(known=knowledge(), born=births())
def test_it_equals_brute_force_over_every_completion(code, known, born):
    one = in_force(ON)[code]
    found = evaluate(one, known, born, ON)
    assert found.answer == oracle.answer(one, known, born, ON)
    assert list(found.amounts) == oracle.amounts(one, known, born, ON)


@pytest.mark.parametrize("code", CODES)
@PATIENT
@given(known=knowledge(), more=knowledge(), born=births())
def test_a_further_fact_only_settles_what_was_asked(code, known, more, born):
    before = evaluate(in_force(ON)[code], known, born, ON)
    after = evaluate(in_force(ON)[code], more | known, born, ON)
    assert before.answer in (ASK, after.answer)
    assert set(after.amounts) <= set(before.amounts)


@pytest.mark.parametrize("code", CODES)
@PATIENT
@given(known=knowledge(), day=DAYS)
def test_knowing_the_birthday_better_only_settles_what_was_asked(code, known, day):
    year = (day.replace(month=1, day=1), min(day.replace(month=12, day=31), ON))
    one = in_force(ON)[code]
    answers = [evaluate(one, known, born, ON).answer for born in (None, year, (day, day))]
    for before, after in zip(answers, answers[1:], strict=False):
        assert before in (ASK, after)


@pytest.mark.parametrize("code", CODES)
def test_nothing_known_never_refuses(code):
    found = evaluate(in_force(ON)[code], {}, None, ON)
    assert found.answer == ASK
    assert found.asks
    assert all(step.met is None for step in found.steps)


@pytest.mark.parametrize("code", CODES)
@PATIENT
@given(known=knowledge(), born=births())
def test_what_is_asked_is_unknown_and_enough_answers_settle_it(code, known, born):
    one = in_force(ON)[code]
    found = evaluate(one, known, born, ON)
    assert not known.keys() & set(found.asks)
    assert bool(found.asks) == (found.answer == ASK)
    answered = known | {
        fact: catalogue().facts[fact].domain[0] for fact in found.asks if fact != "birth_date"
    }
    day = (born[0], born[0]) if born else (date(1950, 5, 5),) * 2
    assert evaluate(one, answered, day, ON).answer in (ELIGIBLE, NOT_ELIGIBLE)


@pytest.mark.parametrize("year", range(2560, 2580))
def test_the_cohort_of_a_fiscal_year_is_born_before_2_september_of_that_year_less_60(year):
    last, next_one = date(year - 543 - 60, 9, 1), date(year - 543 - 60, 9, 2)
    told = {"thai_national": True, "house_registered": True, "state_pension": False}
    for on in (date(year - 544, 10, 1), date(year - 543, 9, 30)):
        one = in_force(on)["old_age"]
        assert evaluate(one, told, (last, last), on).answer == ELIGIBLE
        assert evaluate(one, told, (next_one, next_one), on).answer == NOT_ELIGIBLE


@given(day=DAYS, on=st.dates(date(2026, 10, 1), date(2027, 9, 30)))
def test_nobody_changes_band_within_a_fiscal_year(day, on):
    one = in_force(on)["old_age"]
    at_start = evaluate(one, {}, (day, day), date(2026, 10, 1))
    assert evaluate(one, {}, (day, day), on).amounts == at_start.amounts


@pytest.mark.parametrize(
    ("born", "begins"),
    [
        (date(1966, 8, 31), date(2026, 9, 1)),
        (date(1966, 9, 1), date(2026, 9, 1)),
        (date(1966, 9, 2), date(2026, 10, 1)),
        (date(1966, 12, 15), date(2027, 1, 1)),
        (date(1964, 2, 29), date(2024, 3, 1)),
        (date(1965, 12, 31), date(2026, 1, 1)),
    ],
)
def test_it_begins_in_the_month_after_the_age_is_complete(born, begins):
    assert begins_on((born, born), 60) == begins


def test_the_beginning_is_open_while_the_birthday_leaves_several_months():
    assert begins_on((date(1966, 1, 1), date(1966, 12, 31)), 60) is None
    assert begins_on(None, 60) is None


def test_who_was_born_on_29_february_is_60_on_1_march():
    (ages,) = possible_ages((date(1964, 2, 29),) * 2, date(2025, 2, 28))
    assert ages.age == 60
    (ages,) = possible_ages((date(1964, 2, 29),) * 2, date(2024, 2, 29))
    assert ages.age == 60


def test_a_version_holds_from_its_first_to_its_last_day():
    until = benefit(old_age(effective={"from": "2011-10-01", "until": "2027-09-30"}))
    assert [until.is_in_force(date(2027, 9, 30) + timedelta(days=n)) for n in (0, 1)] == [True, False]
    assert "old_age" not in in_force(date(2011, 9, 30))
    assert benefits.newest("old_age").version == "2011"
    assert benefits.newest("nothing") is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"conditions": [a_condition({"==": [{"var": "abandoned"}, True]})] * 2}, "more than once"),
        (
            {"conditions": [a_condition({"<": [{"var": name}, 60]}) for name in AGE_FACTS[:2]]},
            "more than once",
        ),
        ({"conditions": [a_condition({"==": [{"var": "shoe_size"}, 43]})]}, "not in the catalogue"),
        ({"conditions": [a_condition({"==": [{"var": "aids_certified"}, True]})]}, "confidential"),
        ({"amounts": [{"when": {"<": [{"var": "age"}, 70]}, "baht": 600}]}, "last amount"),
        ({"paid": "daily"}, "does not exist"),
        ({"amounts_mark": "guessed"}, "does not exist"),
    ],
)
def test_a_file_that_contradicts_itself_is_not_read(changed, said):
    with pytest.raises(BenefitMistake, match=said):
        benefit(old_age(**changed))
