"""From scores by criteria to points, ballots and a ranking that says how sure it is.

The points of a seat for an item are the sum of its scores times their weights: whole numbers, so that
nothing is rounded before the ballots are counted (multi-criteria scoring, weighted sum).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from khuang.civic.council.rules.criteria import SCALE, Criterion

Key = TypeVar("Key")


@dataclass(frozen=True)
class Standing:
    """Where an item stands among the others.

    rank            1 is first; items with equal means share a rank
    mean            of the points, exact; lowest and highest of any seat
    seats           how many seats gave all their scores
    best, worst     the ranks that it would have if any one seat had said nothing
    """

    item: object
    rank: int
    mean: Fraction
    lowest: int
    highest: int
    seats: int
    best: int
    worst: int

    @property
    def is_sure(self) -> bool:
        """Whether no single seat decides its rank."""
        return self.best == self.worst


def full_marks(criteria: Sequence[Criterion]) -> int:
    """Give the most points that one seat can give an item."""
    return SCALE[-1] * sum(one.weight for one in criteria)


def points(given: Mapping[str, int], criteria: Sequence[Criterion]) -> int | None:
    """Give the points of one seat for one item; None until it scored by every criterion.

    given  code of the criterion -> score
    """
    if any(one.code not in given for one in criteria):
        return None
    return sum(given[one.code] * one.weight for one in criteria)


def averages(given: Sequence[Mapping[str, int]], criteria: Sequence[Criterion]) -> dict[str, Fraction]:
    """Give the mean score by each criterion over seats; a criterion that nobody scored by is absent."""
    found = {}
    for one in criteria:
        values = [scores[one.code] for scores in given if one.code in scores]
        if values:
            found[one.code] = Fraction(sum(values), len(values))
    return found


def ballots(
    by_item: Mapping[Key, Mapping[Key, int]], interested: Mapping[Key, frozenset[Key]]
) -> dict[Key, dict[Key, int]]:
    """Give the ballot of each seat that scored anything: item -> points.

    A seat with an interest in an item gives it no score. So that declaring costs the item nothing, its
    ballot carries the mean of the other seats there, rounded half up; without any, nothing.
    """
    cast: dict[Key, dict[Key, int]] = {}
    for item, given in by_item.items():
        for seat, number in given.items():
            cast.setdefault(seat, {})[item] = number
    for item, seats in interested.items():
        given = by_item.get(item, {})
        if not given:
            continue
        mean = (2 * sum(given.values()) + len(given)) // (2 * len(given))
        for seat in seats & cast.keys():
            cast[seat][item] = mean
    return cast


def standings(by_item: Mapping[Key, Mapping[Key, int]]) -> list[Standing]:
    """Rank the items by their mean points, the first first, with how much one seat matters.

    by_item  item -> seat -> points; an item without points stands last, beside others like it
    """
    seats = sorted({seat for given in by_item.values() for seat in given}, key=str)
    ranks = _ranks(by_item)
    without = [_ranks(_left_out(by_item, seat)) for seat in seats] if len(seats) > 1 else []
    order = sorted(by_item, key=lambda item: (ranks[item], str(item)))
    return [_standing(item, by_item[item], ranks[item], [one[item] for one in without]) for item in order]


def _standing(item: Key, given: Mapping[Key, int], rank: int, others: list[int]) -> Standing:
    values = list(given.values())
    return Standing(
        item=item,
        rank=rank,
        mean=_mean(values),
        lowest=min(values, default=0),
        highest=max(values, default=0),
        seats=len(values),
        best=min([rank, *others]),
        worst=max([rank, *others]),
    )


def _ranks(by_item: Mapping[Key, Mapping[Key, int]]) -> dict[Key, int]:
    means = {item: _mean(list(given.values())) for item, given in by_item.items()}
    return {item: 1 + sum(other > mean for other in means.values()) for item, mean in means.items()}


def _left_out(by_item: Mapping[Key, Mapping[Key, int]], seat: Key) -> dict[Key, dict[Key, int]]:
    return {
        item: {key: number for key, number in given.items() if key != seat} for item, given in by_item.items()
    }


def _mean(values: Sequence[int]) -> Fraction:
    return Fraction(sum(values), len(values)) if values else Fraction(0)
