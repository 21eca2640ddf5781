"""A pattern as it is stored: plain lists and numbers, statements by their number in the topic."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from khuang.civic.forum.rules.patterns.analysis import Pattern, Standing, Without
from khuang.civic.forum.rules.patterns.composition import composition
from khuang.civic.forum.rules.patterns.statements import Held

Kept = dict[str, Any]
# Places are told on a map of so many cells a side, so that no dot is anybody's very own.
CELLS = 24


def kept(pattern: Pattern, numbers: Sequence[int], said: Mapping[str, Sequence[str]]) -> Kept:
    """Write a pattern down.

    numbers  of the statements, by index
    said     "sex", "age_band", "village" -> what each row of the votes said; empty while people vote
    """
    return {
        "people": pattern.people,
        "votes": pattern.votes,
        "statements": pattern.statements,
        "grouped": pattern.grouped,
        "straight": pattern.straight,
        "stability": pattern.stability,
        "apart": pattern.apart,
        "hidden": pattern.hidden,
        "counts": [
            [int(number), int(agree), int(disagree), int(seen)]
            for number, agree, disagree, seen in zip(
                numbers, pattern.counts.agree, pattern.counts.disagree, pattern.counts.seen, strict=True
            )
        ],
        "group_aware": [round(product, 4) for product in pattern.group_aware],
        "consensus": _listed(pattern.consensus, numbers),
        "bridging": _listed(pattern.bridging, numbers),
        "groups": [
            {"people": group.people, "holds": _listed(group.holds, numbers)} for group in pattern.groups
        ],
        "dots": dots(pattern.standing),
        "without": _without(pattern.without, numbers) if pattern.without else None,
        # Pairs, because the database keeps the keys of an object in an order of its own.
        "composition": {
            attribute: [[answer, row] for answer, row in told.items()]
            for attribute, answers in said.items()
            if not pattern.hidden and (told := composition(pattern.standing.group, answers))
        },
    }


def dots(stand: Standing) -> list[list[int]]:
    """Say how many of each group stand in each cell of the map: column, row from above, group, people."""
    places, group = stand.places[stand.grouped], stand.group[stand.grouped]
    if not len(places):
        return []
    low = places.min(0)
    wide = max(float(np.ptp(places, axis=0).max()), 1e-9)
    cells = np.minimum((places - low) / wide * CELLS, CELLS - 1).astype(int)
    cells[:, 1] = cells[:, 1].max() - cells[:, 1]
    found, people = np.unique(np.column_stack((cells, group)), axis=0, return_counts=True)
    return [[*map(int, cell), int(number)] for cell, number in zip(found, people, strict=True)]


def _without(without: Without, numbers: Sequence[int]) -> Kept:
    return {
        "people": without.people,
        "groups": without.groups,
        "likeness": without.likeness,
        "consensus": _listed(without.consensus, numbers),
        "bridging": _listed(without.bridging, numbers),
    }


def _listed(held: Iterable[Held], numbers: Sequence[int]) -> list[Kept]:
    return [
        {
            "number": int(numbers[one.statement]),
            "side": one.side,
            "share": one.share,
            "seen": one.seen,
            "elsewhere": one.elsewhere,
            "least": one.least,
        }
        for one in held
    ]
