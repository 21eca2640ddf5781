"""Risk policies: dated, versioned documents of weighted rules, as data.

A rule adds points, or sets a floor (a red flag: the class is at least that), with a
reason in words and a source. The points are added up, at most the policy's maximum, and
the cut points of the person's age band name the class.
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from khuang.care.risk.rules import facts as catalogues
from khuang.care.risk.rules.conditions import Condition, condition, given
from khuang.care.risk.rules.facts import DECIMAL, Catalogue
from khuang.care.risk.rules.instruments import Instrument, Words, words
from khuang.care.risk.rules.problems import PolicyMistake

FOLDER = Path(__file__).parent.parent / "data" / "policies"
NONE, LOW, MEDIUM, HIGH = LEVELS = ("none", "low", "medium", "high")
RANK = {level: rank for rank, level in enumerate(LEVELS)}
AGE = "age"
T = TypeVar("T")


@dataclass(frozen=True)
class Kind:
    """A kind of vulnerability, such as bedridden, with the condition that makes it so.

    is_confidential  only who may read answers may see who is of this kind
    """

    code: str
    words: Words
    condition: Condition
    is_confidential: bool = False


@dataclass(frozen=True, eq=False)
class Rule:
    """One line of a policy.

    points  added when the condition holds, 0 or more
    floor   rank of the lowest class that a red flag leaves open; 0 when it is none
    ages    first and last age in years, None where open
    kinds   it holds for people of any of these kinds; empty means everybody
    confidential  facts that the rule would give away to whoever reads it as a reason;
            empty when everybody who sees the class may read it
    """

    id: str
    points: int
    floor: int
    words: Words
    source: str
    ages: tuple[int | None, int | None]
    kinds: tuple[str, ...]
    condition: Condition
    confidential: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AgeBand:
    """Ages from `low` up to the next band, with their own cut points.

    cuts  fewest points for low, medium and high
    """

    code: str
    low: int
    words: Words
    cuts: tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Group:
    """Rules that share facts with each other and with no other rule.

    codes        the facts that they speak of
    instruments  instruments whose sum is among those
    """

    rules: tuple[Rule, ...]
    codes: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    policy: "Policy"


@dataclass(frozen=True, eq=False)
class Cell:
    """A policy at the ages between two edges, where every age is treated alike.

    decided  rules that hold at this age whatever else is known
    """

    age: int
    band: AgeBand
    decided: tuple[Rule, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, eq=False)
class Policy:
    """A risk policy, checked against its catalogue and ready to classify."""

    code: str
    version: str
    dated: date
    title: Words
    note: Words
    source: str
    maximum: int
    validity: tuple[int, int, int, int]  # days per class, none first
    bands: tuple[AgeBand, ...]
    kinds: tuple[Kind, ...]
    rules: tuple[Rule, ...]
    hash: str
    catalogue: Catalogue

    @cached_property
    def edges(self) -> tuple[int, ...]:
        """Ages at which a band or some condition may change, ascending, from 0."""
        numbers = {band.low for band in self.bands} | {0}
        for rule in self.rules:
            for number in rule.condition.constants.get(AGE, ()):
                numbers |= {int(number), int(number) + 1}
            if AGE in rule.condition.calculated:
                numbers |= {int(age) for age in self.catalogue.facts[AGE].domain}
        return tuple(sorted(number for number in numbers if 0 <= number <= self.catalogue.facts[AGE].high))

    @cached_property
    def constants(self) -> Mapping[str, frozenset[int | Decimal]]:
        """Fact code -> the numbers that some rule compares it with."""
        found: dict[str, frozenset[int | Decimal]] = {}
        for rule in self.rules:
            for code, numbers in rule.condition.constants.items():
                found[code] = found.get(code, frozenset()) | numbers
        return found

    @cached_property
    def calculated(self) -> frozenset[str]:
        """Facts that some rule calculates with."""
        return frozenset().union(*(rule.condition.calculated for rule in self.rules))

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(_cell(self, age) for age in self.edges)

    def cells_between(self, youngest: int, oldest: int) -> tuple[Cell, ...]:
        """The policy at every age of a range, both ends included."""
        first, last = (bisect_right(self.edges, age) for age in (youngest, oldest))
        return self.cells[first - 1 : last]

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """Rules by their id."""
        return {rule.id: rule for rule in self.rules}


def policy(document: Mapping[str, Any], catalogue: Catalogue) -> Policy:
    """Read a policy's document. Raises PolicyMistake or ConditionMistake when it is wrong."""
    kinds = tuple(
        Kind(one["code"], words(one), condition(one["when"]), one.get("confidential", False))
        for one in document["kinds"]
    )
    conditions = {kind.code: kind.condition.source for kind in kinds}
    made = Policy(
        code=document["code"],
        version=document["version"],
        dated=date.fromisoformat(document["date"]),
        title=words(document["title"]),
        note=words(document["note"]),
        source=document["source"],
        maximum=document["maximum"],
        validity=_per_level(document["validity_days"]),
        bands=tuple(_band(one) for one in document["bands"]),
        kinds=kinds,
        rules=tuple(_rule(one, conditions) for one in document["rules"] if not one.get("off")),
        hash=digest(document),
        catalogue=catalogue,
    )
    _check(made)
    return made


def canonical(document: Mapping[str, Any]) -> str:
    """Write a document as JSON, the same whatever the order of its keys."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=float)


def digest(document: Mapping[str, Any]) -> str:
    """SHA-256 of a document, whatever the order of its keys."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def read(text: str) -> dict[str, Any]:
    """Read a document; numbers with a point keep it exactly."""
    document: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return document


