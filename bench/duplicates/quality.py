"""Precision, recall and F1 of a set of pairs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Quality:
    """How good pairs are against the truth."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairs_of(who: Sequence[int]) -> int:
    """Count the pairs of entries that are one person."""
    return sum(count * (count - 1) // 2 for count in Counter(who).values())


def quality(found: Iterable[tuple[int, int]], who: Sequence[int]) -> Quality:
    """Compare pairs of places with who each entry is."""
    pairs = {(min(pair), max(pair)) for pair in found}
    right = sum(who[one] == who[two] for one, two in pairs)
    return Quality(right / max(1, len(pairs)), right / max(1, pairs_of(who)))
