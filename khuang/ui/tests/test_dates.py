import datetime

import pytest
from django import forms
from django.utils import translation

from khuang.lib.thai_dates import PartialDate
from khuang.ui.forms import DatePartsField
from khuang.ui.templatetags.kh import mask_unless, thai_date, thai_datetime


class Exact(forms.Form):
    on = DatePartsField()


class Partial(forms.Form):
    on = DatePartsField(partial=True, required=False)


def read(form, day, month, year):
    filled = form(
        {"on_0": day, "on_1": month, "on_2": year} | {"on_day": day, "on_month": month, "on_year": year}
    )
    return filled.cleaned_data["on"] if filled.is_valid() else filled.errors.as_data()["on"][0].code


@pytest.mark.parametrize("year", ["2569", "2026", "๒๕๖๙"])
def test_either_era_and_either_digits_are_read(year):
    assert read(Exact, "27", "3", year) == datetime.date(2026, 3, 27)


@pytest.mark.parametrize(
    ("day", "month", "year", "fault"),
    [
        ("31", "2", "2569", "no_such_day"),
        ("27", "13", "2569", "no_such_day"),
        ("27", "3", "69", "year_unlikely"),
        ("x", "3", "2569", "unreadable"),
        ("", "3", "2569", "unreadable"),
        ("27", "", "2569", "unreadable"),
        ("27", "3", "", "unreadable"),
        ("", "", "", "required"),
    ],
)
def test_a_wrong_date_says_what_is_wrong(day, month, year, fault):
    assert read(Exact, day, month, year) == fault


def test_an_elder_may_know_only_the_year():
    assert read(Partial, "", "", "2480") == PartialDate(datetime.date(1937, 1, 1), "year")
    assert read(Partial, "", "5", "2480") == PartialDate(datetime.date(1937, 5, 1), "month")
    assert read(Partial, "", "", "") is None


def test_a_kept_date_is_shown_in_the_era_of_the_language():
    partial = PartialDate(datetime.date(1937, 5, 1), "month")
    widget = DatePartsField().widget
    with translation.override("th"):
        assert widget.decompress(partial) == ["", 5, 2480]
    with translation.override("en"):
        assert widget.decompress(datetime.date(1937, 5, 4)) == [4, 5, 1937]


def test_dates_are_written_in_the_readers_language():
    moment = datetime.datetime(2026, 3, 27, 20, 5, tzinfo=datetime.UTC)
    with translation.override("th"):
        assert thai_date(moment) == "28 มีนาคม 2569"  # already tomorrow in Thailand
        assert thai_datetime(moment) == "28 มี.ค. 2569 03:05 น."
        assert thai_date(PartialDate(datetime.date(1937, 1, 1), "year")) == "พ.ศ. 2480"
        assert thai_date(None) == ""
    with translation.override("en"):
        assert thai_date(moment, "short") == "28 Mar 2026"


def test_a_name_is_masked_for_who_may_not_read_it():
    assert mask_unless("สมศรี ใจงาม", False) == "ส***"
    assert mask_unless("สมศรี ใจงาม", True) == "สมศรี ใจงาม"
