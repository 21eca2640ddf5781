"""Who decides whether a project is done, and how money is shared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.civic.projects.rules.moves import MOVES, may_move, percent
from khuang.civic.projects.rules.sums import shares_fit
from khuang.civic.projects.rules.words import Word, is_contractor, verdict

FIXED, NOT, UNSURE = "fixed", "not-fixed", "unsure"
words = st.builds(
    Word,
    st.sampled_from(["anyone", "inspector", "requester"]),
    st.sampled_from("abc"),
    st.sampled_from([FIXED, NOT, UNSURE]),
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ([], ""),
        ([Word("anyone", "a", FIXED)] * 9, ""),
        ([Word("anyone", "a", NOT)], ""),
        ([Word("inspector", "a", FIXED)], ""),
        ([Word("inspector", "a", FIXED)] * 2, ""),
        ([Word("inspector", "a", FIXED), Word("inspector", "b", FIXED)], "done"),
        ([Word("requester", "a", FIXED)], "done"),
        ([Word("requester", "a", UNSURE)], ""),
        ([Word("requester", "a", FIXED), Word("inspector", "b", NOT)], "reopened"),
    ],
)
def test_done_needs_the_requester_or_two_inspectors(said, found):
    assert verdict(said) == found


@given(st.lists(words, max_size=6))
def test_the_order_of_words_decides_nothing(said):
    assert verdict(said) == verdict(reversed(said))


@given(st.lists(words, max_size=6))
def test_what_just_anyone_says_decides_nothing(said):
    assert verdict(said) == verdict(one for one in said if one.voice != "anyone")


def test_nobody_but_the_public_leads_from_closed_to_done():
    assert [before for before in MOVES if may_move(before, "done")] == ["closed"]
    assert {before for before in MOVES if may_move(before, "reopened")} == {"closed", "done"}
    assert not MOVES["stopped"] and not MOVES["carried-on"]


def test_progress_is_rounded_down():
    day = date(2026, 1, 1)
    assert percent([]) == 0
    assert percent([day, None, None]) == 33
    assert percent([day, day]) == 100


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=9))
def test_shares_make_up_the_whole_exactly(shares):
    assert shares_fit(sum(shares), shares)
    assert not shares_fit(sum(shares) + 1, shares)
    assert not shares_fit(shares[0], shares[:1])
    assert not shares_fit(sum(shares), [*shares, 0])


def test_an_inspector_whose_name_is_that_of_the_contractor_is_found():
    assert is_contractor("นายสมหมาย ก่อสร้างดี", ["หจก.สมหมาย ก่อสร้างดี"])
    assert is_contractor("สมหมาย ก่อสร้างดี", ["ร้านสมหมายก่อสร้างดี"])
    assert not is_contractor("นางบัว ใจดี", ["หจก.สมหมาย ก่อสร้างดี"])
    assert not is_contractor("", ["หจก.สมหมาย"])
