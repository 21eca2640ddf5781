"""Codes that people read and type."""

from hypothesis import given
from hypothesis import strategies as st

from khuang.lib.codes import SIGNS, draw, halved, plain


@given(st.text(SIGNS, min_size=10, max_size=10))
def test_a_code_is_the_same_however_it_is_typed(code):
    assert plain(halved(code)) == plain(f" {code.lower()} ") == code


def test_a_code_holds_no_sign_that_is_taken_for_another():
    drawn = {sign for _time in range(200) for sign in draw(10)}
    assert drawn == set(SIGNS) and not drawn & set("01OIL")
