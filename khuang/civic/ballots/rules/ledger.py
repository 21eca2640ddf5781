"""Who has how much left, exactly: fractions for each group of ballots that have paid alike.

Ballots that supported the same of what was bought, with the same worth, have the same money left; there
are few such groups when exactness is asked for, which is seldom. Nothing is computed before it is asked.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from khuang.civic.ballots.rules.votes import Votes

Group = tuple[Fraction, int, int]  # money of each, worth to each, number of voters


class Ledger:
    """The exact money of one round of buying; worths: as equal_shares has them, by option."""

    def __init__(self, votes: Votes, worths: Sequence[int | None], share: Fraction) -> None:
        self.votes, self.worths = votes, worths
        self.money = [share]
        self.group = np.zeros(len(votes.weights), dtype=np.int64)
        self.entered = 0

    def can_pay(self, option: int, bought: Sequence[int]) -> bool:
        """Say whether the supporters together have the cost, after what was bought."""
        self._enter(bought)
        groups, _of = self._groups(option)
        return sum(money * number for money, _worth, number in groups) >= self.votes.costs[option]

    def rho(self, option: int, bought: Sequence[int]) -> Fraction:
        """Give rho of an option that can be paid, after what was bought."""
        self._enter(bought)
        return self._rho(option, self._groups(option)[0])

    def _rho(self, option: int, groups: Sequence[Group]) -> Fraction:
        missing = Fraction(self.votes.costs[option])
        worth = sum(each * number for _money, each, number in groups)
        rho = Fraction(0)
        for money, each, number in sorted(groups, key=lambda group: group[0] / group[1]):
            rho = missing / worth
            if rho * each <= money:
                return rho
            missing -= money * number
            worth -= each * number
        return rho

    def _enter(self, bought: Sequence[int]) -> None:
        for option in bought[self.entered :]:
            groups, of = self._groups(option)
            rho = self._rho(option, groups)
            first = len(self.money)
            self.money += [money - min(money, rho * each) for money, each, _number in groups]
            self.group[self.votes.support[option].ballots] = first + of
        self.entered = len(bought)

    def _groups(self, option: int) -> tuple[list[Group], np.ndarray[tuple[int], np.dtype[np.int64]]]:
        """Give the supporters by money and worth, and the place of each supporter among these."""
        support, worth = self.votes.support[option], self.worths[option]
        if worth is None:
            _values, value = np.unique(support.values, return_inverse=True)
            key = self.group[support.ballots] * len(_values) + value
        else:
            key = self.group[support.ballots]
        _keys, first, of = np.unique(key, return_index=True, return_inverse=True)
        numbers = np.bincount(of, weights=support.weights.astype(np.float64)).astype(np.int64)
        groups = [
            (
                self.money[int(self.group[support.ballots[one]])],
                int(support.values[one]) if worth is None else worth,
                int(number),
            )
            for one, number in zip(first, numbers, strict=True)
        ]
        return groups, of
