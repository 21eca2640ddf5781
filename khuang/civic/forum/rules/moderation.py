"""When a statement can be taken in: its length, and whether it was said already."""

import re
from collections.abc import Collection, Iterable

from khuang.lib.thai_text import normalise

LONGEST = 280  # letters of a statement
ALIKE = 0.5  # share of pairs of letters in common from which two statements are shown side by side


def likeness(one: str, other: str) -> float:
    """Give from 0 to 1 how many pairs of letters two texts share (Dice); Thai has no spaces between words."""
    mine, theirs = _pairs(one), _pairs(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def alike(words: str, others: Iterable[tuple[int, str]], most: int = 3) -> list[int]:
    """Give the numbers of the statements that say nearly the same, nearest first."""
    near = [(likeness(words, text), number) for number, text in others]
    return [number for share, number in sorted(near, key=lambda one: (-one[0], one[1])) if share >= ALIKE][
        :most
    ]


def is_same(words: str, others: Collection[str]) -> bool:
    """Say whether the same words are there, whatever their spaces and marks."""
    return _bare(words) in {_bare(other) for other in others}


def _bare(text: str) -> str:
    return re.sub(r"[^\wก-๛]", "", normalise(text).lower())


def _pairs(text: str) -> set[str]:
    bare = _bare(text)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
