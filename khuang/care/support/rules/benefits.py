"""Benefits as dated data, and what they mean for one person: entitled, not entitled, or ask this.

A benefit is one JSON file in data/benefits, never edited once published: a change is a new
version beside the old, each with the days on which it holds (data/benefits.lock has the checksums).
What is not known is asked, and never counts as no. Conditions are those of the risk rules.

An answer is exact, not only safe, because each file speaks of a fact once: then the three values
say "ask" just when some completion of what is unknown entitles and another does not.
Sources of the numbers: each file names its own.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from khuang.care.risk.rules import facts as risk_facts
from khuang.care.risk.rules.conditions import Condition, Facts, Value, condition, given, is_var
from khuang.care.risk.rules.facts import Catalogue
from khuang.care.risk.rules.instruments import Words, words
from khuang.care.support.rules.ages import AGE_FACTS, Ages, begins_on, possible_ages
from khuang.care.support.rules.benefit_problems import BenefitMistake

FOLDER = Path(__file__).parent.parent / "data" / "benefits"
LOCK = FOLDER.parent / "benefits.lock"
FACTS = FOLDER.parent / "facts.json"
ELIGIBLE, ASK, NOT_ELIGIBLE = ANSWERS = ("eligible", "ask", "not_eligible")
_ANSWER = {True: ELIGIBLE, None: ASK, False: NOT_ELIGIBLE}
SEEN, TO_CONFIRM = MARKS = ("seen", "to_confirm")
MONTH, ONCE, HOME = PAID = ("month", "once", "home")
BIRTH_DATE = "birth_date"  # asked for when an age decides and is not known

Born = tuple[date, date]


@dataclass(frozen=True, eq=False)
class Requirement:
    """One condition of a benefit; `mark` says whether a source was read for it."""

    code: str
    words: Words
    holds: Condition
    mark: str


@dataclass(frozen=True, eq=False)
class Rate:
    """An amount in baht, for whom the ones before do not fit and `when` holds; in words, or for everybody."""

    when: Condition
    baht: int
    words: Words


@dataclass(frozen=True, eq=False)
class Benefit:
    """One version of a benefit.

    effective         first and last day on which it holds; no last day while it is in force
    confidential      for named permissions only, and never in a list
    paid              each month, once, or once for a home
    up_to             the amount is a limit
    sought_when       people are looked for in the registry when they may be entitled, or also when
                      something must be asked first
    by_fiscal_year    its age bands change with the fiscal year
    begins_after_age  the first month is the one after this age is complete
    """

    code: str
    version: str
    title: Words
    effective: tuple[date, date | None]
    confidential: bool
    paid: str
    up_to: bool
    sought_when: str
    by_fiscal_year: bool
    begins_after_age: int | None
    requirements: tuple[Requirement, ...]
    rates: tuple[Rate, ...]
    rates_mark: str
    evidence: tuple[Words, ...]
    apply_at: Words
    deadline: Words
    source: Words

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The facts that it speaks of, ages left out."""
        spoken = (*(one.holds for one in self.requirements), *(one.when for one in self.rates))
        return tuple(sorted(frozenset().union(*(one.codes for one in spoken)) - set(AGE_FACTS)))

    @cached_property
    def mark(self) -> str:
        """Seen in a source only when all of it is."""
        marks = {self.rates_mark, *(one.mark for one in self.requirements)}
        return SEEN if marks == {SEEN} else TO_CONFIRM

    def is_in_force(self, on: date) -> bool:
        """Say whether it holds on a day."""
        first, last = self.effective
        return first <= on and (last is None or on <= last)


@dataclass(frozen=True)
class Step:
    """How one requirement stands: met, not met, or not known (None), and which facts to ask for."""

    requirement: Requirement
    met: bool | None
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """What the rules say of one person and one benefit; an officer decides.

    answer   eligible, ask or not_eligible
    asks     facts that may still change the answer, in the order of the requirements
    amounts  every amount that is still possible, in baht, ascending
    begins   the first day on which it is due, when that lies ahead and is certain
    """

    benefit: Benefit
    answer: str
    steps: tuple[Step, ...]
    asks: tuple[str, ...]
    amounts: tuple[int, ...]
    begins: date | None = None


def evaluate(benefit: Benefit, facts: Facts, born: Born | None, on: date) -> Finding:
    """Ask a benefit's rules about one person.

    facts  fact code -> value; what is not known is absent. Ages are found from `born`
    born   first and last possible day of birth; None when nothing is known of it
    """
    known = tuple(facts.get(code) for code in benefit.codes)
    found = _finding(benefit, known, possible_ages(born, on))
    begins = begins_on(born, benefit.begins_after_age) if benefit.begins_after_age else None
    if begins is None or begins <= on or found.answer == NOT_ELIGIBLE:
        return found
    return Finding(found.benefit, found.answer, found.steps, found.asks, found.amounts, begins)


@lru_cache(maxsize=100_000)
def _finding(benefit: Benefit, known: tuple[Value | None, ...], ages: tuple[Ages, ...]) -> Finding:
    """Judge people who are known alike; there are few kinds of them among many people."""
    told = {code: value for code, value in zip(benefit.codes, known, strict=True) if value is not None}
    worlds = [told | age.facts for age in ages] or [told]
    steps = tuple(_step(one, worlds) for one in benefit.requirements)
    answer = _ANSWER[_agreed([_all(benefit, world) for world in worlds])]
    asks = dict.fromkeys(code for step in steps for code in step.asks) if answer == ASK else {}
    amounts = sorted({baht for world in worlds for baht in _amounts(benefit, world)})
    return Finding(benefit, answer, steps, tuple(asks), tuple(amounts))


