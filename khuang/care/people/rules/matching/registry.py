"""A whole registry at once: its columns, the pairs worth a look, and how likely each is one person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from khuang.care.people.rules.matching import pairs
from khuang.care.people.rules.matching.blocking import PART, PASSES
from khuang.care.people.rules.matching.pairs import Column, Columns, Ints
from khuang.care.people.rules.matching.people import COMPARE, LEVELS, VALUE, Known, crossed
from khuang.care.people.rules.matching.weights import Weights

AT_A_TIME = 500_000  # pairs


@dataclass(frozen=True)
class Registry:
    """Columns by which records are compared, and those by which they are brought together."""

    people: Sequence[Known]
    compared: Columns
    blocked: Columns

    @classmethod
    def of(cls, people: Sequence[Known]) -> "Registry":
        """Lay persons out in columns."""
        compared = {name: Column.of([value(one) for one in people]) for name, value in VALUE.items()}
        blocked = {name: Column.of([part(one) for one in people]) for name, part in PART.items()}
        return cls(people, compared, blocked)

    @cached_property
    def shares(self) -> dict[str, NDArray[np.float64]]:
        """Share of the records that bear each name."""
        return {name: self.compared[name].shares() for name in ("given", "family")}

    def candidates(self) -> tuple[Ints, Ints]:
        """Give the pairs that share a key."""
        return pairs.candidates(self.blocked, list(PASSES.values()))

    def levels(self, left: Ints, right: Ints) -> dict[str, NDArray[np.int8]]:
        """Give each pair's level of each field, as its place among LEVELS."""
        found = {
            name: pairs.compared(column, left, right, COMPARE[name], LEVELS[name])
            for name, column in self.compared.items()
        }
        self._look_across(found, left, right)
        return found

    def _look_across(self, levels: dict[str, NDArray[np.int8]], left: Ints, right: Ints) -> None:
        """Where given names differ, see whether names are swapped or one is the nickname."""
        differs = np.isin(
            levels["given"], [LEVELS["given"].index("alike"), LEVELS["given"].index("other"), -1]
        )
        for at in np.flatnonzero(differs & self._might_cross(left, right)).tolist():
            one, two = self.people[left[at]], self.people[right[at]]
            said = {
                name: "" if levels[name][at] < 0 else LEVELS[name][levels[name][at]]
                for name in ("given", "family")
            }
            for name, level in crossed(one, two, said).items():
                levels[name][at] = LEVELS[name].index(level) if level else -1

    def _might_cross(self, left: Ints, right: Ints) -> NDArray[np.bool_]:
        """Pairs in which a consonant skeleton stands crosswise, or somebody has a nickname."""
        names = self.blocked["names"].codes
        called = self.compared["nickname"].codes
        lacks = (names[left] < 0) | (names[right] < 0)
        crosses = names[left] == names[right]
        return np.asarray(crosses | lacks | (called[left] >= 0) | (called[right] >= 0))

    def bits(
        self, weights: Weights, left: Ints, right: Ints, levels: Mapping[str, NDArray[np.int8]]
    ) -> NDArray[np.float64]:
        """Give each pair's weight in bits, without the prior."""
        shares = {
            name: np.append(row, 1.0)[self.compared[name].codes[left]] for name, row in self.shares.items()
        }
        return pairs.bits(weights, levels, LEVELS, shares)

    def scored(self, weights: Weights, left: Ints, right: Ints) -> Iterator[NDArray[np.float64]]:
        """Give the weights in bits of many pairs, part by part."""
        for begin in range(0, len(left), AT_A_TIME):
            one, two = left[begin : begin + AT_A_TIME], right[begin : begin + AT_A_TIME]
            yield self.bits(weights, one, two, self.levels(one, two))
