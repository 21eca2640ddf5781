"""Counting: no order of rows matters, nothing is overspent, ties are exact, shares are fair."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuang.civic.ballots.rules import equal_shares as mes
from khuang.civic.ballots.rules import orders
from khuang.civic.ballots.rules.ledger import Ledger
from khuang.civic.ballots.rules.outcomes import RULES, as_json, count, of_json
from khuang.civic.ballots.rules.ties import tie_order
from khuang.civic.ballots.rules.votes import of_choices

COSTS = st.lists(st.integers(0, 60), min_size=1, max_size=6)


@st.composite
def polls(draw, kinds=("approval", "scores", "points", "ranking")):
    """Draw kind, costs, budget and ballots of a small election."""
    kind, costs = draw(st.sampled_from(kinds)), draw(COSTS)
    numbers = st.lists(st.integers(1, len(costs)), unique=True, max_size=len(costs))
    ballots = []
    for listed in draw(st.lists(numbers, max_size=12)):
        if kind == "approval":
            ballots.append(sorted([number, 1] for number in listed))
        elif kind == "ranking":
            ballots.append(sorted([number, place] for place, number in enumerate(listed, start=1)))
        else:
            ballots.append(sorted([number, draw(st.integers(1, 5))] for number in listed))
    return kind, costs, draw(st.integers(0, 150)), ballots


def counted(kind, costs, budget, ballots, tie_rule="cheaper"):
    return count(of_choices(kind, costs, ballots), budget, tie_rule)


@given(polls(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_never_matters(poll, shuffler):
    kind, costs, budget, ballots = poll
    mixed = ballots[:]
    shuffler.shuffle(mixed)
    assert counted(kind, costs, budget, ballots) == counted(kind, costs, budget, mixed)


@given(polls())
def test_nothing_is_overspent_and_nothing_is_funded_that_nobody_wants(poll):
    kind, costs, budget, ballots = poll
    wanted = {number - 1 for ballot in ballots for number, _value in ballot}
    for outcome in counted(kind, costs, budget, ballots).values():
        assert outcome.spent == sum(costs[one] for one in outcome.funded) <= budget
        assert len(set(outcome.funded)) == len(outcome.funded)
        assert set(outcome.funded) <= wanted


@given(polls())
def test_all_but_the_one_that_stops_leave_no_room_for_anything_that_is_wanted(poll):
    kind, costs, budget, ballots = poll
    wanted = {number - 1 for ballot in ballots for number, _value in ballot}
    for name, outcome in counted(kind, costs, budget, ballots).items():
        rest = wanted - set(outcome.funded)
        assert name == "greedy-stop" or all(costs[one] > budget - outcome.spent for one in rest)


@given(polls())
def test_merged_ballots_count_as_what_they_were(poll):
    kind, costs, budget, ballots = poll
    places = tie_order("number", costs)
    votes = of_choices(kind, costs, ballots)
    assert votes.merged().voters == votes.voters
    for rule in RULES.values():
        assert rule(votes.merged(), budget, places) == rule(votes, budget, places)
    tripled = of_choices(kind, costs, ballots * 3).merged()
    assert len(tripled.weights) == len(votes.merged().weights)


def plainly(votes, budget, places):
    """Buy with equal shares as the paper says it: fractions all through, everything looked at again."""
    money = [Fraction(budget, max(1, votes.voters))] * votes.voters
    rows = list(zip(votes.rows.tolist(), votes.options.tolist(), votes.values.tolist(), strict=True))
    worth = {
        option: {
            row: votes.costs[option] if votes.kind == "approval" else value
            for row, listed, value in rows
            if listed == option
        }
        for option in orders.possible(votes, budget)
    }
    bought = [one for one in sorted(worth, key=places.__getitem__) if not votes.costs[one]]
    while True:
        offers = {
            option: rho
            for option in worth
            if option not in bought and (rho := _rho(money, worth[option], votes.costs[option])) is not None
        }
        if not offers:
            return bought
        option = min(offers, key=lambda one: (offers[one], places[one]))
        bought.append(option)
        for row, each in worth[option].items():
            money[row] -= min(money[row], offers[option] * each)


def _rho(money, worth, cost):
    if sum(money[row] for row in worth) < cost:
        return None
    rich, missing = dict(worth), Fraction(cost)
    while True:
        rho = missing / sum(rich.values())
        poor = [row for row, each in rich.items() if money[row] < rho * each]
        if not poor:
            return rho
        for row in poor:
            missing -= money[row]
            del rich[row]


@given(polls(), st.sampled_from(["cheaper", "number"]))
@settings(max_examples=200)
def test_equal_shares_buys_what_the_paper_says(poll, tie_rule):
    kind, costs, budget, ballots = poll
    votes, places = of_choices(kind, costs, ballots), tie_order(tie_rule, costs)
    assert mes.single_pass(votes, budget, places) == plainly(votes, budget, places)


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 4))
def test_a_group_gets_what_its_share_of_the_budget_pays(group, others, options):
    """A group that agrees on options of one price gets as many as its share pays, whatever others want."""
    price, voters = 10, group + others
    budget = price * 6
    theirs = [[[number, 1] for number in range(1, options + 1)]] * group
    rest = [[[number, 1] for number in range(options + 1, options + 7)]] * others
    found = counted("approval", [price] * (options + 6), budget, theirs + rest)["equal-shares"]
    due = min(options, budget * group // voters // price)
    assert sum(one < options for one in found.funded) >= due


def test_greedy_leaves_a_minority_without_and_equal_shares_does_not():
    ballots = [[[1, 1], [2, 1]]] * 6 + [[[3, 1]]] * 4
    found = counted("approval", [50, 50, 40], 100, ballots)
    assert set(found["greedy"].funded) == {0, 1}
    assert 2 in found["equal-shares"].funded


def test_a_tie_at_the_cut_is_decided_by_the_published_rule_and_told():
    ballots = [[[1, 1]], [[2, 1]]]
    cheaper, number = (
        counted("approval", [60, 50], 100, ballots, rule)["greedy"] for rule in ("cheaper", "number")
    )
    assert (cheaper.funded, number.funded) == ((1,), (0,))
    assert (cheaper.ties[0].options, cheaper.ties[0].at_cut) == ((1, 0), True)


def test_equal_shares_tells_of_every_tie():
    found = counted("approval", [50, 50, 50], 100, [[[1, 1]], [[2, 1]]])["equal-shares"]
    assert found.ties[0].options == (0, 1)


@pytest.mark.parametrize("more", [0, 1])
def test_amounts_near_the_end_of_floating_point_are_told_apart(more):
    """Two options that differ by one part in 2 ** 53 of what they cost for each who wants them."""
    huge = 2**53
    costs = [huge * 3 + more, huge * 3]
    ballots = [[[1, 3]], [[2, 3]]]
    votes = of_choices("scores", costs, ballots)
    found = mes.single_pass(votes, 8 * huge, tie_order("number", costs))
    assert found == ([1, 0] if more else [0, 1])


def test_money_that_is_just_enough_or_one_too_little_is_told_apart():
    ballots = [[[1, 1]]] * 3 + [[[2, 1]]] * 4
    place = [0, 1]
    huge = 7 * 2**50
    assert 0 in mes.single_pass(of_choices("approval", [huge // 7 * 3, 1], ballots), huge, place)
    assert 0 not in mes.single_pass(of_choices("approval", [huge // 7 * 3 + 1, 1], ballots), huge, place)


def test_sums_larger_than_a_machine_word_stay_whole():
    votes = of_choices("points", [1, 1], [[[1, 2**61], [2, 2**61 - 1]]] * 3)
    assert [one.total for one in votes.support] == [3 * 2**61, 3 * 2**61 - 3]
    assert counted("points", [1, 1], 1, [[[1, 2**61], [2, 2**61 - 1]]] * 3)["scores"].funded == (0,)


def test_borda_counts_what_is_not_listed_as_level_below():
    votes = of_choices("ranking", [1, 1, 1], [[[1, 1], [2, 2], [3, 3]], [[1, 1]]])
    assert orders.twice_borda(votes) == [4 + 4, 2 + 1, 0 + 1]


def test_borda_gives_half_a_point_for_those_on_one_level():
    votes = of_choices("scores", [1, 1, 1], [[[1, 5], [2, 5], [3, 1]]])
    assert orders.twice_borda(votes) == [3, 3, 0]


def test_votes_per_baht_put_the_cheap_first_and_what_is_free_before_all():
    found = counted("approval", [100, 30, 0], 100, [[[1, 1], [2, 1]], [[1, 1]], [[3, 1]]])
    assert found["greedy-per-cost"].funded == (2, 1)
    assert found["greedy"].funded == (0, 2)


def test_the_one_that_stops_funds_nothing_after_what_does_not_fit():
    ballots = [[[1, 1], [2, 1], [3, 1]]] * 2 + [[[1, 1], [2, 1]], [[1, 1]]]
    found = counted("approval", [60, 60, 20], 100, ballots)
    assert found["greedy-stop"].funded == (0,)
    assert found["greedy"].funded == (0, 2)


@pytest.mark.parametrize("kind", ["approval", "scores", "points", "ranking"])
def test_nobody_or_one_voter_or_only_blank_ballots_make_an_outcome(kind):
    assert all(not one.funded for one in counted(kind, [5], 10, []).values())
    assert all(not one.funded for one in counted(kind, [5], 10, [[], []]).values())
    assert all(one.funded == (0,) for one in counted(kind, [5], 10, [[[1, 1]]]).values())


def test_what_costs_more_than_the_budget_stops_nothing():
    found = counted("approval", [500, 10], 100, [[[1, 1]], [[1, 1]], [[2, 1]]])
    assert all(one.funded == (1,) for one in found.values())


def test_shares_rise_step_by_step_until_the_next_would_overspend():
    ballots = [[[1, 1]]] * 2 + [[[2, 1]]] * 2
    places = tie_order("number", [60, 60, 60])
    found = mes.equal_shares(of_choices("approval", [60, 60], ballots), 100, places, step=1)
    assert (found.raised, found.filled) == ((4, 1), (0,))
    assert found.funded == (0,)
    assert mes.usual_step(2_000_000, 34) == 294
    assert mes.usual_step(100, 34) == 1


@given(polls())
def test_an_outcome_is_read_as_it_was_written(poll):
    for name, outcome in counted(*poll).items():
        assert of_json(name, as_json(outcome)) == outcome


def test_the_ledger_knows_who_has_how_much_left():
    votes = of_choices("approval", [30, 30], [[[1, 1]], [[1, 1], [2, 1]], [[2, 1]]]).merged()
    book = Ledger(votes, [30, 30], Fraction(20))
    assert book.rho(0, []) == Fraction(1, 2)
    assert book.rho(1, [0]) == Fraction(30 - 5, 30)
    assert not book.can_pay(0, [0, 1])


def test_a_hundred_thousand_voters_are_counted():
    draw = random.Random(1)
    ballots = [[[number, 1] for number in sorted(draw.sample(range(1, 21), 3))] for _ in range(2000)] * 50
    costs = [draw.randrange(10, 90) * 1000 for _ in range(20)]
    found = counted("approval", costs, 400_000, ballots)
    assert len(of_choices("approval", costs, ballots).merged().weights) <= 1140
    assert found["equal-shares"].spent <= 400_000
