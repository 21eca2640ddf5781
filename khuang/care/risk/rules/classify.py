"""Sort a person into high, medium, low or none, with the reasons and with what is missing.

What is not known is never taken for a no. The answer holds over every completion of
the unknown facts: the lowest class that all of them share is certain, and the classes
that some of them reach are what the person could be. Rules that share no unknown fact
are independent, so each cluster of rules is tried by itself and the sums are combined.

The exception: a cluster with more than LIMIT completions is not tried one by one; then
each of its rules counts as independent. That can only make the range wider,
never narrower, and the answer says that it is not exact.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from math import prod

from khuang.care.risk.rules.conditions import Facts, Value
from khuang.care.risk.rules.facts import age_on
from khuang.care.risk.rules.policies import AGE, LEVELS, Cell, Group, Policy, Rule, connected
from khuang.care.risk.rules.problems import FactMistake
from khuang.care.risk.rules.unknowns import Unknown, unknowns

LIMIT = 4096  # completions of one cluster
# Points and floor that some completion gives.
Outcome = tuple[int, int]
Outcomes = tuple[Outcome, ...]
Born = tuple[date, date]
NOTHING: Outcomes = ((0, 0),)
# Per floor, the reachable sums as bits: bit 7 of the second number is "7 points, floor low".
Reach = tuple[int, int, int, int]


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
    exact        False when could_be may be wider than the truth (see the module)
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
class _Part:
    """A cluster of undecided rules: what it may add, and what each answer leaves of that."""

    outcomes: Outcomes
    answers: tuple[tuple[str, tuple[Outcomes, ...]], ...]
    exact: bool = True


@dataclass(frozen=True)
class _Finding:
    """What a group of rules says: decided points and floor, certain rules, the rest in parts."""

    points: int
    floor: int
    certain: tuple[Rule, ...]
    parts: tuple[_Part, ...]


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
    classes = _united(view.classes for view in views)
    certain = [rule for rule in views[0].certain if all(_has(view, rule) for view in views[1:])]
    rank = (classes & -classes).bit_length() - 1
    return Risk(
        level=LEVELS[rank],
        could_be=tuple(level for at, level in enumerate(LEVELS) if classes >> at & 1),
        score=min(policy.maximum, sum(rule.points for rule in certain)),
        score_low=min(policy.maximum, min(view.low for view in views)),
        score_high=min(policy.maximum, max(view.high for view in views)),
        reasons=tuple(_reason(rule) for rule in sorted(certain, key=_heaviest_first)),
        unknowns=tuple(_decisive(views, classes)),
        settled=classes.bit_count() == 1,
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


def _decisive(views: list[_View], classes: int) -> list[str]:
    """Facts of which some value changes the set of possible classes, heaviest first."""
    found: dict[str, Outcome] = {}
    if len(views) > 1 and any(view.classes != classes for view in views):
        found[AGE] = (len(LEVELS), 0)
    if classes.bit_count() > 1:
        for code in {code for view in views for code in view.answers}:
            if _changes(code, views, classes):
                found[code] = max(view.weights[code] for view in views if code in view.weights)
    return sorted(found, key=lambda code: (-found[code][0], -found[code][1], code))


def _changes(code: str, views: list[_View], classes: int) -> bool:
    """Try each answer in every age that is possible; an age that does not ask stays as it is."""
    if any(view.answers.get(code) == () for view in views):
        return True
    ways = max(len(view.answers.get(code, ())) for view in views)
    per_view = [view.answers.get(code) or (view.classes,) * ways for view in views]
    return any(_united(answers) != classes for answers in zip(*per_view, strict=True))


def _view(cell: Cell, known: Facts) -> _View:
    findings = [_finding(group, _group_key(group, known)) for group in cell.groups]
    points, floor = _outcome(cell.decided)
    points += sum(one.points for one in findings)
    floor = max([floor, *(one.floor for one in findings)])
    parts = [part for one in findings for part in one.parts]
    reach = _reach(points, floor, tuple(sorted(part.outcomes for part in parts)))
    return _View(
        classes=_classes(reach, cell.band.cuts),
        low=min((mask & -mask).bit_length() for mask in reach if mask) - 1,
        high=max(mask.bit_length() for mask in reach) - 1,
        certain=cell.decided + tuple(rule for one in findings for rule in one.certain),
        answers=dict(_answers(parts, points, floor, cell.band.cuts)),
        weights={code: _heaviest(part.outcomes) for part in parts for code, _ in part.answers},
        exact=all(part.exact for part in parts),
    )


def _heaviest(outcomes: Outcomes) -> Outcome:
    """The highest floor that a part can set, then the most points with it."""
    return max((floor, points) for points, floor in outcomes)


def _answers(
    parts: list[_Part], points: int, floor: int, cuts: tuple[int, int, int]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """For each fact that can be asked, the possible classes after each answer."""
    bag = sorted(part.outcomes for part in parts)
    seen: dict[Outcomes, Reach] = {}
    for part in parts:
        if part.outcomes not in seen:
            at = bag.index(part.outcomes)
            seen[part.outcomes] = _reach(points, floor, (*bag[:at], *bag[at + 1 :]))
        rest = seen[part.outcomes]
        for code, answers in part.answers:
            yield code, tuple(_classes_after(rest, outcomes, cuts) for outcomes in answers)


@lru_cache(maxsize=16384)
def _reach(points: int, floor: int, bag: tuple[Outcomes, ...]) -> Reach:
    """Combine independent parts; many people share the same bag, so it is remembered."""
    start = [0, 0, 0, 0]
    start[floor] = 1 << points
    reach: Reach = (start[0], start[1], start[2], start[3])
    for outcomes in bag:
        reach = _combined(reach, outcomes)
    return reach


def _combined(reach: Reach, outcomes: Outcomes) -> Reach:
    after = [0, 0, 0, 0]
    for points, floor in outcomes:
        for at, mask in enumerate(reach):
            if mask:
                after[max(at, floor)] |= mask << points
    return after[0], after[1], after[2], after[3]


@lru_cache(maxsize=16384)
def _classes_after(rest: Reach, outcomes: Outcomes, cuts: tuple[int, int, int]) -> int:
    return _classes(_combined(rest, outcomes), cuts)


def _classes(reach: Reach, cuts: tuple[int, int, int]) -> int:
    """The classes that some sum and floor give, as bits, none lowest."""
    low, medium, high = cuts
    found = 0
    for floor, mask in enumerate(reach):
        by_points = (
            bool(mask & ((1 << low) - 1))
            | bool(mask >> low & ((1 << (medium - low)) - 1)) << 1
            | bool(mask >> medium & ((1 << (high - medium)) - 1)) << 2
            | bool(mask >> high) << 3
        )
        # A floor lifts every lower class to itself.
        lifted = by_points & ((1 << floor) - 1)
        found |= (by_points ^ lifted) | (1 << floor if lifted else 0)
    return found


def _group_key(group: Group, known: Facts) -> tuple[Value | None, ...]:
    """What the group knows: its facts, and the items of sums that are still open."""
    key = [known.get(code) for code in group.codes]
    for instrument in group.instruments:
        if instrument.score_code not in known:
            key += [known.get(code) for code in instrument.codes]
    return tuple(key)


@lru_cache(maxsize=65536)
def _finding(group: Group, key: tuple[Value | None, ...]) -> _Finding:
    """What a group says; remembered, because few combinations of answers are ever seen."""
    known = _unpacked(group, key)
    answers = [(rule, rule.condition.holds(known)) for rule in group.rules]
    certain = [rule for rule, answer in answers if answer]
    parts = list(_parts(group, [rule for rule, answer in answers if answer is None], known))
    always = [rule for _, rules in parts for rule in rules]
    open_parts = tuple(part for part, _ in parts if part.outcomes != NOTHING)
    return _Finding(*_outcome(certain), (*certain, *always), open_parts)


def _unpacked(group: Group, key: tuple[Value | None, ...]) -> dict[str, Value]:
    values = iter(key)
    known = {code: value for code in group.codes if (value := next(values)) is not None}
    for instrument in group.instruments:
        if instrument.score_code not in known:
            known |= {code: value for code in instrument.codes if (value := next(values)) is not None}
    return known


def _parts(group: Group, undecided: list[Rule], known: Facts) -> Iterator[tuple[_Part, list[Rule]]]:
    """Each cluster of undecided rules, with those of its rules that hold in any case."""
    missing = unknowns(group, known)
    names = [
        {code for one in missing if one.codes & rule.condition.codes for code in one.codes}
        for rule in undecided
    ]
    for rules in connected(undecided, names):
        involved = [one for one in missing if any(one.codes & rule.condition.codes for rule in rules)]
        if prod(len(one.states) for one in involved) > LIMIT:
            yield from ((_rough(rule, involved), []) for rule in rules)
        else:
            yield _tried(rules, involved, known)


def _rough(rule: Rule, involved: list[Unknown]) -> _Part:
    """One rule taken by itself, which may hold or not; all its unknowns are named."""
    codes = [code for one in involved if one.codes & rule.condition.codes for code in one.answers]
    return _Part(((0, 0), (rule.points, rule.floor)), tuple((code, ()) for code in codes), exact=False)


def _tried(rules: list[Rule], involved: list[Unknown], known: Facts) -> tuple[_Part, list[Rule]]:
    """Try every completion of a cluster."""
    rows = []
    always = set(rules)
    for states in product(*(range(len(one.states)) for one in involved)):
        holding = _holding(rules, _completed(known, involved, states))
        always.intersection_update(holding)
        rows.append((states, _outcome(holding)))
    answers = tuple(
        (code, tuple(_distinct(row for states, row in rows if states[at] in left) for left in per_answer))
        for at, one in enumerate(involved)
        for code, per_answer in one.answers.items()
    )
    return _Part(_distinct(row for _, row in rows), answers), [rule for rule in rules if rule in always]


def _completed(known: Facts, involved: list[Unknown], states: Iterable[int]) -> Facts:
    facts = dict(known)
    for one, at in zip(involved, states, strict=True):
        facts |= one.states[at]
    return facts


def _holding(rules: list[Rule], facts: Facts) -> list[Rule]:
    return [rule for rule in rules if rule.condition.holds(facts)]


def _outcome(rules: Iterable[Rule]) -> Outcome:
    """The points and the floor of rules that hold together."""
    points = floor = 0
    for rule in rules:
        points += rule.points
        floor = max(floor, rule.floor)
    return points, floor


def _distinct(rows: Iterable[Outcome]) -> Outcomes:
    return tuple(sorted(set(rows)))
