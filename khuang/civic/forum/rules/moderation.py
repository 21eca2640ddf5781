"""When a statement can be taken in: its length, what tells who somebody is, whether it was said already."""

import re
from collections.abc import Collection, Iterable

from khuang.lib.thai_text import arabic_digits, normalise

LONGEST = 280  # letters of a statement
ALIKE = 0.5  # share of pairs of letters in common from which two statements are shown side by side
_NAMED = re.compile(
    r"(?:นาย|นางสาว|นาง|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง|Mr\.?\s|Mrs\.?\s|Ms\.?\s)\s*[ก-๙A-Z][ก-๙\w]+"
)
_NUMBER = re.compile(r"(?:\d[\s\-.]?){8,}\d")
_HOUSE = re.compile(
    r"(?:บ้านเลขที่|เลขที่|house (?:number|no\.?))\s*\d+(?:/\d+)?|(?<![\d/])\d{1,4}/\d{1,4}(?![\d/])", re.I
)
_CONTACT = re.compile(r"\S+@\S+|https?://\S+|line\s*id|ไอดีไลน์", re.I)


def tells_who(words: str) -> list[str]:
    """Give the parts of the words that may tell who somebody is or how they are reached."""
    text = arabic_digits(normalise(words))
    patterns = (_NAMED, _NUMBER, _HOUSE, _CONTACT)
    return list(dict.fromkeys(hit[0].strip() for one in patterns for hit in one.finditer(text)))


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
