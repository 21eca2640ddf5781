"""Votes stand in an order of their own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.civic.forum.rules.patterns import TwoVotes, votes_of
from khuang.civic.forum.tests.crowds import columns, votes

MARKS = st.text("+-0.", min_size=4, max_size=4)
CROWDS = st.lists(MARKS, min_size=1, max_size=9).filter(lambda rows: set("".join(rows)) != {"."})


def held(found):
    return [
        found.statements,
        found.starts.tolist(),
        found.statement.tolist(),
        found.value.tolist(),
    ]


@given(CROWDS, st.randoms())
def test_the_order_of_votes_and_of_people_changes_nothing(rows, chance):
    shuffled = rows[:]
    chance.shuffle(shuffled)
    order = list(range(len(columns(shuffled)[0])))
    chance.shuffle(order)
    again = votes_of(*(column[order] for column in columns(shuffled)), 4)
    assert held(again) == held(votes(rows)) and again.hash == votes(rows).hash


@given(CROWDS)
def test_every_vote_stays_with_whoever_cast_it(rows):
    found = votes(rows)
    told = sorted(zip(found.who[found.rows], found.statement, found.value, strict=True))
    assert told == sorted(zip(*columns(rows), strict=True))


@given(CROWDS, CROWDS)
def test_other_votes_have_another_print(one, other):
    same = sorted(row for row in one if set(row) != {"."}) == sorted(
        row for row in other if set(row) != {"."}
    )
    assert (votes(one).hash == votes(other).hash) is same


def test_who_voted_on_nothing_is_nobody():
    assert votes(["++..", "....", "--.."]).people == 2


def test_the_same_vote_twice_counts_once():
    found = votes_of(np.array([5, 5]), np.array([0, 0]), np.array([1, 1]), 1)
    assert found.value.tolist() == [1]


def test_two_different_votes_of_one_person_are_refused():
    with pytest.raises(TwoVotes):
        votes_of(np.array([5, 5]), np.array([0, 0]), np.array([1, 0]), 1)


def test_no_votes_are_votes_too():
    nothing = np.zeros(0, np.int64)
    assert votes_of(nothing, nothing, nothing, 3).people == 0
    assert votes_of(nothing, nothing, nothing, 0).hash == votes_of(nothing, nothing, nothing, 0).hash


def test_counts_say_how_often_each_side_was_taken():
    counts = votes(["+-0", "+.-", "-.."]).counts()
    assert (counts.agree.tolist(), counts.disagree.tolist(), counts.seen.tolist()) == (
        [2, 0, 0],
        [1, 1, 1],
        [3, 1, 2],
    )


def test_one_vote_in_ten_is_left_out_others_at_each_turn():
    found = votes(["+-0+" * 25] * 40)
    thinned = [found.thinned(turn) for turn in range(3)]
    assert all(0.88 < len(one.value) / len(found.value) < 0.92 for one in thinned)
    assert len({one.hash for one in thinned}) == 3
    assert found.thinned(1).hash == thinned[1].hash
