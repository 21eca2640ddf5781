"""The test set of the search: hand-written misspellings, and an error maker for as many more as wanted.

Written from how people mistype, not from how the search reads: it knows nothing
of sounds, only of keyboards, ears and forms.
"""

import re
from pathlib import Path
from random import Random
from typing import NamedTuple

HAND = Path(__file__).parent / "data" / "misspellings.txt"


class Typed(NamedTuple):
    """Somebody's true name, what somebody typed to find them, and what went wrong."""

    given: str
    family: str
    text: str
    kind: str


def by_hand() -> list[Typed]:
    """Read the misspellings that were written by hand."""
    found = []
    for line in HAND.read_text().splitlines():
        if line and not line.startswith("#"):
            kind, name, texts = line.split(": ", 2)
            given, family = name.split(", ")
            found += [Typed(given, family, text.strip(), kind) for text in texts.split(";")]
    return found


# Pairs that are taken for one another, either way.
_CONFUSED = {
    "ro-lo": ["รล"],
    "so": ["ซส", "สศ", "สษ", "ศษ", "ซศ"],
    "no-no": ["นณ"],
    "letters": ["ทธ", "ตฏ", "ดฎ", "คฆ", "พภ", "ยญ", "ถฐ", "ชฌ", "ขค"],
    "vowel": ["ิี", "ุู", "ึื", "ใไ"],
    "neighbour-key": ["กด", "ดเ", "สว", "วง", "าส", "ีร", "รน", "นย", "ยบ", "ฟห", "หก", "มท", "มใ", "ะั"],
}
_TITLES = ["นาย", "นาง", "น.ส.", "นส.", "ด.ช.", "ด.ญ.", "ดร.", "คุณ", "ร.ต.", "พระ"]


def _swap(rng: Random, text: str, pairs: list[str]) -> str:
    places = [
        (at, pair[1 - pair.index(letter)])
        for at, letter in enumerate(text)
        for pair in pairs
        if letter in pair
    ]
    if not places:
        return text
    at, other = rng.choice(places)
    return text[:at] + other + text[at + 1 :]


def _without_one(rng: Random, text: str, letters: str) -> str:
    places = [at for at, letter in enumerate(text) if letter in letters]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + text[at + 1 :]


def _wrong(rng: Random, kind: str, given: str, family: str) -> str:
    whole = f"{given} {family}"
    if kind in _CONFUSED:
        return _swap(rng, whole, _CONFUSED[kind])
    return {
        "tone": lambda: re.sub("[่้๊๋็]", "", whole),
        "one tone": lambda: _without_one(rng, whole, "่้๊๋็"),
        "karan": lambda: _without_one(rng, whole, "์"),
        "karan silent": lambda: re.sub("[ก-ฮ][ิุ]?์", "", whole, count=1),
        "doubled": lambda: re.sub("([ะาิีุูเ])", r"\1\1", whole, count=1),
        "doubled letter": lambda: re.sub("([มนกสย])", r"\1\1", whole, count=1),
        "title stuck": lambda: rng.choice(_TITLES[:-1]) + whole,
        "swapped": lambda: f"{family} {given}",
        "swapped, tone": lambda: re.sub("[่้๊๋]", "", f"{family} {given}"),
        "no space": lambda: given + family,
        "family begun": lambda: f"{given} {family[: max(2, len(family) * 2 // 3)]}",
        "two errors": lambda: _swap(rng, re.sub("[่้๊๋์]", "", whole), ["รล", "สศ", "นณ", "ิี", "ุู"]),
    }[kind]()


KINDS = (
    "tone", "one tone", "ro-lo", "so", "no-no", "letters", "vowel", "karan", "karan silent", "doubled",
    "doubled letter", "title stuck", "swapped", "swapped, tone", "no space", "family begun", "two errors",
    "neighbour-key",
)  # fmt: skip


def by_rule(names: list[tuple[str, str]], each: int, seed: int = 7) -> list[Typed]:
    """Make so many misspellings of each kind; a name that a kind cannot spoil is left to the others."""
    rng = Random(seed)  # noqa: S311 - invented errors, not secrets
    made = []
    for kind in KINDS:
        spoilt: dict[str, Typed] = {}
        for given, family in rng.sample(names, len(names)):
            text = _wrong(rng, kind, given, family)
            if text != f"{given} {family}":
                spoilt.setdefault(text, Typed(given, family, text, kind))
            if len(spoilt) == each:
                break
        made += spoilt.values()
    return made
