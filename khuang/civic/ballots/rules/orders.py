"""Rules that put the options in an order and fund it from the top: votes, votes per baht, scores, Borda."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from khuang.civic.ballots.rules.ties import Outcome, fund, ranked
from khuang.civic.ballots.rules.votes import Votes


def greedy(votes: Votes, budget: int, places: Sequence[int]) -> Outcome:
    """Fund by number of supporters; what no longer fits is skipped."""
    return _by_order("greedy", votes, budget, places, supporters(votes))


def greedy_stop(votes: Votes, budget: int, places: Sequence[int]) -> Outcome:
    """Fund by number of supporters until one no longer fits; nothing after it is funded."""
    return _by_order("greedy-stop", votes, budget, places, supporters(votes), skip=False)


def greedy_per_cost(votes: Votes, budget: int, places: Sequence[int]) -> Outcome:
    """Fund by supporters per baht; what no longer fits is skipped. What costs nothing comes first."""
    tally = supporters(votes)
    keys = [per_baht(count, cost) for count, cost in zip(tally, votes.costs, strict=True)]
    return _by_order("greedy-per-cost", votes, budget, places, tally, keys)


def scores(votes: Votes, budget: int, places: Sequence[int]) -> Outcome:
    """Fund by sum of scores or points; what no longer fits is skipped."""
    return _by_order("scores", votes, budget, places, [one.total for one in votes.support])


def borda(votes: Votes, budget: int, places: Sequence[int]) -> Outcome:
    """Fund by Borda points; what no longer fits is skipped.

    An option gets from each ballot one point for every option that stands below it, and half a point for
    every one that stands level with it. What a ballot does not list stands below all that it lists, and
    there all are level. The tally holds twice the points, so that it is whole.
    """
    return _by_order("borda", votes, budget, places, twice_borda(votes))


def supporters(votes: Votes) -> list[int]:
    """Give how many voters support each option, by whatever much."""
    return [one.voters for one in votes.support]


def per_baht(amount: int, cost: int) -> Fraction:
    """Divide by the cost; for nothing it is worth more than anything that costs."""
    return Fraction(amount, cost) if cost else Fraction(amount + 1) * (1 << 80)


def twice_borda(votes: Votes) -> list[int]:
    """Give each option twice its Borda points."""
    count = len(votes.costs)
    lengths = np.diff(votes.starts)
    # For what a ballot lists: those below it less those above it.
    order = np.lexsort((votes.values, votes.rows))
    row, value = votes.rows[order], votes.values[order]
    place = np.arange(len(order)) - votes.starts[row]
    opens = np.ones(len(order), dtype=bool)
    opens[1:] = (row[1:] != row[:-1]) | (value[1:] != value[:-1])
    begins = np.flatnonzero(opens)
    sizes = np.diff(np.append(begins, len(order)))
    less = np.repeat(place[begins], sizes)
    more = lengths[row] - less - np.repeat(sizes, sizes)
    gain = (count - lengths[row]) + less - more
    # What it does not list has as many above it as it lists: taken from all, given back to the listed.
    points = np.full(count, (count - 1) * votes.voters - int((lengths * votes.weights).sum()))
    np.add.at(points, votes.options[order], (gain + lengths[row]) * votes.weights[row])
    return [int(one) for one in points]


def possible(votes: Votes, budget: int) -> list[int]:
    """Give the options that somebody supports and that the whole budget could pay."""
    return [one for one, cost in enumerate(votes.costs) if votes.support[one].voters and cost <= budget]


def _by_order(
    rule: str,
    votes: Votes,
    budget: int,
    places: Sequence[int],
    tally: Sequence[int],
    keys: Sequence[Fraction] | None = None,
    *,
    skip: bool = True,
) -> Outcome:
    worth = keys if keys is not None else [Fraction(one) for one in tally]
    groups = ranked(possible(votes, budget), worth, places)
    funded, ties = fund(groups, votes.costs, budget, skip=skip)
    spent = sum(votes.costs[one] for one in funded)
    return Outcome(rule, tuple(funded), spent, tuple(tally), tuple(ties))
