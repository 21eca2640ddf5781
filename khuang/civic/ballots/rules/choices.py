"""What a voter may say in each kind of election, in one form: pairs of option number and value.

approval  1 for each that is supported       scores  0 to the highest; 0 is the same as nothing
points    points given, together at most so many     ranking  the place, 1 for the best, without gaps
"""

from collections.abc import Collection, Mapping

from khuang.civic.ballots.rules.problems import (
    PlaceTwice,
    ScoreOutside,
    TooManyPoints,
    TooManyTicks,
    UnknownOption,
    WrongMarks,
)

KINDS = ("approval", "scores", "ranking", "points")
# The limit when none is given: no limit of ticks and places, scores to five, ten points.
LIMITS = {"approval": 0, "scores": 5, "ranking": 0, "points": 10}
MOST_POINTS = 1000

Choices = list[list[int]]


def check(kind: str, said: Mapping[int, int], *, numbers: Collection[int], limit: int) -> Choices:
    """Give the pairs in order of number, or raise a WrongMarks that says what to mend."""
    if any(type(number) is not int or type(value) is not int for number, value in said.items()):
        raise WrongMarks
    if any(number not in numbers for number in said):
        raise UnknownOption
    given = {number: value for number, value in said.items() if value}
    _CHECKS[kind](given, limit)
    return [[number, given[number]] for number in sorted(given)]


def _approval(given: Mapping[int, int], limit: int) -> None:
    if any(value != 1 for value in given.values()):
        raise WrongMarks
    if limit and len(given) > limit:
        raise TooManyTicks


def _scores(given: Mapping[int, int], limit: int) -> None:
    if any(not 0 <= value <= limit for value in given.values()):
        raise ScoreOutside


def _points(given: Mapping[int, int], limit: int) -> None:
    if any(value < 0 for value in given.values()):
        raise ScoreOutside
    if sum(given.values()) > limit:
        raise TooManyPoints


def _ranking(given: Mapping[int, int], limit: int) -> None:
    if sorted(given.values()) != list(range(1, len(given) + 1)):
        raise PlaceTwice
    if limit and len(given) > limit:
        raise TooManyTicks


_CHECKS = {"approval": _approval, "scores": _scores, "ranking": _ranking, "points": _points}
