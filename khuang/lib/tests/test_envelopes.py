"""Envelopes open for their own key and purpose, and for nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuang.lib import envelopes
from khuang.lib.sealing import CannotOpen

PUBLIC, PRIVATE = envelopes.new_pair()


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=60))
def test_what_was_put_in_comes_out(plain, bound):
    assert envelopes.open_envelope(envelopes.close(plain, PUBLIC, bound), PRIVATE, bound) == plain


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_changed_byte_goes_unnoticed(data):
    envelope = bytearray(envelopes.close(b"at home", PUBLIC, b"x"))
    where = data.draw(st.integers(0, len(envelope) - 1))
    envelope[where] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CannotOpen):
        envelopes.open_envelope(bytes(envelope), PRIVATE, b"x")


def test_another_key_does_not_open_it():
    with pytest.raises(CannotOpen):
        envelopes.open_envelope(envelopes.close(b"at home", PUBLIC, b"x"), envelopes.new_pair()[1], b"x")


def test_it_does_not_pass_for_another_file():
    with pytest.raises(CannotOpen):
        envelopes.open_envelope(envelopes.close(b"at home", PUBLIC, b"photo"), PRIVATE, b"survey")


@pytest.mark.parametrize("cut", [0, 10, 65, 92])
def test_one_that_is_cut_short_does_not_open(cut):
    with pytest.raises(CannotOpen):
        envelopes.open_envelope(envelopes.close(b"", PUBLIC, b"x")[:cut], PRIVATE, b"x")


def test_two_of_the_same_are_not_alike():
    assert envelopes.close(b"at home", PUBLIC, b"x") != envelopes.close(b"at home", PUBLIC, b"x")
