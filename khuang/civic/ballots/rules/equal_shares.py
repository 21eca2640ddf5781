"""The method of equal shares (D. Peters, P. Skowron, 2020), completed by raising every voter's share.

Every voter holds an equal share of the budget. An option is bought by its supporters together: each pays
at most rho for every unit of worth, or all that they have left; the option with the smallest rho is bought
first. For ticks the worth of an option is its cost; for scores, points and places it is their value.
When nothing can be bought any more, the whole is repeated with shares that are one step larger, until the
next would cost more than the budget, or nothing more fits. What then still fits is filled in by worth
per baht.

Floating point finds who may be cheapest; wherever two are so close that it could err, or money so near
a cost, exact fractions decide (`ledger`).
"""

import heapq
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khuang.civic.ballots.rules.ledger import Ledger
from khuang.civic.ballots.rules.orders import per_baht, possible, supporters
from khuang.civic.ballots.rules.ties import Outcome, Tie, fund, ranked
from khuang.civic.ballots.rules.votes import Support, Votes

Reals = NDArray[np.float64]

# Relative; floating point errs by less than a thousandth of this after thousands of sums.
NEAR = 1e-9
STEPS = 200


def equal_shares(votes: Votes, budget: int, places: Sequence[int], *, step: int | None = None) -> Outcome:
    """Count. step: baht by which a share is raised, none: a 200th of the first share, at least one."""
    merged = votes.merged()
    size = usual_step(budget, merged.voters) if step is None else step
    shop = _Shop(merged, budget, places)
    bought, ties, raised = _complete(shop, budget, size)
    funded, more = _fill(merged, budget, places, bought)
    spent = sum(votes.costs[one] for one in funded)
    tally = tuple(supporters(merged))
    filled = tuple(funded[len(bought) :])
    return Outcome("equal-shares", tuple(funded), spent, tally, (*ties, *more), filled, (raised, size))


