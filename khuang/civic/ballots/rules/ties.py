"""What a rule gives, and how equals are put in order: by the published rule, every time in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

# Code: what the order looks at, after what the counting rule says.
TIE_RULES = ("cheaper", "number")


@dataclass(frozen=True)
class Tie:
    """Options that the rule could not tell apart.

    options   all of them, in the order that the tie rule gives
    at_cut    some of them are funded and some are not, so that the tie rule decided it; none where a rule
              goes on from each of its choices (equal shares)
    """

    options: tuple[int, ...]
    at_cut: bool | None = None


@dataclass(frozen=True)
class Outcome:
    """What one rule gives; options by index.

    funded   in the order in which they were
    spent    baht
    tally    what the rule counted for each option
    filled   which of the funded came last, by filling up what was left
    raised   equal shares: by how many steps every voter's share was raised, and the step in baht
    """

    rule: str
    funded: tuple[int, ...]
    spent: int
    tally: tuple[int, ...]
    ties: tuple[Tie, ...] = ()
    filled: tuple[int, ...] = ()
    raised: tuple[int, int] = (0, 0)


def tie_order(tie_rule: str, costs: Sequence[int]) -> list[int]:
    """Give each option's place among equals, 0 first."""
    keys = {"cheaper": lambda one: (costs[one], one), "number": lambda one: (0, one)}
    order = sorted(range(len(costs)), key=keys[tie_rule])
    places = [0] * len(costs)
    for place, option in enumerate(order):
        places[option] = place
    return places


def ranked(options: Sequence[int], keys: Sequence[Fraction], places: Sequence[int]) -> list[list[int]]:
    """Give the options from the largest key down; equals together, in the order of the tie rule."""
    order = sorted(options, key=lambda one: (-keys[one], places[one]))
    return [list(group) for _key, group in groupby(order, key=lambda one: keys[one])]


def fund(
    groups: Sequence[Sequence[int]], costs: Sequence[int], budget: int, *, skip: bool = True
) -> tuple[list[int], list[Tie]]:
    """Fund in order what the budget still pays for; without skip, stop at the first that does not fit."""
    funded: list[int] = []
    left, stopped = budget, False
    for option in (one for group in groups for one in group):
        if stopped or costs[option] > left:
            stopped = stopped or not skip
            continue
        funded.append(option)
        left -= costs[option]
    chosen = set(funded)
    ties = [
        Tie(tuple(group), at_cut=0 < len(chosen & set(group)) < len(group))
        for group in groups
        if len(group) > 1
    ]
    return funded, ties
