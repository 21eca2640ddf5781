"""Find the row, or rows, that name the columns; titles above and blank rows between are no headers."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from khuang.lib import thai_text

LOOK_AT = 40  # rows from the top
MOST_HEADER_ROWS = 3
_WORDS_FILE = Path(__file__).with_name("headers.toml")
# Thai vowels and marks are no letters to Python.
_SIGNS = re.compile(r"[^\wก-๛]|_")
_JOINT = " › "
_DATA = re.compile(r"\d{3,}|\d+[/.-]\d+")


@dataclass(frozen=True)
class Header:
    """Where the names of the columns stand, and what they are.

    first, last  rows, counted from 0; the data begin after the last
    names        one for each column, none twice; what has no name is called by its letter
    """

    first: int
    last: int
    names: tuple[str, ...]


def fold(word: str) -> str:
    """Bring a header to what counts of it."""
    return _SIGNS.sub("", thai_text.arabic_digits(thai_text.normalise(word)).casefold())


@cache
def words() -> dict[str, str]:
    """Folded header word -> field."""
    listed = tomllib.loads(_WORDS_FILE.read_text(encoding="utf-8"))
    return {fold(word): field for field, said in listed.items() for word in said}


def field_of(name: str) -> str | None:
    """Give the field that a header names; of a path as Kobo writes it, the last part counts."""
    last = name.split(_JOINT)[-1]
    for part in (name, last, re.split(r"[/|]|(?<=\w)-(?=[a-z_])", last)[-1], re.sub(r"\(.*?\)", "", last)):
        if (found := words().get(fold(part))) is not None:
            return found
    return None


def find(rows: Sequence[Sequence[str]]) -> Header:
    """Find the header among the first rows: the row that says most known words, or else the fullest
    row of words above the data."""
    top = rows[:LOOK_AT]
    scores = [_score(row) for row in top]
    best = max(range(len(top)), key=lambda at: (scores[at], -at), default=0)
    if not top or scores[best] == (0, 0):
        return at(rows, 0, 0)
    first = last = best
    while first > 0 and last - first < MOST_HEADER_ROWS - 1 and _heads(top[first - 1], top[first]):
        first -= 1
    while (
        last + 1 < len(top) and last - first < MOST_HEADER_ROWS - 1 and _continues(top[last], top[last + 1])
    ):
        last += 1
    return at(rows, first, last)


def at(rows: Sequence[Sequence[str]], first: int, last: int) -> Header:
    """Read the header that stands in these rows; a name above several columns holds for each of them."""
    lines = [list(row) for row in rows[first : last + 1]]
    width = max((len(row) for row in rows[: last + LOOK_AT]), default=0)
    for line, below in pairwise(lines):
        _spread(line, below)
    names = []
    for column in range(width):
        parts = [line[column] for line in lines if column < len(line) and line[column]]
        names.append(_JOINT.join(dict.fromkeys(" ".join(part.split()) for part in parts)))
    return Header(first, last, _unlike(names))


def _score(row: Sequence[str]) -> tuple[int, int]:
    """Known words, then words at all; a row with data in it is no header."""
    said = [cell for cell in row if cell]
    if sum(bool(_DATA.search(cell)) for cell in said) > max(1, len(said) // 3):
        return 0, 0
    known = len({field for cell in said if (field := field_of(cell))})
    return known, len(said) if len(said) > 1 else 0


def _heads(above: Sequence[str], below: Sequence[str]) -> bool:
    """Say whether a row heads groups of the columns below: several short words, some columns left out."""
    said = [cell for cell in above if cell]
    return len(said) > 1 and _score(above)[1] > 1 and all(len(cell) < 60 for cell in said)


def _continues(header: Sequence[str], below: Sequence[str]) -> bool:
    """Say whether the next row goes on naming columns: it names where the row above left blank."""
    said = [at for at, cell in enumerate(below) if cell]
    if not said or _score(below) == (0, 0):
        return False
    blank_above = [at for at in said if at >= len(header) or not header[at]]
    known = sum(field_of(below[at]) is not None for at in said)
    return known >= 1 and (bool(blank_above) or known > len(said) // 2)


def _spread(line: list[str], below: Sequence[str]) -> None:
    """Let a group's name stand above each column that the row below names."""
    said = ""
    for column, cell in enumerate(line):
        said = cell or said
        if not cell and column < len(below) and below[column] and column > 0 and not _alone(line, column):
            line[column] = said
    line.extend(said for column in range(len(line), len(below)) if below[column])


def _alone(line: Sequence[str], column: int) -> bool:
    """Say whether the nearest name to the left is a known field, which stands for its own column only."""
    left = next((cell for cell in reversed(line[:column]) if cell), "")
    return field_of(left) is not None


def _unlike(names: list[str]) -> tuple[str, ...]:
    """Name blank columns by their letter, and number the second of a name."""
    seen: Counter[str] = Counter()
    unlike = []
    for column, name in enumerate(names):
        name = name or f"({letter(column)})"
        seen[name] += 1
        unlike.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(unlike)


def letter(column: int) -> str:
    """Give the letters by which a spreadsheet calls a column: A, B, ... AA."""
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said
