"""The catalogue of facts: what may be known about a person or a home.

A fact is known or absent; there is no value for "not known". Facts are those of
data/facts.json and, for every instrument, its items and its sum (barthel_score).
A survey question whose name equals a fact's code answers that fact.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from khuang.care.risk.rules import instruments
from khuang.care.risk.rules.conditions import Condition, Facts, Value, condition, is_number
from khuang.care.risk.rules.instruments import Choice, Instrument, Words, words
from khuang.care.risk.rules.problems import FactMistake

FILE = Path(__file__).parent.parent / "data" / "facts.json"
BOOLEAN, CHOICE, INTEGER, DECIMAL = KINDS = ("boolean", "choice", "integer", "decimal")
PERSON, HOUSEHOLD = "person", "household"
YES_NO = {"yes": True, "no": False}
# A whole number with at most this many values is tried value by value.
FINITE = 200


@dataclass(frozen=True)
class Fact:
    """One thing that may be known.

    kind       boolean, choice, integer or decimal
    scope      person, or household (then it holds for every member)
    sensitive  health and the like: sealed where it is stored
    values     the choices of a choice
    low, high  the smallest and largest number that is possible
    """

    code: str
    kind: str
    scope: str
    sensitive: bool
    words: Words
    values: tuple[Choice, ...] = ()
    low: int = 0
    high: int = 0

    @cached_property
    def domain(self) -> tuple[Value, ...]:
        """Every value, when they can be counted; else empty."""
        if self.kind == BOOLEAN:
            return (False, True)
        if self.kind == CHOICE:
            return tuple(choice.code for choice in self.values)
        if self.kind == INTEGER and self.high - self.low <= FINITE:
            return tuple(range(self.low, self.high + 1))
        return ()

    def admits(self, value: Any) -> bool:
        """Say whether the value has the right type and lies in the domain."""
        if self.kind in (BOOLEAN, CHOICE):
            return type(value) is type(self.domain[0]) and value in self.domain
        whole = isinstance(value, int) or self.kind == DECIMAL
        return is_number(value) and whole and self.low <= value <= self.high

    def read(self, text: str) -> Value | None:
        """Read an answer as a form gives it; None when it says nothing.

        Blank, "do not know" and whatever is not an answer to this question say nothing.
        """
        value = _READERS[self.kind](text.strip())
        return value if value is not None and self.admits(value) else None


def _number(text: str) -> int | Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() else value


_READERS: Mapping[str, Callable[[str], Any]] = {
    BOOLEAN: YES_NO.get,
    CHOICE: str,
    INTEGER: _number,
    DECIMAL: _number,
}


@dataclass(frozen=True)
class Implied:
    """Facts that follow from others, such as an instrument that its own protocol spares.

    They are taken only when none of them is known, nor an item of a sum among them, when
    `when` holds and `unless` does not.
    """

    facts: Mapping[str, Value]
    when: Condition
    unless: Condition | None
    source: str
    gives: tuple[str, ...]  # the instruments whose items are among the facts
    known_instead: frozenset[str]  # facts of which any one makes this needless


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All facts, the instruments behind some of them, and what follows from what."""

    facts: Mapping[str, Fact]
    instruments: Mapping[str, Instrument]
    implied: tuple[Implied, ...] = ()

    @cached_property
    def scored(self) -> Mapping[str, Instrument]:
        """Fact code of a sum -> its instrument."""
        return {one.score_code: one for one in self.instruments.values()}

    def check(self, facts: Mapping[str, Any]) -> None:
        """Raise FactMistake, naming the first fact that is unknown or ill-valued."""
        for code, value in facts.items():
            fact = self.facts.get(code)
            if fact is None:
                raise FactMistake(f"{code} is not in the catalogue of facts")
            if code in self.scored:
                raise FactMistake(f"{code} is added up from its items and cannot be given")
            if not fact.admits(value):
                raise FactMistake(f"{code} cannot be {value!r}")

    def read(self, answers: Mapping[str, str], scope: str | None = None) -> dict[str, Value]:
        """Take from a form's answers (question name -> text) the facts they state.

        A sum that a form calculated is left aside: it is added up again from the items.
        """
        found = {}
        for code in (answers.keys() & self.facts.keys()) - self.scored.keys():
            fact = self.facts[code]
            if scope in (None, fact.scope) and (value := fact.read(answers[code])) is not None:
                found[code] = value
        return found

    def completed(self, facts: Facts) -> dict[str, Value]:
        """Add what follows from the known facts, and the sums that are certain."""
        known = dict(facts)
        for instrument in self.instruments.values():
            _add_sum(instrument, known)
        for step in self.implied:
            if _follows(step, known):
                known |= step.facts
                for code in step.gives:
                    _add_sum(self.instruments[code], known)
        return known


