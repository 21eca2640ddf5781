"""Ballots as arrays: identical ones merged, and for each option who supports it.

    starts   n + 1 places: ballot i lists options[starts[i]:starts[i + 1]]
    options  index of the option, from 0            values  how much it is worth to that ballot, above 0
    weights  how many voters gave this very ballot

A tick is worth 1, a score or points what they say, a place in an order of m options m + 1 - place.
Nothing here depends on the order of ballots but the order of the rows itself, which no rule looks at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
_LARGEST = 1 << 62


@dataclass(frozen=True)
class Support:
    """Who supports an option: merged ballots, what it is worth to each, how many voters each is.

    same  what it is worth to every one of them, none when that differs
    """

    ballots: NDArray[np.intp]  # as numpy looks rows up fastest
    values: Whole
    weights: Whole
    voters: int
    total: int  # values by weights
    same: int | None


@dataclass(frozen=True)
class Votes:
    """All ballots of an election; kind as in rules.choices, costs in baht by the index of the option."""

    kind: str
    costs: tuple[int, ...]
    starts: Whole
    options: NDArray[np.int32]
    values: Whole
    weights: Whole

    @property
    def voters(self) -> int:
        """How many voted, blank ballots included."""
        return int(self.weights.sum())

    @cached_property
    def rows(self) -> NDArray[np.int32]:
        """The ballot of each entry."""
        return np.repeat(np.arange(len(self.weights), dtype=np.int32), np.diff(self.starts))

    @cached_property
    def support(self) -> list[Support]:
        """Who supports each option."""
        order = np.argsort(self.options, kind="stable")
        ends = np.cumsum(np.bincount(self.options, minlength=len(self.costs)))[:-1]
        rows, values = np.split(self.rows[order].astype(np.intp), ends), np.split(self.values[order], ends)
        return [self._support(row, value) for row, value in zip(rows, values, strict=True)]

    def _support(self, rows: NDArray[np.intp], values: Whole) -> Support:
        weights = self.weights[rows]
        same = int(values[0]) if len(values) and (values == values[0]).all() else None
        return Support(rows, values, weights, int(weights.sum()), _dot(values, weights), same)

    def merged(self) -> "Votes":
        """Give the same votes with identical ballots as one row of more weight."""
        first, of = self._alike()
        if len(first) == len(self.weights):
            return self
        weights = np.zeros(len(first), dtype=np.int64)
        np.add.at(weights, of, self.weights)
        lengths = np.diff(self.starts)[first]
        kept = np.isin(self.rows, first)
        return Votes(self.kind, self.costs, _starts(lengths), self.options[kept], self.values[kept], weights)

    def _alike(self) -> tuple[Whole, Whole]:
        """Give the first row of each kind of ballot in the order of rows, and the kind of each row.

        Rows are compared by a sum of fixed pseudo-random numbers, and then entry by entry.
        """
        _kinds, first, of = np.unique(self._marks(), return_index=True, return_inverse=True)
        order = np.argsort(first)
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        first, of = first[order], place[of]
        if self._are_alike(first, of):
            return first, of
        rows = np.arange(len(self.weights))
        return rows, rows

    def _marks(self) -> Whole:
        """Give each ballot a sum that equal ballots share."""
        with np.errstate(over="ignore"):
            entry = _scramble(_scramble(self.options.astype(np.uint64)) + self.values.astype(np.uint64))
            zero = np.zeros(1, dtype=np.uint64)
            running = np.concatenate([zero, np.cumsum(entry, dtype=np.uint64)])
            sums: Whole = (running[self.starts[1:]] - running[self.starts[:-1]]).view(np.int64)
        return sums

    def _are_alike(self, first: Whole, of: Whole) -> bool:
        lengths = np.diff(self.starts)
        like = first[of]
        if (lengths != lengths[like]).any():
            return False
        entries = np.arange(len(self.options)) + np.repeat(self.starts[:-1][like] - self.starts[:-1], lengths)
        same = (self.options == self.options[entries]) & (self.values == self.values[entries])
        return bool(same.all())


def of_choices(kind: str, costs: Sequence[int], ballots: Iterable[Sequence[Sequence[int]]]) -> Votes:
    """Make votes of ballots as rules.choices gives them: pairs of number (from 1) and value, in order."""
    rows = list(ballots)
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    flat = np.fromiter(
        chain.from_iterable(chain.from_iterable(rows)), dtype=np.int64, count=2 * int(lengths.sum())
    ).reshape(-1, 2)
    values = len(costs) + 1 - flat[:, 1] if kind == "ranking" else flat[:, 1].copy()
    return of_arrays(kind, costs, lengths, flat[:, 0] - 1, values)


def of_arrays(kind: str, costs: Sequence[int], lengths: Whole, options: Any, values: Any) -> Votes:
    """Make votes of arrays: how many each ballot lists, which by index in rising order, worth how much."""
    weights = np.ones(len(lengths), dtype=np.int64)
    return Votes(kind, tuple(costs), _starts(lengths), options.astype(np.int32), values, weights)


def _starts(lengths: Whole) -> Whole:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)])


def _dot(values: Whole, weights: Whole) -> int:
    """Multiply and add, exactly however large."""
    if not len(values):
        return 0
    if int(values.max()) * int(weights.sum()) < _LARGEST:
        return int((values * weights).sum())
    return sum(value * weight for value, weight in zip(values.tolist(), weights.tolist(), strict=True))


def _scramble(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread numbers over 64 bits (splitmix64, public domain, S. Vigna); fixed, so nothing is random."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
