"""Which answers of a survey say that somebody needs something, or needs it no more; read from data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "answers.toml"
PERSON, HOUSEHOLD = "person", "household"


@dataclass(frozen=True)
class Answer:
    """One question: the kind of need that `yes` states and `no` denies, of a person or a household."""

    question: str
    kind: str
    scope: str = PERSON
    yes: tuple[str, ...] = ("yes",)
    no: tuple[str, ...] = ("no",)


@dataclass(frozen=True)
class Table:
    """Both tables, by question."""

    needs: Mapping[str, Answer]
    alerts: Mapping[str, Answer]


@dataclass(frozen=True)
class Stated:
    """What answers state: kinds of need that are there, kinds that are not, kinds of alert."""

    there: frozenset[str]
    denied: frozenset[str]
    alerts: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.there or self.denied or self.alerts)


@cache
def table() -> Table:
    """Read the tables that are shipped."""
    with FILE.open("rb") as file:
        told = tomllib.load(file)
    return Table(*({row["question"]: _answer(row) for row in told[name]} for name in ("answer", "alert")))


def stated(answers: Mapping[str, str], scope: str = PERSON) -> Stated:
    """Read answers (question -> text) of one scope. A kind that one answer states, no other denies."""
    needs = [
        (table().needs[name], said)
        for name, said in answers.items()
        if name in table().needs and table().needs[name].scope == scope
    ]
    there = frozenset(one.kind for one, said in needs if said in one.yes)
    denied = frozenset(one.kind for one, said in needs if said in one.no) - there
    alerts = table().alerts
    raised = {
        alerts[name].kind for name, said in answers.items() if name in alerts and said in alerts[name].yes
    }
    return Stated(there, denied, frozenset(raised) if scope == PERSON else frozenset())


def _answer(row: dict[str, str | list[str]]) -> Answer:
    return Answer(**{name: tuple(said) if isinstance(said, list) else said for name, said in row.items()})  # type: ignore[arg-type]
