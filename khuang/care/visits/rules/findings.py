"""What a visit can find, and how the answers of the form `visit` read."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from khuang.care.risk.rules.instruments import Choice, Words

FORM = "visit"
FILE = Path(__file__).parent.parent / "data" / "findings.toml"
MET, AWAY, REFUSED, MOVED, DIED = "met", "away", "refused", "moved", "died"
YES = "yes"


@dataclass(frozen=True)
class Done:
    """One thing that a visitor can do; `group` is the code of its group."""

    group: str
    choice: Choice


@dataclass(frozen=True)
class Catalogue:
    """All that a visit can find and do, in the order of the screens.

    confirmed  whether a municipality has confirmed the list of what is done
    """

    results: tuple[Choice, ...]
    conditions: tuple[Choice, ...]
    moods: tuple[Choice, ...]
    next_steps: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    done: tuple[Done, ...]
    source: str
    since: date
    confirmed: bool

    @property
    def tasks(self) -> tuple[Choice, ...]:
        """Everything that can be done, whatever its group."""
        return tuple(one.choice for one in self.done)

    def words(self, kind: str, code: str, language: str) -> str:
        """Give the words of an answer, or its code where it is none of ours: nothing told is hidden."""
        found = next((one for one in getattr(self, kind) if one.code == code), None)
        return code if found is None else getattr(found.words, language)


@dataclass(frozen=True)
class Told:
    """What one filled-in form says.

    person, planned, visitor   ids, None where the form names none; visitor only when typed from paper
    day          on which the paper says that it was, None elsewhere
    clock        seconds to add to the phone's clock, None when it never heard the server's
    findings     condition, mood, next, done, note, photo, voice, left_on, died_on, as far as told
    """

    person: UUID | None
    planned: UUID | None
    visitor: UUID | None
    day: date | None
    clock: int | None
    result: str
    worried: bool
    findings: dict[str, Any]


@cache
def catalogue() -> Catalogue:
    """Read the shipped list."""
    data = tomllib.loads(FILE.read_text())
    return Catalogue(
        results=_choices(data["results"]),
        conditions=_choices(data["conditions"]),
        moods=_choices(data["moods"]),
        next_steps=_choices(data["next_steps"]),
        groups=_choices(data["groups"]),
        done=tuple(Done(row["group"], _choice(row)) for row in data["done"]),
        source=data["source"],
        since=data["since"],
        confirmed=data["confirmed"],
    )


_TEXTS = ("condition", "mood", "next", "note", "photo", "voice", "left_on", "died_on")


def _choices(rows: Iterable[Mapping[str, str]]) -> tuple[Choice, ...]:
    return tuple(map(_choice, rows))


def _choice(row: Mapping[str, str]) -> Choice:
    return Choice(row["code"], Words(row["th"], row["en"]))


def told(answers: Mapping[str, str]) -> Told:
    """Read the answers of the form; what cannot be read counts as not told."""
    findings: dict[str, Any] = {name: answers[name] for name in _TEXTS if answers.get(name)}
    if done := answers.get("done", "").split():
        findings["done"] = done
    return Told(
        person=_id(answers.get("person", "")),
        planned=_id(answers.get("planned", "")),
        visitor=_id(answers.get("visitor", "")),
        day=_day(answers.get("day", "")),
        clock=_whole(answers.get("clock", "")),
        result=_result(answers.get("result", "")),
        worried=answers.get("worried") == YES,
        findings=findings,
    )


def _result(code: str) -> str:
    """Give a result of ours; who cannot tell whether they met somebody did not."""
    return code if code in {one.code for one in catalogue().results} else AWAY


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None
