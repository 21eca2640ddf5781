"""Weighing, ranking with its spread, quorum and majority."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.civic.council.rules.criteria import Criterion, as_rows, check, of_rows, shipped
from khuang.civic.council.rules.problems import (
    DissentOfNobody,
    MoreVotesThanSeats,
    NoCriteria,
    NoMajority,
    NoQuorum,
)
from khuang.civic.council.rules.scrutiny import averages, ballots, full_marks, points, standings
from khuang.civic.council.rules.votes import MOVES, check_votes, has_quorum, needed

NEED = Criterion("need", "จำเป็น", "Need", "?", "?", 3)
COST = Criterion("cost", "คุ้ม", "Cost", "?", "?", 1)
CARRIED = {
    "votes_for": 6,
    "against": 2,
    "abstained": 1,
    "present": 10,
    "wanted": 9,
    "adopts": True,
    "dissents": 1,
}

boards = st.dictionaries(
    st.sampled_from("abcde"), st.dictionaries(st.sampled_from("123456"), st.integers(7, 75)), min_size=1
)


def test_points_are_scores_times_weights_and_whole_only_when_all_is_scored():
    assert points({"need": 5, "cost": 2}, [NEED, COST]) == 17
    assert points({"need": 5}, [NEED, COST]) is None
    assert full_marks([NEED, COST]) == 20


def test_averages_are_of_whoever_scored():
    given_scores = [{"need": 5}, {"need": 4, "cost": 1}]
    assert averages(given_scores, [NEED, COST]) == {"need": Fraction(9, 2), "cost": Fraction(1)}
    assert averages([], [NEED]) == {}


def test_a_declared_interest_costs_the_item_nothing():
    cast = ballots({"a": {"1": 10, "2": 15}, "b": {"1": 4, "2": 4, "3": 5}}, {"a": frozenset({"3"})})
    assert cast == {"1": {"a": 10, "b": 4}, "2": {"a": 15, "b": 4}, "3": {"b": 5, "a": 13}}


def test_who_scored_nothing_else_or_alone_has_an_interest_has_no_ballot_there():
    assert ballots({"a": {"1": 10}}, {"a": frozenset({"3"})}) == {"1": {"a": 10}}
    assert ballots({"a": {}, "b": {"1": 3}}, {"a": frozenset({"1"})}) == {"1": {"b": 3}}


def test_equal_means_share_a_rank_and_one_seat_may_decide():
    first, second, third = standings({"a": {"1": 9, "2": 9}, "b": {"1": 10, "2": 8}, "c": {"1": 1}})
    assert (first.item, first.rank, second.item, second.rank, third.rank) == ("a", 1, "b", 1, 3)
    assert (first.best, first.worst, first.is_sure) == (1, 2, False)
    assert (third.best, third.worst, third.is_sure) == (3, 3, True)


def test_one_delegate_alone_ranks_but_nobody_says_how_sure_it_is():
    (one,) = standings({"a": {"1": 9}})
    assert (one.rank, one.best, one.worst, one.lowest, one.highest) == (1, 1, 1, 9, 9)
    (none,) = standings({"a": {}})
    assert (none.mean, none.seats) == (0, 0)


@given(boards)
def test_no_order_of_rows_changes_the_ranking(board):
    turned = {item: dict(reversed(board[item].items())) for item in reversed(board)}
    assert standings(board) == standings(turned)
    assert ballots(board, {}) == ballots(turned, {})


@given(boards)
def test_a_rank_lies_between_its_best_and_worst_and_means_fall(board):
    rows = standings(board)
    assert all(1 <= one.best <= one.rank <= one.worst <= len(board) for one in rows)
    assert all(one.mean >= other.mean for one, other in zip(rows, rows[1:], strict=False))
    assert {one.item for one in rows} == set(board)


@given(boards, st.sets(st.sampled_from("123456")))
def test_whoever_has_an_interest_moves_no_mean_beyond_rounding(board, interested):
    free = {item: {key: board[item][key] for key in board[item].keys() - interested} for item in board}
    cast = ballots(free, {item: frozenset(interested) for item in free})
    for item, some in free.items():
        values = [ballot[item] for ballot in cast.values() if item in ballot]
        if some:
            means = [Fraction(sum(each), len(each)) for each in (values, list(some.values()))]
            assert abs(means[0] - means[1]) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("seats", "percent", "wanted"), [(9, 50, 5), (10, 50, 5), (0, 50, 1), (3, 1, 1), (7, 100, 7)]
)
def test_a_quorum_is_rounded_up_and_never_nobody(seats, percent, wanted):
    assert needed(seats, percent) == wanted
    assert has_quorum(wanted, wanted) and not has_quorum(wanted - 1, wanted)


@given(st.integers(0, 200), st.integers(1, 100))
def test_a_quorum_is_at_least_the_share_and_not_one_more(seats, share):
    wanted = needed(seats, share)
    assert wanted * 100 >= seats * share
    assert wanted == 1 or (wanted - 1) * 100 < seats * share


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"present": 8}, NoQuorum),
        ({"votes_for": 8}, MoreVotesThanSeats),
        ({"against": 6, "votes_for": 4, "abstained": 0}, NoMajority),
        ({"against": 4, "votes_for": 4}, NoMajority),
        ({"against": 0, "abstained": 0}, DissentOfNobody),
    ],
)
def test_what_the_votes_do_not_carry_is_no_resolution(change, problem):
    check_votes(**CARRIED)
    with pytest.raises(problem):
        check_votes(**CARRIED | change)


def test_a_declined_item_may_have_any_votes_and_the_ones_for_it_may_dissent():
    check_votes(**CARRIED | {"adopts": False, "votes_for": 9, "against": 0, "abstained": 0})


def test_what_is_over_goes_nowhere():
    assert all(set(after) <= MOVES.keys() for after in MOVES.values())
    assert not any(MOVES[state] for state in ("forwarded", "withdrawn", "merged"))


def test_shipped_criteria_have_both_languages_and_come_back_as_they_were_stored():
    check(shipped())
    assert of_rows(as_rows(shipped())) == shipped()
    assert {one.code for one in shipped()} == {
        "need", "reach", "vulnerable", "cost", "feasibility", "environment", "gender",
    }  # fmt: skip
    assert all(one.name("th") != one.name("en") and one.asks("th") != one.asks("en") for one in shipped())


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        [NEED, NEED],
        [Criterion("x", "", "X", "", "", 1)],
        [Criterion("x", "ก", "X", "", "", 0)],
        [Criterion(str(n), "ก", "X", "", "", 1) for n in range(21)],
    ],
)
def test_criteria_without_words_weight_or_twice_are_refused(wrong):
    with pytest.raises(NoCriteria):
        check(wrong)