def _step(requirement: Requirement, worlds: Sequence[Facts]) -> Step:
    met = _agreed([requirement.holds.holds(world) for world in worlds])
    return Step(requirement, met, _asks(requirement.holds, worlds) if met is None else ())


def _asks(holds: Condition, worlds: Sequence[Facts]) -> tuple[str, ...]:
    """List the facts that are left in a condition when what is known is put in."""
    left = [residue(holds, world) for world in worlds]
    codes = dict.fromkeys(code for one in left for code in _in_order(one))
    differ = any(one != left[0] for one in left[1:])
    asked = [BIRTH_DATE if code in AGE_FACTS else code for code in codes]
    return tuple(dict.fromkeys([BIRTH_DATE, *asked] if differ else asked))


def residue(holds: Condition, world: Facts) -> Any:
    """Write a condition anew with everything known put in; True or False when that decides."""
    source = holds.source
    for code in holds.codes & world.keys():
        source = given(source, code, world[code])
    return source


def _in_order(source: Any) -> Iterator[str]:
    if is_var(source):
        yield source["var"]
    elif isinstance(source, dict | list):
        for part in source.values() if isinstance(source, dict) else source:
            yield from _in_order(part)


def _all(benefit: Benefit, world: Facts) -> bool | None:
    met = [one.holds.holds(world) for one in benefit.requirements]
    return False if False in met else None if None in met else True


def _agreed(answers: Sequence[bool | None]) -> bool | None:
    return answers[0] if all(one is answers[0] for one in answers) else None


def _amounts(benefit: Benefit, world: Facts) -> Iterator[int]:
    for rate in benefit.rates:
        fits = rate.when.holds(world)
        if fits is not False:
            yield rate.baht
        if fits is True:
            return


def benefit(document: Mapping[str, Any]) -> Benefit:
    """Read a benefit's document. Raises BenefitMistake when it contradicts itself or the catalogue."""
    until = document["effective"]["until"]
    made = Benefit(
        code=document["code"],
        version=document["version"],
        title=words(document["title"]),
        effective=(
            date.fromisoformat(document["effective"]["from"]),
            date.fromisoformat(until) if until else None,
        ),
        confidential=document["confidential"],
        paid=document["paid"],
        up_to=document["up_to"],
        sought_when=document["sought_when"],
        by_fiscal_year=document["by_fiscal_year"],
        begins_after_age=document["begins_after_age"],
        requirements=tuple(
            Requirement(one["code"], words(one), condition(one["holds"]), one["mark"])
            for one in document["conditions"]
        ),
        rates=tuple(
            Rate(condition(one["when"]), one["baht"], Words(one.get("th", ""), one.get("en", "")))
            for one in document["amounts"]
        ),
        rates_mark=document["amounts_mark"],
        evidence=tuple(words(one) for one in document["evidence"]),
        apply_at=words(document["apply_at"]),
        deadline=words(document["deadline"]),
        source=words(document["source"]),
    )
    _check(made)
    return made


def _check(made: Benefit) -> None:
    """Raise BenefitMistake for what would make an answer wrong in silence."""
    spoken = [code for one in made.requirements for code in _in_order(one.holds.source)]
    times = Counter("age" if code in AGE_FACTS else code for code in spoken)
    if twice := [code for code, count in times.items() if count > 1]:
        raise BenefitMistake(f"{made.code} speaks of {twice[0]} more than once")
    if strange := set(made.codes) - catalogue().facts.keys():
        raise BenefitMistake(f"{made.code}: {min(strange)} is not in the catalogue of facts")
    if not made.confidential and (secret := set(made.codes) & confidential_facts()):
        raise BenefitMistake(f"{made.code} is open and asks for {min(secret)}, which is confidential")
    if made.rates[-1].when.source is not True:
        raise BenefitMistake(f"{made.code}: the last amount must fit everybody else")
    if (
        made.paid not in PAID
        or made.sought_when not in ANSWERS
        or not {made.rates_mark, *(one.mark for one in made.requirements)} <= set(MARKS)
    ):
        raise BenefitMistake(f"{made.code} has a mark or a way of paying that does not exist")


@cache
def catalogue() -> Catalogue:
    """The facts of the risk rules and those that only benefits ask for."""
    risk = risk_facts.shipped()
    own = risk_facts.catalogue(_own_facts(), {})
    return Catalogue({**risk.facts, **own.facts}, risk.instruments, risk.implied)


@cache
def confidential_facts() -> frozenset[str]:
    """The facts that only named permissions see."""
    return frozenset(one["code"] for one in _own_facts()["facts"] if one.get("confidential"))


@cache
def _own_facts() -> Mapping[str, Any]:
    return json.loads(FACTS.read_text("utf-8"))  # type: ignore[no-any-return]


@cache
def shipped() -> tuple[Benefit, ...]:
    """Every version of every benefit in data/benefits."""
    return tuple(benefit(json.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.json")))


def in_force(on: date) -> Mapping[str, Benefit]:
    """The version of each benefit that holds on a day, by code; the newest, should two hold."""
    holding = (one for one in shipped() if one.is_in_force(on))
    return {one.code: one for one in sorted(holding, key=lambda one: one.effective[0])}


def newest(code: str) -> Benefit | None:
    """The newest version of a benefit, whether or not it holds still; None for an unknown code."""
    versions = [one for one in shipped() if one.code == code]
    return max(versions, key=lambda one: one.effective[0]) if versions else None


def checksums() -> dict[str, str]:
    """File name -> SHA-256 of the benefits on disk, to compare with the lock."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(FOLDER.glob("*.json"))
    }


def locked() -> dict[str, str]:
    """File name -> SHA-256 as published."""
    lines = (line.split() for line in LOCK.read_text("utf-8").splitlines())
    return {name: checksum for checksum, name in lines}
