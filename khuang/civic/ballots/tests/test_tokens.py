"""Codes and numbers: random, and every slip of the finger is caught."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.civic.ballots.rules import tokens


def codes():
    return st.text(tokens.ALPHABET, min_size=11, max_size=11).map(
        lambda drawn: drawn + tokens.ALPHABET[tokens._check(drawn)]
    )


@given(codes(), st.integers(0, 11), st.sampled_from(tokens.ALPHABET))
def test_one_wrong_sign_is_caught(code, place, other):
    wrong = code[:place] + other + code[place + 1 :]
    if wrong != code:
        with pytest.raises(tokens.NotACode):
            tokens.read(wrong)


@given(codes(), st.integers(0, 10))
def test_two_neighbours_swapped_are_caught(code, place):
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong != code:
        with pytest.raises(tokens.NotACode):
            tokens.read(wrong)


@given(codes())
def test_a_code_is_read_as_people_type_it(code):
    assert tokens.read(tokens.shown(code).lower()) == code
    assert tokens.read(" ".join(code)) == code


def test_codes_are_never_alike():
    assert len({tokens.make() for _ in range(500)}) == 500


@pytest.mark.parametrize("text", ["", "ABC", "O" * 12, "ก" * 12, "2" * 11, "2" * 13])
def test_what_is_no_code_is_not_read(text):
    with pytest.raises(tokens.NotACode):
        tokens.read(text)


@given(st.integers(1, 99_999_999))
def test_a_paper_has_a_number_that_is_read_again(serial):
    assert tokens.read_paper_number(tokens.paper_number(serial)) == serial


@given(st.integers(10000, 99999), st.integers(0, 4), st.integers(0, 9))
def test_one_wrong_digit_of_a_number_is_caught(serial, place, other):
    said = tokens.paper_number(serial)
    wrong = said[:place] + str(other) + said[place + 1 :]
    if wrong != said and int(wrong[:5]):
        with pytest.raises(tokens.NotACode):
            tokens.read_paper_number(wrong)


@pytest.mark.parametrize("text", ["", "7", "00000-0", "x-1", "๑-1", "12345678901-1"])
def test_what_is_no_number_is_not_read(text):
    with pytest.raises(tokens.NotACode):
        tokens.read_paper_number(text)
