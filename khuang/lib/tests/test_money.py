"""Money is read as people write it and written as people read it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.lib.money import MOST, NotAnAmount, in_baht, in_thai_words, read_baht

PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000}
ONES = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
DIGITS = {"": 1, "เอ็ด": 1, "ยี่": 2} | {word: digit for digit, word in enumerate(ONES, 1)}


@pytest.mark.parametrize(
    ("text", "satang"),
    [
        ("40,000", 4_000_000),
        ("1250.5", 125_050),
        ("๑,๒๕๐.๗๕ บาท", 125_075),
        (" 12 baht ", 1_200),
        ("0.01", 1),
    ],
)
def test_what_people_type_is_read(text, satang):
    assert read_baht(text) == satang


@pytest.mark.parametrize(
    "text", ["", "0", "0.00", "-5", "1,25", "12.345", "ห้าร้อย", "99999999999", "1e3", "1,2345"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NotAnAmount):
        read_baht(text)


@given(st.integers(1, MOST))
def test_what_is_written_is_read_back(satang):
    assert read_baht(in_baht(satang)) == satang


@pytest.mark.parametrize(
    ("satang", "words"),
    [
        (0, "ศูนย์บาทถ้วน"),
        (100, "หนึ่งบาทถ้วน"),
        (1_100, "สิบเอ็ดบาทถ้วน"),
        (2_125, "ยี่สิบเอ็ดบาทยี่สิบห้าสตางค์"),
        (10_100, "หนึ่งร้อยเอ็ดบาทถ้วน"),
        (4_000_000, "สี่หมื่นบาทถ้วน"),
        (100_000_100, "หนึ่งล้านเอ็ดบาทถ้วน"),
        (75, "เจ็ดสิบห้าสตางค์"),
    ],
)
def test_receipts_say_it_in_words(satang, words):
    assert in_thai_words(satang) == words


def number(words):
    """Read a Thai numeral; written by itself, so that it can contradict the product."""
    if "ล้าน" in words:
        millions, _, rest = words.rpartition("ล้าน")
        return number(millions) * 1_000_000 + number(rest)
    total = 0
    for digit, place in re.findall(f"({'|'.join(filter(None, DIGITS))})?({'|'.join(PLACES)})?", words):
        if digit or place:
            total += DIGITS[digit] * PLACES.get(place, 1)
    return total


@given(st.integers(1, MOST // 100))
def test_the_words_say_the_number(baht):
    assert number(in_thai_words(baht * 100).removesuffix("บาทถ้วน")) == baht


def test_what_is_owed_is_written_with_its_sign():
    assert in_baht(-5_050) == "-50.50"