def _add_sum(instrument: Instrument, known: dict[str, Value]) -> None:
    if not known.keys().isdisjoint(instrument.codes) and not instruments.missing(instrument, known):
        known[instrument.score_code] = instruments.possible_scores(instrument, known)[0]


def _follows(step: Implied, known: Facts) -> bool:
    if not known.keys().isdisjoint(step.known_instead):
        return False
    return step.when.holds(known) is True and (step.unless is None or step.unless.holds(known) is not True)


def catalogue(document: Mapping[str, Any], used: Mapping[str, Instrument]) -> Catalogue:
    """Read the catalogue's document and add the facts of the instruments."""
    facts = {fact.code: fact for one in used.values() for fact in _of_instrument(one)}
    facts |= {one["code"]: _fact(one) for one in document["facts"]}
    return Catalogue(facts, used, tuple(_implied(one, used) for one in document.get("implied", ())))


def _fact(source: Mapping[str, Any]) -> Fact:
    if source["type"] not in KINDS or source["scope"] not in (PERSON, HOUSEHOLD):
        raise FactMistake(f"{source['code']} has a type or a scope that does not exist")
    choices = tuple(Choice(one["code"], words(one)) for one in source.get("values", ()))
    return Fact(
        code=source["code"],
        kind=source["type"],
        scope=source["scope"],
        sensitive=source["sensitive"],
        words=words(source),
        values=choices,
        low=source.get("from", 0),
        high=source.get("to", 0),
    )


def _of_instrument(instrument: Instrument) -> list[Fact]:
    """The items as choices, the sum as a whole number, and whether any of it was asked."""
    # An item of a check that asks about the home holds for everybody in it.
    scope = HOUSEHOLD if instrument.household else PERSON
    items = [
        Fact(
            code=item.code,
            kind=CHOICE,
            scope=scope,
            sensitive=instrument.sensitive,
            words=item.words,
            values=tuple(choice for choice in instrument.answers[item.answers] if choice.code in item.scores),
        )
        for item in instrument.items
    ]
    highest = instrument.bands[-1].high
    total = Fact(
        instrument.score_code, INTEGER, scope, instrument.sensitive, instrument.title, low=0, high=highest
    )
    asked = Fact(instrument.asked_code, BOOLEAN, scope, False, instrument.title)
    return [*items, total, asked]


def _implied(source: Mapping[str, Any], used: Mapping[str, Instrument]) -> Implied:
    unless = source.get("unless")
    sums = [one for one in used.values() if one.score_code in source["facts"]]
    return Implied(
        facts=source["facts"],
        when=condition(source["when"]),
        unless=condition(unless) if unless else None,
        source=source["source"],
        gives=tuple(code for code, one in used.items() if not source["facts"].keys().isdisjoint(one.codes)),
        known_instead=frozenset(source["facts"]).union(*(one.codes for one in sums)),
    )


def age_on(birth_date: date, on: date) -> int:
    """Whole years of age on a day."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


@cache
def shipped() -> Catalogue:
    """The catalogue that comes with the system."""
    document = json.loads(FILE.read_text("utf-8"), parse_float=Decimal)
    return catalogue(document, instruments.shipped())
