"""Sort a person into high, medium, low or none, with the reasons and with what is missing.

What is not known is never taken for a no. The answer holds over every completion of
the unknown facts: the lowest class that all of them share is certain, and the classes
that some of them reach are what the person could be. Rules that share no unknown fact
are independent, so each cluster of rules is tried by itself and the sums are combined.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from khuang.care.risk.rules.clusters import Part, finding, group_key
from khuang.care.risk.rules.conditions import Facts
from khuang.care.risk.rules.facts import age_on
from khuang.care.risk.rules.policies import AGE, LEVELS, Cell, Policy, Rule
from khuang.care.risk.rules.problems import FactMistake
from khuang.care.risk.rules.reach import (
    Cuts,
    Outcome,
    Outcomes,
    Reach,
    classes,
    classes_after,
    heaviest,
    outcome_of,
    reachable,
)

# First and last day on which somebody can have been born.
Born = tuple[date, date]


@dataclass(frozen=True)
class Reason:
    """A rule that certainly holds."""

    rule: str
    points: int
    floor: str | None
    th: str
    en: str


@dataclass(frozen=True)
class Risk:
    """A person's class on one day.

    level        the class that is certain: the lowest that any completion gives
    could_be     every class that some completion gives, lowest first
    score        points of the reasons; score_low and score_high bound what it can become
    reasons      heaviest first, red flags before points
    unknowns     facts of which some value would change could_be, heaviest first
    settled      no unknown fact can change the class
    expires_on   last day on which the class may be relied upon
    exact        False when could_be may be wider than the truth (see clusters)
    """

    level: str
    could_be: tuple[str, ...]
    score: int
    score_low: int
    score_high: int
    reasons: tuple[Reason, ...]
    unknowns: tuple[str, ...]
    settled: bool
    expires_on: date
    exact: bool


@dataclass(frozen=True)
class _View:
    """The whole policy at one age: classes as bits, and what each answer makes of them."""

    classes: int
    low: int
    high: int
    certain: tuple[Rule, ...]
    answers: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, Outcome]
    exact: bool


def classify(
    policy: Policy, facts: Facts, on: date, born: Born | None = None, seen_on: date | None = None
) -> Risk:
    """Classify one person by a policy on a day.

    facts    fact code -> value, as the policy's catalogue has them; absent = not known
    born     first and last day on which they can have been born (the same day when it is
             known exactly); gives the age, and the day on which the next age begins to count
    seen_on  day of the newest fact, from which the class is valid; `on` when not given
    Raises FactMistake for a fact or value that the catalogue does not have, or a birth after `on`.
    """
    policy.catalogue.check(facts)
    known = policy.catalogue.completed(facts)
    views = [_view(cell, known) for cell in _cells(policy, known, on, born)]
    return _risk(policy, views, _expiry(policy, on, born, seen_on or on))


def _cells(policy: Policy, known: Facts, on: date, born: Born | None) -> tuple[Cell, ...]:
    """The ages that are possible."""
    if born is not None:
        first, last = born
        if last < first or last > on:
            raise FactMistake(f"{first} to {last} is no birth before {on}")
        return policy.cells_between(age_on(last, on), age_on(first, on))
    age = known.get(AGE)
    return policy.cells if age is None else policy.cells_between(int(age), int(age))


def _risk(policy: Policy, views: list[_View], last_days: tuple[date, ...]) -> Risk:
    possible = _united(view.classes for view in views)
    certain = [rule for rule in views[0].certain if all(_has(view, rule) for view in views[1:])]
    rank = (possible & -possible).bit_length() - 1
    return Risk(
        level=LEVELS[rank],
        could_be=tuple(level for at, level in enumerate(LEVELS) if possible >> at & 1),
        score=min(policy.maximum, sum(rule.points for rule in certain)),
        score_low=min(policy.maximum, min(view.low for view in views)),
        score_high=min(policy.maximum, max(view.high for view in views)),
        reasons=tuple(_reason(rule) for rule in sorted(certain, key=_heaviest_first)),
        unknowns=tuple(_decisive(views, possible)),
        settled=possible.bit_count() == 1,
        expires_on=last_days[rank],
        exact=all(view.exact for view in views),
    )


def _united(bits: Iterable[int]) -> int:
    whole = 0
    for one in bits:
        whole |= one
    return whole


def _has(view: _View, rule: Rule) -> bool:
    return any(other.id == rule.id for other in view.certain)


def _heaviest_first(rule: Rule) -> tuple[int, int, str]:
    return -rule.floor, -rule.points, rule.id


def _reason(rule: Rule) -> Reason:
    return Reason(
        rule.id, rule.points, LEVELS[rule.floor] if rule.floor else None, rule.words.th, rule.words.en
    )


def _expiry(policy: Policy, on: date, born: Born | None, seen_on: date) -> tuple[date, ...]:
    """Per class, the earlier of its validity and the day before the next age with other rules."""
    ends = [seen_on + timedelta(days=days) for days in policy.validity]
    changes = [_next_change(policy, on, birth_date) - timedelta(days=1) for birth_date in born or ()]
    return tuple(min([end, *changes]) for end in ends)


def _next_change(policy: Policy, on: date, birth_date: date) -> date:
    """The birthday from which other rules hold; far away when there is none."""
    later = [edge for edge in policy.edges if edge > age_on(birth_date, on)]
    return _birthday(birth_date, later[0]) if later else date.max


def _birthday(birth_date: date, age: int) -> date:
    """The day on which an age is reached; 1 March for who was born on 29 February."""
    try:
        return birth_date.replace(year=birth_date.year + age)
    except ValueError:
        return date(birth_date.year + age, 3, 1)


def _decisive(views: list[_View], possible: int) -> list[str]:
    """Facts of which some value changes the set of possible classes, heaviest first."""
    found: dict[str, Outcome] = {}
    if len(views) > 1 and any(view.classes != possible for view in views):
        found[AGE] = (len(LEVELS), 0)
    if possible.bit_count() > 1:
        for code in {code for view in views for code in view.answers}:
            if _changes(code, views, possible):
                found[code] = max(view.weights[code] for view in views if code in view.weights)
    return sorted(found, key=lambda code: (-found[code][0], -found[code][1], code))


def _changes(code: str, views: list[_View], possible: int) -> bool:
    """Try each answer in every age that is possible; an age that does not ask stays as it is."""
    asked = [view.answers.get(code) for view in views]
    if () in asked:
        return True
    ways = max(len(answers or ()) for answers in asked)
    per_view = [answers or (view.classes,) * ways for answers, view in zip(asked, views, strict=True)]
    return any(_united(answers) != possible for answers in zip(*per_view, strict=True))


def _view(cell: Cell, known: Facts) -> _View:
    findings = [finding(group, group_key(group, known)) for group in cell.groups]
    points, floor = outcome_of(cell.decided)
    points += sum(one.points for one in findings)
    floor = max([floor, *(one.floor for one in findings)])
    parts = [part for one in findings for part in one.parts]
    reach = reachable(points, floor, tuple(sorted(part.outcomes for part in parts)))
    return _View(
        classes=classes(reach, cell.band.cuts),
        low=min((mask & -mask).bit_length() for mask in reach if mask) - 1,
        high=max(mask.bit_length() for mask in reach) - 1,
        certain=cell.decided + tuple(rule for one in findings for rule in one.certain),
        answers=dict(_answers(parts, points, floor, cell.band.cuts)),
        weights=dict(_weights(parts)),
        exact=all(part.exact for part in parts),
    )


def _weights(parts: list[Part]) -> Iterator[tuple[str, Outcome]]:
    for part in parts:
        weight = heaviest(part.outcomes)
        for code, _ in part.answers:
            yield code, weight


def _answers(parts: list[Part], points: int, floor: int, cuts: Cuts) -> Iterator[tuple[str, tuple[int, ...]]]:
    """For each fact that can be asked, the possible classes after each answer."""
    bag = sorted(part.outcomes for part in parts)
    seen: dict[Outcomes, Reach] = {}
    for part in parts:
        if part.outcomes not in seen:
            at = bag.index(part.outcomes)
            seen[part.outcomes] = reachable(points, floor, (*bag[:at], *bag[at + 1 :]))
        rest = seen[part.outcomes]
        for code, answers in part.answers:
            yield code, tuple(classes_after(rest, outcomes, cuts) for outcomes in answers)
