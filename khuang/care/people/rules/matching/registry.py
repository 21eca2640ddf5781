"""A whole registry at once: its columns, the pairs worth a look, and how likely each is one person."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khuang.care.people.rules.matching import pairs
from khuang.care.people.rules.matching.blocking import PART, PASSES
from khuang.care.people.rules.matching.pairs import Column, Columns, Ints
from khuang.care.people.rules.matching.people import COMPARE, LEVELS, VALUE, Known, crossed
from khuang.care.people.rules.matching.weights import Weights

AT_A_TIME = 500_000  # pairs
NAMES = ("given", "family", "nickname")


class _Coder:
    """Gives codes to the values of one column as they come."""

    def __init__(self, value: Callable[[Known], Any]):
        self.value = value
        self.known: dict[Any, int] = {}
        self.codes = array("i")

    def add(self, one: Known) -> None:
        value = self.value(one)
        self.codes.append(self.known.setdefault(value, len(self.known)) if value else -1)

    def column(self) -> Column:
        return Column(np.frombuffer(self.codes, dtype=np.int32), list(self.known))


@dataclass(frozen=True)
class Registry:
    """Columns by which records are compared, and those by which they are brought together."""

    compared: Columns
    blocked: Columns

    @classmethod
    def of(cls, people: Iterable[Known]) -> "Registry":
        """Lay persons out in columns, one after the other, so that none of them need be kept."""
        compared = {name: _Coder(value) for name, value in VALUE.items()}
        blocked = {name: _Coder(part) for name, part in PART.items()}
        coders = [*compared.values(), *blocked.values()]
        for one in people:
            for coder in coders:
                coder.add(one)
        return cls(
            {name: coder.column() for name, coder in compared.items()},
            {name: coder.column() for name, coder in blocked.items()},
        )

    @property
    def count(self) -> int:
        """How many persons there are."""
        return len(self.compared["given"].codes)

    def named(self, at: int) -> Known:
        """Give the names of one person again."""
        given, family, nickname = (self._value(name, at) for name in NAMES)
        return Known(given=given, family=family, nickname=nickname)

    def _value(self, name: str, at: int) -> str:
        column = self.compared[name]
        return str(column.values[column.codes[at]]) if column.codes[at] >= 0 else ""

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
            one, two = self.named(left[at]), self.named(right[at])
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
