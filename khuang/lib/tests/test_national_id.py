import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.lib import national_id
from khuang.lib.national_id import WrongNumber, read_number

SERIALS = st.integers(0, 99_999_999_999)


@given(SERIALS)
def test_a_practice_number_checks_and_was_never_issued(serial):
    number = national_id.practice_number(serial)
    assert read_number(national_id.shown(number)) == number
    assert national_id.is_practice(number)


@given(SERIALS, st.integers(1, 9))
def test_a_wrong_check_digit_is_found(serial, shift):
    number = national_id.practice_number(serial)
    wrong = str((int(number[-1]) + shift) % 10)
    with pytest.raises(WrongNumber, match="check_digit"):
        read_number(number[:-1] + wrong)


def test_the_third_digit_is_not_covered_by_the_check():
    number = national_id.practice_number(0)
    assert read_number(number[:2] + "7" + number[3:])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9-0000-00000-01-9", "check_digit"),
        ("123", "length"),
        ("", "not_digits"),
        ("ไม่มี", "not_digits"),
        ("G123456789012", "school_code"),
    ],
)
def test_a_wrong_number_says_why(text, code):
    with pytest.raises(WrongNumber) as problem:
        read_number(text)
    assert problem.value.code == code


def test_thai_digits_and_separators_are_read():
    number = national_id.practice_number(7)
    in_thai = national_id.shown(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert read_number(f" {in_thai} ") == number


def test_people_without_a_status_have_a_zero():
    body = "0" + "0" * 11
    number = body + national_id.pin.calc_check_digit(body)
    assert read_number(number) == number


def test_a_masked_number_shows_three_digits():
    number = national_id.practice_number(12345)
    assert national_id.masked(number).replace("-", "") == "X" * 10 + number[10:]
