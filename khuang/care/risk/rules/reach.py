"""Add up what independent parts may give: points, and floors set by red flags.

What is reachable is kept as bits, so that adding a part is a few shifts.
"""

from collections.abc import Iterable
from functools import lru_cache

from khuang.care.risk.rules.policies import Rule

# Points and floor that some completion gives.
Outcome = tuple[int, int]
Outcomes = tuple[Outcome, ...]
NOTHING: Outcomes = ((0, 0),)
# Per floor, the reachable sums as bits: bit 7 of the second number is "7 points, floor low".
Reach = tuple[int, int, int, int]
Cuts = tuple[int, int, int]


def outcome_of(rules: Iterable[Rule]) -> Outcome:
    """The points and the floor of rules that hold together."""
    points = floor = 0
    for rule in rules:
        points += rule.points
        floor = max(floor, rule.floor)
    return points, floor


def distinct(rows: Iterable[Outcome]) -> Outcomes:
    return tuple(sorted(set(rows)))


def heaviest(outcomes: Outcomes) -> Outcome:
    """The highest floor that a part can set, then the most points with it."""
    return max((floor, points) for points, floor in outcomes)


@lru_cache(maxsize=16384)
def reachable(points: int, floor: int, bag: tuple[Outcomes, ...]) -> Reach:
    """Combine independent parts; many people share the same bag, so it is remembered."""
    start = [0, 0, 0, 0]
    start[floor] = 1 << points
    reach: Reach = (start[0], start[1], start[2], start[3])
    for outcomes in bag:
        reach = combined(reach, outcomes)
    return reach


def combined(reach: Reach, outcomes: Outcomes) -> Reach:
    after = [0, 0, 0, 0]
    for points, floor in outcomes:
        for at, mask in enumerate(reach):
            if mask:
                after[max(at, floor)] |= mask << points
    return after[0], after[1], after[2], after[3]


@lru_cache(maxsize=16384)
def classes_after(rest: Reach, outcomes: Outcomes, cuts: Cuts) -> int:
    return classes(combined(rest, outcomes), cuts)


def classes(reach: Reach, cuts: Cuts) -> int:
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
