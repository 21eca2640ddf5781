"""The values that what is not yet known could still take.

Numbers are represented by the edges at which a condition may change and one value on
each side, which is exact because conditions compare a number only with constants; a
number that takes part in arithmetic is tried value by value. The items of an instrument
are taken together with their sum, through the sums that its answers still allow.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from itertools import pairwise, product
from math import ceil, floor
from typing import Any

from khuang.care.risk.rules.conditions import Facts, Value
from khuang.care.risk.rules.facts import DECIMAL, INTEGER, Fact
from khuang.care.risk.rules.instruments import Instrument, missing, possible_scores
from khuang.care.risk.rules.policies import Group, Policy

State = Mapping[str, Value]
# Fact that can be asked -> per possible answer, the states that it leaves.
Answers = Mapping[str, tuple[frozenset[int], ...]]
Edges = Iterable[int | Decimal]


@dataclass(frozen=True)
class Unknown:
    """Something not known, with every state that makes a difference.

    codes    the facts that a state gives values to
    states   fact code -> value, one mapping per state
    """

    codes: frozenset[str]
    states: tuple[State, ...]
    _answers: Callable[[], Answers]

    @cached_property
    def answers(self) -> Answers:
        """What each answer leaves; worked out only for who asks, since a sweep over everybody does not."""
        return self._answers()


def unknowns(group: Group, known: Facts) -> list[Unknown]:
    """List what a group of rules does not know."""
    open_sums = [one for one in group.instruments if one.score_code not in known]
    whole = {code for one in group.instruments for code in (one.score_code, *one.codes)}
    plain = [code for code in group.codes if code not in known and code not in whole]
    return [_fact(group, code) for code in plain] + [_instrument(group, one, known) for one in open_sums]


def _fact(group: Group, code: str) -> Unknown:
    # Edges of the whole policy, so that a fact has the same values at every age.
    edges = group.policy.constants.get(code, ())
    fact = group.policy.catalogue.facts[code]
    values = representatives(fact, edges, whole=code in group.policy.calculated)
    states = tuple({code: value} for value in values)
    each = tuple(frozenset([at]) for at in range(len(states)))
    return Unknown(frozenset([code]), states, lambda: {code: each})


def representatives(fact: Fact, edges: Edges, *, whole: bool) -> tuple[Value, ...]:
    """Choose values of a fact so that every condition shows all it can do."""
    if fact.kind not in (INTEGER, DECIMAL) or (whole and fact.domain):
        return fact.domain
    if fact.kind == INTEGER:
        near = {int(edge) + step for edge in edges for step in (-1, 0, 1)} | {fact.low, fact.high}
        return tuple(sorted(number for number in near if fact.low <= number <= fact.high))
    points = sorted({fact.low, fact.high, *(edge for edge in edges if fact.low <= edge <= fact.high)})
    between = [(Decimal(one) + Decimal(other)) / 2 for one, other in pairwise(points)]
    return tuple(sorted([*points, *between]))


def _instrument(group: Group, instrument: Instrument, known: Facts) -> Unknown:
    # Items that some rule speaks of by themselves; the others matter through the sum alone.
    apart = [code for code in instrument.codes if code in group.codes]
    states = partial(_states, instrument, apart, _buckets(group.policy, instrument))
    every = states(known)

    def answers() -> Answers:
        index = {_key(state): at for at, state in enumerate(every)}
        found = {}
        for code in missing(instrument, known):
            left = [states({**known, code: answer}) for answer in group.policy.catalogue.facts[code].domain]
            found[code] = tuple(frozenset(index[_key(state)] for state in some) for some in left)
        return found

    return Unknown(frozenset([instrument.score_code, *apart]), every, answers)


def _buckets(policy: Policy, instrument: Instrument) -> Mapping[int, int]:
    """Each sum -> the smallest sum that no edge tells apart from it."""
    highest = instrument.bands[-1].high
    if instrument.score_code in policy.calculated:
        return {total: total for total in range(highest + 1)}
    edges = policy.constants.get(instrument.score_code, ())
    starts = {0} | {floor(edge) + step for edge in edges for step in (0, 1)} | {ceil(edge) for edge in edges}
    return {total: max(start for start in starts if start <= total) for total in range(highest + 1)}


def _states(
    instrument: Instrument, apart: list[str], buckets: Mapping[int, int], known: Facts
) -> tuple[State, ...]:
    """Every combination of the items that stand apart with the sums that it still allows."""
    scores = {item.code: item.scores for item in instrument.items}
    choices = [[known[code]] if code in known else list(scores[code]) for code in apart]
    found: dict[Any, State] = {}
    for answers in product(*choices):
        chosen = dict(zip(apart, answers, strict=True))
        for total in possible_scores(instrument, {**known, **chosen}):
            state = {**chosen, instrument.score_code: buckets[total]}
            found[_key(state)] = state
    return tuple(found.values())


def _key(state: State) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(state.items()))
