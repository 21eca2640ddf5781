from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.lib.thai_dates import (
    NotADate,
    PartialDate,
    fiscal_year,
    fiscal_year_bounds,
    format_date,
    gregorian_year,
    read_date,
)

DAYS = st.dates(date(1858, 1, 1), date(2190, 12, 31))
NEW_YEAR = PartialDate(date(2026, 1, 15), "day")


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-15",
        "2569-01-15",
        "15/1/2569",
        "15/01/2026",
        "๑๕/๑/๒๕๖๙",
        "15.1.2569",
        "15 มกราคม 2569",
        "15 ม.ค. 2569",
        "15 มกราคม พ.ศ. 2569",
        "๑๕ ม.ค. ๒๕๖๙",
        "15 January 2026",
        "15 Jan 2026",
        "15 Jan B.E. 2569",
        "2026-01-15T09:30:00+07:00",
    ],
)
def test_one_day_in_many_spellings(text):
    assert read_date(text) == NEW_YEAR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2480", PartialDate(date(1937, 1, 1), "year")),
        ("พ.ศ. 2480", PartialDate(date(1937, 1, 1), "year")),
        ("1937", PartialDate(date(1937, 1, 1), "year")),
        ("-/-/2480", PartialDate(date(1937, 1, 1), "year")),
        ("00/00/2480", PartialDate(date(1937, 1, 1), "year")),
        ("มี.ค. 2480", PartialDate(date(1937, 3, 1), "month")),
        ("3/2480", PartialDate(date(1937, 3, 1), "month")),
        ("00/03/2480", PartialDate(date(1937, 3, 1), "month")),
    ],
)
def test_unknown_parts_are_kept_unknown(text, expected):
    assert read_date(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unreadable"),
        ("เมื่อวาน", "unreadable"),
        ("15 มกรา 2569", "unreadable"),
        ("15/1/69", "unreadable"),
        ("30/2/2569", "no_such_day"),
        ("15/0/2569", "no_such_day"),
        ("1/13/2569", "no_such_day"),
        ("2300", "year_unlikely"),
        ("0069", "year_unlikely"),
        ("9999", "year_unlikely"),
    ],
)
def test_what_is_no_date_says_why(text, code):
    with pytest.raises(NotADate) as problem:
        read_date(text)
    assert problem.value.code == code


def test_a_leap_day_is_one_in_the_gregorian_year():
    assert read_date("29/2/2543").on == date(2000, 2, 29)


@given(DAYS, st.booleans(), st.sampled_from(["arabic", "thai"]))
def test_what_is_written_in_thai_reads_back(on, short, digits):
    assert read_date(format_date(on, "th", short=short, digits=digits)) == PartialDate(on, "day")


@given(DAYS, st.booleans())
def test_what_is_written_in_english_reads_back(on, short):
    assert read_date(format_date(on, "en", short=short)).on == on


@given(DAYS, st.sampled_from(["th", "en"]), st.sampled_from(["day", "month", "year"]))
def test_precision_survives_writing(on, language, precision):
    assert read_date(format_date(on, language, precision=precision)).precision == precision


@given(st.integers(1858, 2199))
def test_both_eras_name_the_same_year(year):
    assert gregorian_year(year) == gregorian_year(year + 543) == year


def test_thai_shows_the_buddhist_era_and_english_does_not():
    assert format_date(NEW_YEAR.on, "th") == "15 มกราคม 2569"
    assert format_date(NEW_YEAR.on, "th", short=True, digits="thai") == "๑๕ ม.ค. ๒๕๖๙"
    assert format_date(NEW_YEAR.on, "en", short=True) == "15 Jan 2026"
    assert format_date(NEW_YEAR.on, "th", precision="year") == "พ.ศ. 2569"
    assert format_date(NEW_YEAR.on, "en", precision="month") == "January 2026"


def test_the_fiscal_year_begins_in_october():
    assert fiscal_year(date(2006, 10, 1)) == 2550
    assert fiscal_year(date(2006, 9, 30)) == 2549
    assert fiscal_year_bounds(2569) == (date(2025, 10, 1), date(2026, 9, 30))


@given(DAYS)
def test_a_day_lies_within_its_fiscal_year(on):
    first, last = fiscal_year_bounds(fiscal_year(on))
    assert first <= on <= last