def _per_level(days: Mapping[str, int]) -> tuple[int, int, int, int]:
    return days[NONE], days[LOW], days[MEDIUM], days[HIGH]


def _band(source: Mapping[str, Any]) -> AgeBand:
    cuts = source["cuts"]
    return AgeBand(source["code"], source["from"], words(source), (cuts[LOW], cuts[MEDIUM], cuts[HIGH]))


def _rule(source: Mapping[str, Any], kinds: Mapping[str, Any]) -> Rule:
    first, last = source.get("ages", (None, None))
    applies = tuple(source.get("kinds", ()))
    parts = [source["when"]]
    if first is not None:
        parts.append({">=": [{"var": AGE}, first]})
    if last is not None:
        parts.append({"<=": [{"var": AGE}, last]})
    if applies:
        parts.append({"or": [kinds[kind] for kind in applies]})
    if "for" in source:
        parts.append(source["for"])
    return Rule(
        id=source["id"],
        points=source.get("points", 0),
        floor=RANK[source.get("floor", NONE)],
        words=words(source),
        source=source["source"],
        ages=(first, last),
        kinds=applies,
        condition=condition({"and": parts}),
        confidential=condition(source["when"]).codes if source.get("confidential") else frozenset(),
    )


def _check(made: Policy) -> None:
    _check_shape(made)
    conditions = {rule.id: rule.condition for rule in made.rules} | {
        kind.code: kind.condition for kind in made.kinds
    }
    for name, one in conditions.items():
        if strange := one.codes - made.catalogue.facts.keys():
            raise PolicyMistake(f"{name} speaks of {sorted(strange)}, which the catalogue does not have")
        for code in one.calculated:
            fact = made.catalogue.facts[code]
            if fact.kind == DECIMAL or not fact.domain:
                raise PolicyMistake(
                    f"{name} calculates with {code}, which has too many values to try them all"
                )


def _check_shape(made: Policy) -> None:
    ids = [rule.id for rule in made.rules]
    if len(set(ids)) < len(ids):
        raise PolicyMistake("two rules have the same id")
    for rule in made.rules:
        if rule.points < 0 or not (rule.points or rule.floor):
            raise PolicyMistake(f"{rule.id} neither adds points nor sets a floor")
    lows = [band.low for band in made.bands]
    if lows != sorted(set(lows)) or lows[0] != 0:
        raise PolicyMistake("the age bands do not begin at 0 and rise")
    for band in made.bands:
        if not 0 < band.cuts[0] < band.cuts[1] < band.cuts[2] <= made.maximum:
            raise PolicyMistake(f"the cut points of {band.code} do not rise from above 0 to the maximum")


def _cell(policy: Policy, age: int) -> Cell:
    band = [band for band in policy.bands if band.low <= age][-1]
    decided, open_rules = [], []
    for rule in policy.rules:
        here = given(rule.condition.source, AGE, age)
        if here is True:
            decided.append(rule)
        elif here is not False:
            open_rules.append((rule, condition(here)))
    return Cell(age, band, tuple(decided), tuple(_groups(open_rules, policy)))


def _groups(rules: list[tuple[Rule, Condition]], policy: Policy) -> Iterable[Group]:
    scored = policy.catalogue.scored
    sums = {code for _, one in rules for code in one.codes & scored.keys()}
    # An item and the sum that it counts in belong together.
    owner = {item: code for code in sums for item in scored[code].codes}
    for members in connected(rules, [{owner.get(code, code) for code in one.codes} for _, one in rules]):
        codes = sorted({code for _, one in members for code in one.codes})
        group = Group(
            rules=tuple(_at_age(rule, one) for rule, one in members),
            codes=tuple(codes),
            instruments=tuple(scored[code] for code in codes if code in scored),
            policy=policy,
        )
        # What is remembered of one serves all that are alike, at other ages and in drafts of a policy.
        yield _ALIKE.setdefault(_content(group), group)


_ALIKE: WeakValueDictionary[tuple[Any, ...], Group] = WeakValueDictionary()


def _content(group: Group) -> tuple[Any, ...]:
    """Everything on which depends what a group says."""
    names = [field.name for field in fields(Rule) if field.name != "condition"]
    rules = tuple(tuple(getattr(rule, name) for name in names) for rule in group.rules)
    conditions = tuple(repr(rule.condition.source) for rule in group.rules)
    items = {code for one in group.instruments for code in one.codes}
    spoken_of = sorted({*group.codes, *items})
    edges = tuple(group.policy.constants.get(code) for code in spoken_of)
    tried = tuple(code in group.policy.calculated for code in spoken_of)
    return rules, conditions, group.codes, edges, tried, id(group.policy.catalogue)


def _at_age(rule: Rule, one: Condition) -> Rule:
    return replace(rule, condition=one)


def connected(things: list[T], names: list[set[str]]) -> list[list[T]]:
    """Put together the things that share a name, directly or through others."""
    clusters: list[tuple[set[str], list[T]]] = []
    for thing, own in zip(things, names, strict=True):
        near = [cluster for cluster in clusters if not cluster[0].isdisjoint(own)]
        clusters = [cluster for cluster in clusters if cluster[0].isdisjoint(own)]
        merged = set(own).union(*(cluster[0] for cluster in near))
        clusters.append((merged, [member for cluster in near for member in cluster[1]] + [thing]))
    return [members for _, members in clusters]


@cache
def shipped() -> Policy:
    """The newest policy in data/policies, with the catalogue that comes with the system."""
    return policy(shipped_document(), catalogues.shipped())


@cache
def shipped_document() -> Mapping[str, Any]:
    """The newest policy's document as it lies on disk."""
    return read(max(FOLDER.glob("*.json")).read_text("utf-8"))