def usual_step(budget: int, voters: int) -> int:
    """Give the step by which shares are raised: a 200th of the first, in whole baht, at least one."""
    return max(1, budget // (STEPS * voters)) if voters else 1


def single_pass(votes: Votes, budget: int, places: Sequence[int]) -> list[int]:
    """Give what is bought with the first shares alone, in order."""
    shop = _Shop(votes.merged(), budget, places)
    return shop.buy(Fraction(budget, max(1, votes.voters)))[0]


def _complete(shop: "_Shop", budget: int, step: int) -> tuple[list[int], list[Tie], int]:
    """Raise the shares until the next round would overspend, or nothing more fits."""
    if not shop.votes.voters:
        return [], [], 0
    share = Fraction(budget, shop.votes.voters)
    kept, ties, raised = *shop.buy(share), 0
    while not shop.is_full(kept):
        more, new_ties = shop.buy(share + (raised + 1) * step)
        if sum(shop.votes.costs[one] for one in more) > budget:
            break
        kept, ties, raised = more, new_ties, raised + 1
    return kept, ties, raised


def _fill(
    votes: Votes, budget: int, places: Sequence[int], bought: Sequence[int]
) -> tuple[list[int], list[Tie]]:
    """Fill what is left by worth per baht: for ticks, by votes."""
    costs = votes.costs
    worth = [
        Fraction(one.voters) if votes.kind == "approval" else per_baht(one.total, cost)
        for one, cost in zip(votes.support, costs, strict=True)
    ]
    left = budget - sum(costs[one] for one in bought)
    rest = [one for one in possible(votes, budget) if one not in set(bought)]
    filled, ties = fund(ranked(rest, worth, places), costs, left)
    return [*bought, *filled], [tie for tie in ties if tie.at_cut]


class _Shop:
    """What can be bought, and by whom; the same for every share."""

    def __init__(self, votes: Votes, budget: int, places: Sequence[int]) -> None:
        self.votes, self.budget, self.places = votes, budget, places
        offered = possible(votes, budget)
        self.free = sorted((one for one in offered if not votes.costs[one]), key=lambda one: places[one])
        self.offered = [one for one in offered if votes.costs[one]]
        self.worths = [_worth(votes, one) for one in range(len(votes.costs))]
        self.first = [(_first_rho(votes, one, self.worths[one]), one) for one in self.offered]
        heapq.heapify(self.first)
        # None where no two voters gave the same ballot.
        self.weights = [
            None if (one.weights == 1).all() else one.weights.astype(np.float64) for one in votes.support
        ]
        self.values = {
            option: votes.support[option].values.astype(np.float64)
            for option in self.offered
            if self.worths[option] is None
        }

    def is_full(self, bought: Sequence[int]) -> bool:
        """Say whether nothing that is offered fits beside what is bought."""
        left = self.budget - sum(self.votes.costs[one] for one in bought)
        chosen = set(bought)
        return all(one in chosen or self.votes.costs[one] > left for one in self.offered)

    def buy(self, share: Fraction) -> tuple[list[int], list[Tie]]:
        """Buy with equal shares until nobody can pay for anything more."""
        return _Pass(self, share).run()


def _worth(votes: Votes, option: int) -> int | None:
    """What the option is worth to each supporter, none when that differs between them."""
    return votes.costs[option] if votes.kind == "approval" else votes.support[option].same


def _first_rho(votes: Votes, option: int, worth: int | None) -> float:
    """Give rho while nobody is poor, below which it never falls."""
    support = votes.support[option]
    return votes.costs[option] / (support.total if worth is None else support.voters * worth)


class _Pass:
    """One round of buying. `rho` only rises, so that only what may be cheapest is computed again."""

    def __init__(self, shop: _Shop, share: Fraction) -> None:
        self.shop, self.votes = shop, shop.votes
        self.money = np.full(len(shop.votes.weights), float(share))
        self.ledger = Ledger(shop.votes, shop.worths, share)
        self.heap = shop.first.copy()
        self.known = dict.fromkeys(shop.offered, -1)  # how much was bought when rho was computed
        self.bought: list[int] = []
        self.ties: list[Tie] = []

    def run(self) -> tuple[list[int], list[Tie]]:
        while cheapest := self._cheapest():
            option, rho = self._choose(cheapest)
            self._pay(option, rho)
            self.bought.append(option)
        return [*self.shop.free, *self.bought], self.ties

    def _cheapest(self) -> list[tuple[float, int]]:
        """Take from the heap all that can be paid and may have the smallest rho."""
        found: list[tuple[float, int]] = []
        most = np.inf
        while self.heap and self.heap[0][0] <= most:
            _old, option = heapq.heappop(self.heap)
            rho = _old if self.known[option] == len(self.bought) else self._rho(option)
            if rho is None:
                continue
            self.known[option] = len(self.bought)
            found.append((rho, option))
            most = min(most, rho * (1 + NEAR))
        near = [one for one in found if one[0] <= most]
        for one in found:
            if one[0] > most:
                heapq.heappush(self.heap, one)
        return near

    def _choose(self, near: list[tuple[float, int]]) -> tuple[int, float]:
        """Of those that floating point cannot tell apart, give the one that fractions or the tie rule say."""
        if len(near) == 1:
            return near[0][1], near[0][0]
        exact = {option: self.ledger.rho(option, self.bought) for _rho, option in near}
        least = min(exact.values())
        equal = sorted((one for one in exact if exact[one] == least), key=lambda one: self.shop.places[one])
        if len(equal) > 1:
            self.ties.append(Tie(tuple(equal)))
        for rho, option in near:
            if option != equal[0]:
                heapq.heappush(self.heap, (rho, option))
        return equal[0], next(rho for rho, option in near if option == equal[0])

    def _rho(self, option: int) -> float | None:
        """Compute what each supporter pays for a unit of worth; none when together they have too little."""
        support, cost = self.votes.support[option], float(self.votes.costs[option])
        money = self.money.take(support.ballots)
        weights = self.shop.weights[option]
        together = _sum(money, weights)
        if together < cost * (1 - NEAR):
            return None
        if together < cost * (1 + NEAR) and not self.ledger.can_pay(option, self.bought):
            return None
        worth = self.shop.worths[option]
        if worth is not None:
            return _level(money, weights, cost, support) / worth
        return _sloped(money, weights, self.shop.values[option], cost)

    def _pay(self, option: int, rho: float) -> None:
        ballots = self.votes.support[option].ballots
        worth = self.shop.worths[option]
        asked = rho * (self.shop.values[option] if worth is None else worth)
        self.money[ballots] = np.maximum(self.money.take(ballots) - asked, 0.0)


def _level(money: Reals, weights: Reals | None, cost: float, support: Support) -> float:
    """Give the price when all pay the same: the poor pay all they have, the rest share."""
    price, before = cost / support.voters, 0.0
    while True:
        poor = _sum(money < price, weights)
        if poor == before:
            return price
        if poor == support.voters:
            return float(money.max())
        rich = support.voters - poor
        theirs = _sum(np.minimum(money, price), weights) - price * rich
        price, before = (cost - theirs) / rich, poor


def _sum(amounts: NDArray[Any], weights: Reals | None) -> float:
    """Add up for all voters. Not by the matrix product, whose threads get in each other's way."""
    return float(amounts.sum()) if weights is None else float((amounts * weights).sum())


def _sloped(money: Reals, weights: Reals | None, values: Reals, cost: float) -> float:
    """Give rho when it is worth differently to them: sort by how soon each is poor, first that can pay."""
    order = np.argsort(money / values)
    money, values = money[order], values[order]
    number = np.ones(1) if weights is None else weights[order]
    before = np.concatenate([[0.0], np.cumsum(money * number)[:-1]])
    after = np.cumsum((values * number)[::-1])[::-1]
    rho = (cost - before) / after
    can = np.flatnonzero(rho * values <= money)
    return float(rho[can[0]]) if len(can) else float((money / values).max())
