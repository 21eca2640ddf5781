"""Estimate m by expectation maximisation, and u from pairs drawn by chance.

Unsupervised, after Winkler (1988): within the pairs that share a blocking key, the
fields outside that key tell matches from others. The key's own fields teach nothing
there, so each field learns from the passes that leave it free.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from khuang.care.people.rules.matching.weights import APART, HOUSE, PLACE, Table, Weights

LEAST_M, LEAST_U = 1e-4, 1e-6
ROUNDS = 60
EXPECTED = 0.25  # how many more records of the same person one has, until a registry tells

Levels = Mapping[str, NDArray[np.int8]]  # field -> index of its level, -1 when not known


@dataclass
class Sample:
    """Pairs of one blocking pass, as levels; `blocked` are the fields that the key is made of."""

    levels: Levels
    blocked: frozenset[str]
    weight: NDArray[np.float64] = field(default_factory=lambda: np.ones(0))
    share: float = 0.1  # of matches among them

    def gathered(self) -> "Sample":
        """Join equal patterns into one, with how often each is met."""
        names = sorted(self.levels)
        rows = np.stack([self.levels[name] for name in names], axis=1)
        unique, counts = np.unique(rows, axis=0, return_counts=True)
        levels = {name: unique[:, at] for at, name in enumerate(names)}
        return Sample(levels, self.blocked, counts.astype(float), self.share)


Words = Mapping[str, Sequence[str]]  # field -> names of its levels, by index
Rows = dict[tuple[str, str], NDArray[np.float64]]  # (table, field) -> probability by level


def estimate(
    name: str,
    samples: Sequence[Sample],
    chance: Levels,
    words: Words,
    frequent: Mapping[str, frozenset[str]],
    homes: Levels | None = None,
) -> Weights:
    """Estimate a model.

    samples  pairs that share a key, one sample for each pass
    chance   levels of pairs drawn by chance
    homes    levels of pairs of one house; the same people are among them, so what two
             people of one house have in common is learnt with the rest
    """
    gathered = [sample.gathered() for sample in samples]
    if homes:
        gathered.append(Sample(homes, frozenset({PLACE})).gathered())
    u = _shares([Sample(chance, frozenset()).gathered()], words, None, LEAST_U)
    if homes:
        u |= {
            key: row for key, row in _shares(gathered[-1:], words, None, LEAST_U).items() if key[0] == HOUSE
        }
    m = {key: _first_guess(words[key[1]]) for key in u}
    for _ in range(ROUNDS):
        belief = [_belief(sample, m, u) for sample in gathered]
        for sample, sure in zip(gathered, belief, strict=True):
            sample.share = float(np.clip((sure * sample.weight).sum() / sample.weight.sum(), 1e-4, 0.9999))
        m = m | _shares(gathered, words, belief, LEAST_M)
        if homes:
            u |= _shares(gathered[-1:], words, [1 - belief[-1]], LEAST_U)
    tables = {where: _table(where, m, u, words) for where in (HOUSE, APART)}
    return Weights(name, EXPECTED, tables, frequent)


def _first_guess(levels: Sequence[str]) -> NDArray[np.float64]:
    """Begin with agreement being usual, the best level first."""
    guess = np.array([0.8 / (2**at) for at in range(len(levels))]) + 0.02
    return np.asarray(guess / guess.sum())


def _masks(sample: Sample) -> dict[str, NDArray[np.bool_]]:
    if PLACE not in sample.levels:
        return {APART: np.ones(len(sample.weight), bool)}
    at_home = sample.levels[PLACE] == 0
    return {HOUSE: at_home, APART: ~at_home}


def _belief(sample: Sample, m: Rows, u: Rows) -> NDArray[np.float64]:
    """Give each pattern's probability of being a match."""
    bits = np.full(len(sample.weight), np.log2(sample.share / (1 - sample.share)))
    for where, mask in _masks(sample).items():
        for name, levels in sample.levels.items():
            key = (APART if name == PLACE else where, name)
            if name in sample.blocked or key not in m:
                continue
            ratio = np.append(np.log2(m[key] / u[key]), 0.0)  # The last stands for -1, not known.
            bits[mask] += ratio[levels[mask]]
    return np.asarray(1 / (1 + 2.0**-bits))


def _shares(
    samples: Sequence[Sample], words: Words, belief: Sequence[NDArray[np.float64]] | None, least: float
) -> Rows:
    """Count, over the samples that leave a field free, how often each level is met."""
    counts: Rows = {}
    for at, sample in enumerate(samples):
        sure = sample.weight * (belief[at] if belief else 1.0)
        for where, mask in _masks(sample).items():
            for name, levels in sample.levels.items():
                if name in sample.blocked:
                    continue
                key = (APART if name == PLACE else where, name)
                known = mask & (levels >= 0)
                found = np.bincount(levels[known], weights=sure[known], minlength=len(words[name]))
                counts[key] = counts.get(key, np.zeros(len(words[name]))) + found
    return {key: _smoothed(row, least) for key, row in counts.items() if row.sum() > 0}


def _smoothed(row: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    shares = np.maximum(row / row.sum(), least)
    return np.asarray(shares / shares.sum())


def _table(where: str, m: Rows, u: Rows, words: Words) -> Table:
    table = {}
    for (its, name), row in m.items():
        if name == PLACE or its == where:
            other = u[its, name]
            table[name] = {lv: (float(row[at]), float(other[at])) for at, lv in enumerate(words[name])}
    return table
