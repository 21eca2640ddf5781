"""Instruments: versioned questionnaires with source, licence, scoring and bands.

An instrument is one JSON file in data/instruments and is never edited once published;
a change is a new version beside the old (data/instruments.lock holds the checksums).
Every instrument here adds up points per answer. A question left out makes the score a
range, and the band is known only when both ends agree on it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from khuang.care.risk.rules.problems import InstrumentMistake

FOLDER = Path(__file__).parent.parent / "data" / "instruments"
LOCK = FOLDER.parent / "instruments.lock"


@dataclass(frozen=True)
class Words:
    """One idea in both languages of the house."""

    th: str
    en: str


@dataclass(frozen=True)
class Choice:
    """One answer that may be chosen."""

    code: str
    words: Words


@dataclass(frozen=True)
class Item:
    """One question of an instrument.

    answers    name of its list of answers
    scores     answer code -> points; an answer without points ("do not know") is no answer
    only_if    (other item, answer): asked only after that answer, else worth nothing
    red_flag   one such answer is enough for action
    must_report  the law asks for a report
    """

    code: str
    words: Words
    answers: str
    scores: Mapping[str, int]
    only_if: tuple[str, str] | None = None
    red_flag: bool = False
    must_report: bool = False


@dataclass(frozen=True)
class Band:
    """A named range of the score, both ends included."""

    code: str
    low: int
    high: int
    words: Words


@dataclass(frozen=True)
class Alert:
    """An answer that must be acted on, whatever the sum."""

    item: str
    answers: frozenset[str]
    words: Words


@dataclass(frozen=True)
class Instrument:
    """One version of a questionnaire, as published."""

    code: str
    version: str
    title: Words
    purpose: Words
    source: str
    licence: str
    trained_only: bool
    sensitive: bool
    household: bool  # asked once for a home, true of everybody in it
    ages: tuple[int | None, int | None]
    answers: Mapping[str, tuple[Choice, ...]]
    items: tuple[Item, ...]
    bands: tuple[Band, ...]
    alerts: tuple[Alert, ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.items)

    @cached_property
    def score_code(self) -> str:
        """The fact that holds the sum, such as barthel_score."""
        return f"{self.code}_score"

    @cached_property
    def asked_code(self) -> str:
        """The fact that says whether any item was asked, such as q9_asked."""
        return f"{self.code}_asked"

    def band_of(self, score: int) -> Band:
        return next(band for band in self.bands if band.low <= score <= band.high)


@dataclass(frozen=True)
class Score:
    """What an instrument says about one person.

    possible   every sum that the answers still allow, ascending
    missing    items without an answer that should have one
    """

    possible: tuple[int, ...]
    band: Band | None
    missing: tuple[str, ...] = ()
    alerts: tuple[Alert, ...] = field(default=())

    @property
    def low(self) -> int:
        return self.possible[0]

    @property
    def high(self) -> int:
        return self.possible[-1]


def score(instrument: Instrument, answers: Mapping[str, Any]) -> Score:
    """Add up one person's answers (item code -> answer code).

    An item that is absent, or answered "do not know", leaves the score open.
    """
    known = {
        item.code: answers[item.code] for item in instrument.items if answers.get(item.code) in item.scores
    }
    possible = possible_scores(instrument, known)
    ends = {instrument.band_of(possible[0]), instrument.band_of(possible[-1])}
    alerts = tuple(alert for alert in instrument.alerts if known.get(alert.item) in alert.answers)
    return Score(possible, ends.pop() if len(ends) == 1 else None, missing(instrument, known), alerts)


def missing(instrument: Instrument, known: Mapping[str, Any]) -> tuple[str, ...]:
    """List the items that still need an answer."""
    return tuple(
        item.code for item in instrument.items if item.code not in known and _may_be_asked(item, known)
    )


def possible_scores(instrument: Instrument, known: Mapping[str, Any]) -> tuple[int, ...]:
    """List every sum that can still come out, ascending."""
    sums = {0}
    for item in instrument.items:
        if item.only_if is None:
            here = _item_sums(instrument, item, known)
            sums = {one + other for one in sums for other in here}
    return tuple(sorted(sums))


def _item_sums(instrument: Instrument, item: Item, known: Mapping[str, Any]) -> set[int]:
    """The points that an item and the items that hang on it can still give."""
    given = known.get(item.code)
    sums = set()
    for answer in item.scores if given not in item.scores else (str(given),):
        here = {item.scores[answer]}
        for other in instrument.items:
            if other.only_if == (item.code, answer):
                here = {one + more for one in here for more in _item_sums(instrument, other, known)}
        sums |= here
    return sums


def _may_be_asked(item: Item, known: Mapping[str, Any]) -> bool:
    if item.only_if is None:
        return True
    other, answer = item.only_if
    return bool(known.get(other, answer) == answer)


def words(source: Mapping[str, str]) -> Words:
    """Read the two languages; both must be there."""
    return Words(source["th"], source["en"])


def instrument(document: Mapping[str, Any]) -> Instrument:
    """Read an instrument's document. Raises InstrumentMistake when it contradicts itself."""
    made = Instrument(
        code=document["code"],
        version=document["version"],
        title=words(document["title"]),
        purpose=words(document["purpose"]),
        source=document["source"],
        licence=document["licence"],
        trained_only=document["trained_only"],
        sensitive=document["sensitive"],
        household=document.get("household", False),
        ages=(document["ages"]["from"], document["ages"]["to"]),
        answers={
            name: tuple(_choice(one) for one in choices) for name, choices in document["answers"].items()
        },
        items=tuple(_item(one) for one in document["items"]),
        bands=tuple(Band(one["code"], one["from"], one["to"], words(one)) for one in document["bands"]),
        alerts=tuple(Alert(one["item"], frozenset(one["answers"]), words(one)) for one in document["alerts"]),
    )
    _check(made)
    return made


def _choice(source: Mapping[str, str]) -> Choice:
    return Choice(source["code"], words(source))


def _item(source: Mapping[str, Any]) -> Item:
    condition = source.get("only_if")
    return Item(
        code=source["code"],
        words=words(source),
        answers=source["answers"],
        scores=source["scores"],
        only_if=(condition["item"], condition["answer"]) if condition else None,
        red_flag=source.get("red_flag", False),
        must_report=source.get("must_report", False),
    )


def _check(made: Instrument) -> None:
    for item in made.items:
        offered = {choice.code for choice in made.answers[item.answers]}
        if not set(item.scores) <= offered:
            raise InstrumentMistake(f"{made.code}: {item.code} scores an answer that it does not offer")
    covered = [score for band in made.bands for score in range(band.low, band.high + 1)]
    highest = possible_scores(made, {})[-1]
    if covered != list(range(highest + 1)):
        raise InstrumentMistake(f"{made.code}: the bands do not cover 0 to {highest} once each")


@cache
def shipped() -> Mapping[str, Instrument]:
    """Every instrument in data/instruments, by code."""
    files = sorted(FOLDER.glob("*.json"))
    return {path.stem: instrument(json.loads(path.read_text("utf-8"))) for path in files}


def checksums() -> dict[str, str]:
    """File name -> SHA-256 of the instruments on disk, to compare with the lock."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(FOLDER.glob("*.json"))
    }


def locked() -> dict[str, str]:
    """File name -> SHA-256 as published."""
    lines = (line.split() for line in LOCK.read_text("utf-8").splitlines())
    return {name: checksum for checksum, name in lines}
