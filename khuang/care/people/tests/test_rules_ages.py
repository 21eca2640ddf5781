from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from khuang.care.people.rules.ages import AGE_BANDS, Age, age_on, band_of, born_within
from khuang.lib.thai_dates import PartialDate

BIRTHS = st.dates(date(1900, 1, 1), date(2026, 1, 1))
DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))


@given(BIRTHS, DAYS)
def test_a_full_date_gives_one_age(born, on):
    age = age_on(PartialDate(born, "day"), on)
    assert age.is_exact and age.least >= 0


@given(BIRTHS, DAYS)
def test_a_birthday_adds_a_year(born, on):
    before = age_on(PartialDate(born, "day"), on - timedelta(days=1)).least
    today = age_on(PartialDate(born, "day"), on).least
    is_birthday = (born.month, born.day) == (on.month, on.day)
    assert today - before == is_birthday or born >= on or (born.month, born.day) == (2, 29)


@given(BIRTHS, DAYS, st.sampled_from(["month", "year"]))
def test_what_is_not_known_widens_the_age(born, on, precision):
    known = PartialDate(born.replace(day=1, month=1 if precision == "year" else born.month), precision)
    true_age, age = age_on(PartialDate(born, "day"), on).least, age_on(known, on)
    assert age.least <= true_age <= age.most and age.most - age.least <= 1


def test_a_birth_year_allows_two_ages():
    assert age_on(PartialDate(date(1966, 1, 1), "year"), date(2026, 6, 1)) == Age(59, 60)
    assert age_on(PartialDate(date(1966, 12, 1), "month"), date(2026, 12, 31)) == Age(60, 60)


@given(BIRTHS, DAYS)
def test_bands_and_their_birth_dates_agree(born, on):
    band = band_of(PartialDate(born, "day"), on)
    inside = [b for b in AGE_BANDS if _lies_within(born, born_within(b, on))]
    assert inside == [band]


def _lies_within(born, bounds):
    first, last = bounds
    return (first is None or first <= born) and born <= last
