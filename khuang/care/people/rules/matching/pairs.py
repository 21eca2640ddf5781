"""Many records at once: columns of codes, pairs that share a blocking key, levels and probabilities.

Each pair of values is compared once however many records bear them, by the same
functions that compare two records, so both give the same answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khuang.care.people.rules.matching.comparisons import Compare
from khuang.care.people.rules.matching.weights import APART, HOUSE, PLACE, RAREST, Weights

Ints = NDArray[np.int64]
MOST = 60  # records with one key; more say nothing


@dataclass
class Column:
    """One value for each record: its code, -1 when it is not known, and the values by code."""

    codes: NDArray[np.int32]
    values: list[Any]

    @classmethod
    def of(cls, values: Iterable[Any]) -> "Column":
        """Give codes to values; what is empty is not known."""
        known: dict[Any, int] = {}
        codes = [known.setdefault(value, len(known)) if value else -1 for value in values]
        return cls(np.array(codes, dtype=np.int32), list(known))

    def shares(self) -> NDArray[np.float64]:
        """Give the share of the records that bear each value."""
        counts = np.bincount(self.codes[self.codes >= 0], minlength=len(self.values))
        return counts / max(1, len(self.codes))


Columns = Mapping[str, Column]


def sharing(columns: Columns, key: Sequence[str], most: int = MOST) -> tuple[Ints, Ints]:
    """Give the pairs of records that share a key of one or several columns, the lower number first."""
    known = np.flatnonzero(np.all([columns[name].codes >= 0 for name in key], axis=0))
    if not len(known):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    joined = np.zeros(len(known), np.int64)
    for name in key:
        joined = joined * (len(columns[name].values) + 1) + columns[name].codes[known]
        joined = np.unique(joined, return_inverse=True)[1].astype(np.int64)
    order = np.argsort(joined, kind="stable")
    sizes = np.bincount(joined)
    starts = np.append(0, np.cumsum(sizes)[:-1])
    return _within(known[order], starts, sizes, most)


def _within(order: Ints, starts: Ints, sizes: Ints, most: int) -> tuple[Ints, Ints]:
    """Pair the members of each group, one size of group after the other."""
    left, right = [], []
    for size in np.unique(sizes):
        if not 1 < size <= most:
            continue
        first, second = np.triu_indices(size, 1)
        begins = starts[sizes == size]
        left.append(order[(begins[:, None] + first).ravel()])
        right.append(order[(begins[:, None] + second).ravel()])
    if not left:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    one, two = np.concatenate(left), np.concatenate(right)
    return np.minimum(one, two), np.maximum(one, two)


def candidates(columns: Columns, passes: Sequence[Sequence[str]], most: int = MOST) -> tuple[Ints, Ints]:
    """Give the pairs of all passes, each once, in order."""
    count = len(next(iter(columns.values())).codes)
    joined = [one * count + two for one, two in (sharing(columns, key, most) for key in passes)]
    unique = np.unique(np.concatenate(joined)) if joined else np.zeros(0, np.int64)
    return unique // count, unique % count


def compared(
    column: Column, left: Ints, right: Ints, compare: Compare, words: Sequence[str]
) -> NDArray[np.int8]:
    """Give each pair's level of one field as its place among `words`, -1 when it is not known."""
    one, two = column.codes[left].astype(np.int64), column.codes[right].astype(np.int64)
    known = (one >= 0) & (two >= 0)
    levels = np.full(len(left), -1, np.int8)
    low, high = np.minimum(one, two)[known], np.maximum(one, two)[known]
    pairs, where = np.unique(low * len(column.values) + high, return_inverse=True)
    at = {word: place for place, word in enumerate(words)} | {"": -1}
    values, width = column.values, len(column.values)
    found = [at[compare(values[pair // width], values[pair % width])] for pair in pairs.tolist()]
    levels[known] = np.array(found, dtype=np.int8)[where] if found else levels[known]
    return levels


def bits(
    weights: Weights,
    levels: Mapping[str, NDArray[np.int8]],
    words: Mapping[str, Sequence[str]],
    shares: Mapping[str, NDArray[np.float64]],
) -> NDArray[np.float64]:
    """Give each pair's weight in bits, without the prior.

    shares  field -> for each pair the share of the value on its left, for fields whose frequency counts
    """
    total = np.zeros(len(next(iter(levels.values()))))
    for where, mask in _tables(levels):
        for name, said in levels.items():
            table = weights.tables.get(where, {}).get(name)
            if table is None:
                continue
            row = np.array([*(weights.bits[where][name].get(word, 0.0) for word in words[name]), 0.0])
            total[mask] += row[said[mask]]
            if name in weights.frequent and name in shares and not (where == HOUSE and name == "family"):
                total[mask] += _rarity(weights, where, name, said[mask], shares[name][mask], words[name])
    return total


def _tables(levels: Mapping[str, NDArray[np.int8]]) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    if PLACE not in levels:
        yield APART, np.ones(len(next(iter(levels.values()))), bool)
        return
    at_home = levels[PLACE] == 0
    yield HOUSE, at_home
    yield APART, ~at_home


def _rarity(
    weights: Weights,
    where: str,
    name: str,
    said: NDArray[np.int8],
    share: NDArray[np.float64],
    words: Sequence[str],
) -> NDArray[np.float64]:
    usual = weights.tables[where][name]["same"][1]
    counts = np.isin(said, [at for at, word in enumerate(words) if word in weights.frequent[name]])
    return np.where(counts, np.log2(usual / np.maximum(share, RAREST)), 0.0)


def probabilities(weights: Weights, found: NDArray[np.float64], people: int) -> NDArray[np.float64]:
    """Turn weights into probabilities; how many duplicates there are is found from the pairs themselves."""
    expected = weights.expected
    sure = np.zeros(len(found))
    for _ in range(10):
        chance = min(0.5, expected / max(2, people))
        prior = np.log2(chance / (1 - chance))
        sure = 1 / (1 + 2.0 ** -np.clip(found + prior, -500, 500))
        expected = float(np.clip(2 * sure.sum() / max(1, people), 0.002, 2.0))
    return sure
