"""Try the rules that share facts over every completion of what is not known of these.

Rules that share no unknown fact are independent, so each cluster of undecided rules is
tried by itself. The exception: a cluster with more than LIMIT completions is not tried one by
one; then each of its rules counts as independent. That can only make the range
wider, never narrower, and the part says that it is not exact.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from math import prod

from khuang.care.risk.rules.conditions import Facts, Value
from khuang.care.risk.rules.policies import Group, Rule, connected
from khuang.care.risk.rules.reach import NOTHING, Outcomes, distinct, outcome_of
from khuang.care.risk.rules.unknowns import Unknown, unknowns

LIMIT = 4096  # completions of one cluster
# Fact that can be asked, and per possible answer what the cluster may still add.
Answers = tuple[tuple[str, tuple[Outcomes, ...]], ...]


@dataclass(frozen=True)
class Part:
    """A cluster of undecided rules: what it may add, and what each answer leaves of that."""

    outcomes: Outcomes
    _answers: Callable[[], Answers]
    exact: bool = True

    @cached_property
    def answers(self) -> Answers:
        """What each answer leaves, worked out for who asks."""
        return self._answers()


@dataclass(frozen=True)
class Finding:
    """What a group of rules says: decided points and floor, certain rules, the rest in parts."""

    points: int
    floor: int
    certain: tuple[Rule, ...]
    parts: tuple[Part, ...]


def group_key(group: Group, known: Facts) -> tuple[Value | None, ...]:
    """What the group knows: its facts, and the items of sums that are still open."""
    key = [known.get(code) for code in group.codes]
    for instrument in group.instruments:
        if instrument.score_code not in known:
            key += [known.get(code) for code in instrument.codes]
    return tuple(key)


@lru_cache(maxsize=65536)
def finding(group: Group, key: tuple[Value | None, ...]) -> Finding:
    """What a group says; remembered, because few combinations of answers are ever seen."""
    known = _unpacked(group, key)
    answers = [(rule, rule.condition.holds(known)) for rule in group.rules]
    certain = [rule for rule, answer in answers if answer]
    parts = list(_parts(group, [rule for rule, answer in answers if answer is None], known))
    always = [rule for _, rules in parts for rule in rules]
    open_parts = tuple(part for part, _ in parts if part.outcomes != NOTHING)
    return Finding(*outcome_of(certain), (*certain, *always), open_parts)


def _unpacked(group: Group, key: tuple[Value | None, ...]) -> dict[str, Value]:
    values = iter(key)
    known = {code: value for code in group.codes if (value := next(values)) is not None}
    for instrument in group.instruments:
        if instrument.score_code not in known:
            known |= {code: value for code in instrument.codes if (value := next(values)) is not None}
    return known


def _parts(group: Group, undecided: list[Rule], known: Facts) -> Iterator[tuple[Part, list[Rule]]]:
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


def _rough(rule: Rule, involved: list[Unknown]) -> Part:
    """One rule taken by itself, which may hold or not; all its unknowns are named."""

    def answers() -> Answers:
        codes = [code for one in involved if one.codes & rule.condition.codes for code in one.answers]
        return tuple((code, ()) for code in codes)

    return Part(((0, 0), (rule.points, rule.floor)), answers, exact=False)


def _tried(rules: list[Rule], involved: list[Unknown], known: Facts) -> tuple[Part, list[Rule]]:
    """Try every completion of a cluster."""
    always = set(rules)
    found = set()
    for _, holding in _completions(rules, involved, known):
        always.intersection_update(holding)
        found.add(outcome_of(holding))

    def answers() -> Answers:
        # Tried again rather than kept: a finding is remembered long, and this can be long.
        rows = [(states, outcome_of(holding)) for states, holding in _completions(rules, involved, known)]
        return tuple(
            (code, tuple(distinct(row for states, row in rows if states[at] in left) for left in per_answer))
            for at, one in enumerate(involved)
            for code, per_answer in one.answers.items()
        )

    return Part(distinct(found), answers), [rule for rule in rules if rule in always]


def _completions(
    rules: list[Rule], involved: list[Unknown], known: Facts
) -> Iterator[tuple[tuple[int, ...], list[Rule]]]:
    """Each combination of states, with the rules that hold there."""
    for states in product(*(range(len(one.states)) for one in involved)):
        yield states, _holding(rules, _completed(known, involved, states))


def _completed(known: Facts, involved: list[Unknown], states: Iterable[int]) -> Facts:
    facts = dict(known)
    for one, at in zip(involved, states, strict=True):
        facts |= one.states[at]
    return facts


def _holding(rules: list[Rule], facts: Facts) -> list[Rule]:
    return [rule for rule in rules if rule.condition.holds(facts)]
