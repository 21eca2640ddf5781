"""Our own matcher on data in memory, the same code that searches a registry."""

import numpy as np

from bench.duplicates.records import known
from bench.duplicates.thai_people import People
from khuang.care.people.rules.matching import pairs, weights
from khuang.care.people.rules.matching.registry import Registry

KEEP = 0.5  # khuang.care.people.reads.duplicates.KEEP, which needs Django


def found(drawn: People, least: float = KEEP) -> list[tuple[int, int]]:
    """Give the pairs of entries that are likely one person, with the weights that ship."""
    registry = Registry.of(known(one) for one in drawn.entries)
    left, right = registry.candidates()
    bits = np.concatenate(list(registry.scored(weights.shipped(), left, right)))
    sure = pairs.probabilities(weights.shipped(), bits, registry.count)
    chosen = np.flatnonzero(sure >= least)
    return list(zip(left[chosen].tolist(), right[chosen].tolist(), strict=True))
