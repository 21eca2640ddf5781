"""The values that what is not yet known could still take.

Numbers are represented by the edges at which a condition may change and one value on
each side, which is exact because conditions compare a number only with constants; a
number that takes part in arithmetic is tried value by value. The items of an instrument
are taken together with their sum, through the sums that its answers still allow.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import pairwise, product
from typing import Any

from khuang.care.risk.rules.conditions import Facts, Value
from khuang.care.risk.rules.facts import DECIMAL, INTEGER, Fact
from khuang.care.risk.rules.instruments import Instrument, missing, possible_scores
from khuang.care.risk.rules.policies import Group

State = Mapping[str, Value]
Edges = Iterable[int | Decimal]


@dataclass(frozen=True)
class Unknown:
    """Something not known, with every state that makes a difference.

    codes    the facts that a state gives values to
    states   fact code -> value, one mapping per state
    answers  fact that can be asked -> per possible answer, the states that it leaves
    """

    codes: frozenset[str]
    states: tuple[State, ...]
    answers: Mapping[str, tuple[frozenset[int], ...]]


def unknowns(group: Group, known: Facts) -> list[Unknown]:
    """List what a group of rules does not know."""
    open_sums = [one for one in group.instruments if one.score_code not in known]
    whole = {code for one in group.instruments for code in (one.score_code, *one.codes)}
    plain = [code for code in group.codes if code not in known and code not in whole]
    return [_fact(group, code) for code in plain] + [_instrument(group, one, known) for one in open_sums]


def _fact(group: Group, code: str) -> Unknown:
    values = representatives(group.catalogue.facts[code], group.edges[code], whole=code in group.calculated)
    states = tuple({code: value} for value in values)
    return Unknown(frozenset([code]), states, {code: tuple(frozenset([at]) for at in range(len(states)))})


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
    apart = [item for item in instrument.items if item.code in group.codes]
    edges = group.edges[instrument.score_code]
    bucket = partial(_bucket, edges=None if instrument.score_code in group.calculated else edges)
    states = _states(instrument, known, [item.code for item in apart], bucket)
    index = {_key(state): at for at, state in enumerate(states)}
    answers = {}
    for item in (item for item in instrument.items if item.code in missing(instrument, known)):
        left = (
            _states(instrument, {**known, item.code: answer}, [one.code for one in apart], bucket)
            for answer in item.scores
        )
        answers[item.code] = tuple(frozenset(index[_key(state)] for state in states_left) for states_left in left)
    codes = frozenset([instrument.score_code, *(item.code for item in apart)])
    return Unknown(codes, states, answers)


def _states(instrument: Instrument, known: Facts, apart: list[str], bucket: Any) -> tuple[State, ...]:
    scores = {item.code: item.scores for item in instrument.items}
    choices = [[known[code]] if code in known else list(scores[code]) for code in apart]
    found: dict[Any, State] = {}
    for answers in product(*choices):
        chosen = dict(zip(apart, answers, strict=True))
        for total in possible_scores(instrument, {**known, **chosen}):
            state = {**chosen, instrument.score_code: bucket(total)}
            found[_key(state)] = state
    return tuple(found.values())


def _bucket(total: int, edges: Edges | None) -> int:
    """The smallest sum that no edge tells apart from this one; all differ without edges."""
    if edges is None:
        return total
    starts = {0} | {int(edge) for edge in edges} | {int(edge) + 1 for edge in edges}
    return max(start for start in starts if start <= total)


def _key(state: State) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(state.items()))
