"""Whether a message is a cry for help: urgent, something to look at, or neither.

In doubt it is something to look at: it stands marked before the others and is never dropped.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "cries.toml"
URGENT, LOOK, NONE = "urgent", "look", "none"
# Joins and colours of signs, and spaces that nobody sees: taken away before anything is compared.
_UNSEEN = re.compile("[\u200b-\u200f\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\u2060\ufeff]")
_DOUBLED = re.compile(r"(.)\1+")
_LATIN = re.compile(r"^[a-z0-9' ]+$")
_FEW = 2  # letters beside signs that do not make it words


@dataclass(frozen=True)
class Verdict:
    """What a message is.

    level    urgent, look or none
    because  code: words, signs, picture, voice-at-night, place, calm (takes back what it says), unknown
    """

    level: str
    because: str = ""


@dataclass(frozen=True)
class Lists:
    """Words and signs, as `ready` makes them, and where they come from."""

    urgent: tuple[str, ...]
    alone: frozenset[str]
    calm: tuple[str, ...]
    look: tuple[str, ...]
    signs: Mapping[str, tuple[str, ...]]
    many: int
    pictures: Mapping[str, tuple[str, ...]]
    source: str
    source_th: str
    effective: date
    confirmed: bool


@cache
def lists() -> Lists:
    """Read the file that is shipped."""
    with FILE.open("rb") as file:
        said = tomllib.load(file)
    words, signs, pictures = said.pop("words"), said.pop("signs"), said.pop("pictures")
    of = {name: _all(language[name] for language in words.values()) for name in next(iter(words.values()))}
    return Lists(
        urgent=of["urgent"],
        alone=frozenset(of["alone"]),
        calm=of["calm"],
        look=of["look"],
        many=signs.pop("many"),
        signs={level: tuple(ready(one) for one in signs[level]) for level in (URGENT, LOOK)},
        pictures={level: _all([pictures[level]]) for level in (URGENT, LOOK)},
        **said,
    )


def _all(languages: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(ready(word) for language in languages for word in language)


def ready(text: str) -> str:
    """Make a text comparable: small letters, no unseen signs, what is doubled once, single spaces."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFC", text).lower().replace("\u2019", "'"))
    return " ".join(_DOUBLED.sub(r"\1", plain).split())


def judge(kind: str, text: str, *, at_night: bool) -> Verdict:
    """Judge one message.

    kind   text, voice, image, sticker, location or another, as messages have it
    text   what it says; of a sticker the words that say what it shows
    """
    if kind == "text":
        return judge_text(text)
    if kind == "sticker":
        return _picture(text, at_night)
    if kind == "voice":
        # A human listens by day as well; at night nobody looks without being told.
        return Verdict(LOOK, "voice-at-night") if at_night else Verdict(NONE)
    if kind == "location":
        return Verdict(LOOK, "place")
    if kind == "image":
        return Verdict(LOOK, "picture") if at_night else Verdict(NONE)
    return Verdict(LOOK, "unknown")


def judge_text(text: str) -> Verdict:
    """Judge words and signs."""
    said, known = ready(text), lists()
    bare = re.sub(r"[\s!?.,ๆ]+", "", said)
    if bare in known.alone or _has(said, known.urgent):
        return Verdict(LOOK, "calm") if _has(said, known.calm) else Verdict(URGENT, "words")
    signs = _signs(text, known)
    if signs.level == URGENT:
        return signs
    return Verdict(LOOK, "words") if _has(said, known.look) else signs


def _signs(text: str, known: Lists) -> Verdict:
    # Counted before doubled ones become one: three tears are three.
    plain = _UNSEEN.sub("", text)
    counts = {level: sum(plain.count(sign) for sign in known.signs[level]) for level in (URGENT, LOOK)}
    is_wordless = sum(one.isalnum() for one in plain) <= _FEW
    if counts[URGENT] or (is_wordless and counts[LOOK] >= known.many):
        return Verdict(URGENT, "signs")
    return Verdict(LOOK, "signs") if counts[LOOK] else Verdict(NONE)


def _picture(words: str, at_night: bool) -> Verdict:
    said, known = ready(words), lists()
    for level in (URGENT, LOOK):
        if _has(said, known.pictures[level]):
            return Verdict(level, "picture")
    return Verdict(LOOK, "picture") if at_night else Verdict(NONE)


def _has(said: str, words: Iterable[str]) -> bool:
    return any(_holds(said, word) for word in words)


def _holds(said: str, word: str) -> bool:
    if _LATIN.match(word):
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", said) is not None
    return word in said
