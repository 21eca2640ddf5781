"""Which names of known people stand in a text, though Thai puts no spaces around them.

The text is read without spaces and tone marks; where it had a break is remembered. Every piece of it that
could be a name is looked up by whoever asks; what is found counts as a name

    with its other half beside it: given and family name
    after a word that people put before a name: ยาย, ตา, ป้า, คุณ
    by itself between two breaks
    as a family name of six letters or more, wherever it stands

and not when it lies within an innocent word: แม่น้ำ is a river, บุญ is merit, but ยายบุญมา is a person.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from khuang.care.people.rules.keys import spelt
from khuang.lib.thai_text import normalise

FILE = Path(__file__).resolve().parents[1] / "data" / "naming.toml"
LEAST, MOST = 2, 22  # letters of a name
ALONE_FROM = 3  # a name by itself between two breaks
ANYWHERE_FROM = 6  # a family name in the middle of a text

_HANGING = re.compile("[ะ-ฺๅ-๎]")
_LEADING = re.compile("[เ-ไ]")
_LETTER = re.compile(r"[^\W\d_]|[ะ-ฺๅ-๎]")


@dataclass(frozen=True)
class Known:
    """Somebody whose names may stand in the text."""

    given: str
    family: str
    nickname: str


@dataclass(frozen=True)
class Hit:
    """A name that stands in the text."""

    words: str
    is_full: bool


@dataclass(frozen=True)
class Reading:
    """A text as names are looked for in it.

    text     as it is shown to whoever is refused
    letters  its letters alone, without tone marks
    where    where in the text each of them stands
    breaks   before which of them, and before the end, there was something else than a letter, or where an
             innocent word begins or ends
    called   before which of them stands a word that people put before a name
    innocent  where innocent words begin and end, in their order; none overlap
    """

    text: str
    letters: str
    where: tuple[int, ...]
    breaks: frozenset[int]
    called: frozenset[int]
    innocent: tuple[tuple[int, int], ...]

    def pieces(self) -> set[str]:
        """Give every piece that could be a name."""
        return set(self._pieces())

    def _pieces(self) -> Iterator[str]:
        for start in range(len(self.letters) - LEAST + 1):
            if _HANGING.match(self.letters[start]):
                continue
            for end in range(start + LEAST, min(len(self.letters), start + MOST) + 1):
                if not _LEADING.match(self.letters[end - 1]):
                    yield self.letters[start:end]

    def places(self, name: str) -> Iterator[tuple[int, int]]:
        """Give where a name begins and ends, each time that it stands in the text."""
        start = self.letters.find(name) if len(name) >= LEAST else -1
        while start >= 0:
            yield start, start + len(name)
            start = self.letters.find(name, start + 1)

    def shown(self, start: int, end: int) -> str:
        """Give the letters from one place to another as they stand in the text, with their tone marks."""
        after = self.where[end] if end < len(self.where) else len(self.text)
        return self.text[self.where[start] : after].rstrip()


def reading(text: str) -> Reading:
    """Read a text for names."""
    shown = normalise(text)
    # As long as it was, so that places stay: not every writing has small letters of the same length.
    plain = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in shown)
    letters, where, breaks = "", [], {0}
    for at, letter in enumerate(plain):
        if not _LETTER.match(letter):
            breaks.add(len(letters))
        elif kept := spelt(letter):
            letters += kept[:1]
            where.append(at)
    breaks.add(len(letters))
    spans = [(bisect_left(where, start), bisect_left(where, end)) for start, end in _innocent(plain)]
    called = {
        end
        for word in _words()[0]
        for start, end in _spans(letters, breaks, spelt(word))
        if not _within(spans, start, end)
    }
    breaks.update(at for span in spans for at in span)
    return Reading(shown, letters, tuple(where), frozenset(breaks), frozenset(called), tuple(spans))


def _innocent(plain: str) -> list[tuple[int, int]]:
    """Give where innocent words begin and end; what overlaps is one: ทำบุญ holds บุญ."""
    found: list[tuple[int, int]] = []
    hits = sorted(hit.span() for word in _words()[1] for hit in re.finditer(re.escape(word), plain))
    for start, end in hits:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _within(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def hits(read: Reading, person: Known) -> list[Hit]:
    """Say by which of their names somebody stands in the text; the full name first."""
    given, family, nickname = spelt(person.given), spelt(person.family), spelt(person.nickname)
    full = [Hit(read.shown(*at), True) for at in _beside(read, given, family)]
    single = [at for name in (given, nickname, family) for at in read.places(name) if _stands(read, *at)]
    if len(family) >= ANYWHERE_FROM:
        single += [at for at in read.places(family) if not _within(read.innocent, *at)]
    return list(dict.fromkeys(full + [Hit(read.shown(*at), False) for at in single]))


def _beside(read: Reading, given: str, family: str) -> Iterator[tuple[int, int]]:
    """Give where given and family name stand beside each other, in either order."""
    if min(len(given), len(family)) >= LEAST:
        for pair in (given + family, family + given):
            yield from read.places(pair)


def _stands(read: Reading, start: int, end: int) -> bool:
    if _within(read.innocent, start, end):
        return False
    if start in read.called:
        return True
    return start in read.breaks and end in read.breaks and end - start >= ALONE_FROM


def _spans(letters: str, breaks: set[int], word: str) -> Iterator[tuple[int, int]]:
    """Give where a word stands that is put before names; one of two letters counts only after a break."""
    for hit in re.finditer(re.escape(word), letters):
        if len(word) > 2 or hit.start() in breaks:
            yield hit.span()


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    document = tomllib.loads(FILE.read_text())
    longest_first = sorted(document["innocent"], key=len, reverse=True)
    return tuple(document["called"]), tuple(normalise(word) for word in longest_first)
