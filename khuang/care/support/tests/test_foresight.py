"""What the next fiscal year changes: who comes in, who changes band, who goes out, and the money."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.support.rules.benefits import NOT_ELIGIBLE, evaluate, in_force
from khuang.care.support.rules.foresight import BAND, ENTERS, LEAVES, Change, budget, change, next_year

ON = date(2026, 1, 15)  # fiscal year 2569
ELDER = {"thai_national": True, "house_registered": True, "state_pension": False}
CHILD = {"thai_national": True, "income_band": "to_100000", "in_institution": False}


def foreseen(code, facts, born, on=ON):
    return change(in_force(on)[code], facts, (born, born) if isinstance(born, date) else born, on)


def test_the_next_fiscal_year_begins_in_october():
    assert next_year(ON) == (date(2026, 10, 1), date(2027, 9, 30))
    assert next_year(date(2026, 10, 1)) == (date(2027, 10, 1), date(2028, 9, 30))


@pytest.mark.parametrize(
    ("born", "before", "after"),
    [
        (date(1956, 9, 30), 600, 700),
        (date(1955, 10, 1), 600, 700),
        (date(1946, 9, 30), 700, 800),
        (date(1936, 9, 30), 800, 1000),
    ],
)
def test_who_completes_the_age_before_october_changes_band(born, before, after):
    found = foreseen("old_age", ELDER, born)
    assert found == Change(BAND, before, after, 12)
    assert found.baht == (after - before) * 12


@pytest.mark.parametrize("born", [date(1956, 10, 1), date(1955, 9, 30), date(1920, 1, 1)])
def test_who_completes_it_earlier_or_later_does_not(born):
    assert foreseen("old_age", ELDER, born) is None


@pytest.mark.parametrize(
    ("born", "months"), [(date(1966, 9, 2), 12), (date(1967, 2, 28), 7), (date(1967, 9, 1), 1)]
)
def test_the_next_cohort_comes_in_from_the_month_after_60(born, months):
    assert foreseen("old_age", ELDER, born) == Change(ENTERS, 0, 600, months)


def test_a_child_goes_out_after_its_sixth_birthday():
    found = foreseen("child_support", CHILD, date(2021, 3, 5))
    assert found == Change(LEAVES, 600, 0, 6)
    assert found.baht == -600 * 6


def test_an_unknown_birthday_is_listed_without_an_amount():
    found = foreseen("old_age", ELDER, (date(1956, 1, 1), date(1956, 12, 31)))
    assert (found.kind, found.before, found.after, found.baht) == (BAND, 600, None, None)


def test_what_is_not_known_of_somebody_does_not_hide_their_band():
    assert foreseen("old_age", {}, date(1956, 3, 1)) == Change(BAND, 600, 700, 12)


def test_what_is_paid_once_is_not_foreseen():
    assert foreseen("home_adaptation", {}, date(1966, 9, 2)) is None


def test_the_budget_adds_what_is_certain():
    assert (
        budget([Change(BAND, 600, 700, 12), Change(ENTERS, 0, 600, 7), Change(BAND, 600, None, 12)]) == 5400
    )


@given(born=st.dates(date(1930, 1, 1), date(1970, 1, 1)))
def test_the_foreseen_sum_is_what_twelve_months_will_pay(born):
    first = date(2026, 10, 1)
    found = foreseen("old_age", ELDER, born)
    now = evaluate(in_force(ON)["old_age"], ELDER, (born, born), ON)
    paid = 0
    for month in range(12):
        day = date(2026 + (9 + month) // 12, (9 + month) % 12 + 1, 1)
        then = evaluate(in_force(day)["old_age"], ELDER, (born, born), day)
        if then.answer != NOT_ELIGIBLE and (then.begins or first) <= day:
            paid += then.amounts[0]
    year_now = now.amounts[0] * 12 if now.answer != NOT_ELIGIBLE else 0
    assert (found.baht if found else 0) == paid - year_now
