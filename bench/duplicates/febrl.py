"""FEBRL's Australian records through the same matcher, with comparisons of their own fields.

The weights are estimated from the data itself, without its answers.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from khuang.care.people.rules.matching import comparisons, pairs
from khuang.care.people.rules.matching.estimate import Sample, estimate
from khuang.care.people.rules.matching.pairs import Column

NAME = comparisons.spelling(lambda name: name)
TEXT = ("same", "sound", "near", "alike", "other")
FIELDS: dict[str, tuple[Callable[[Any, Any], str], Sequence[str]]] = {
    "given_name": (NAME, TEXT),
    "surname": (NAME, TEXT),
    "street_number": (comparisons.digits, ("same", "near", "other")),
    "address_1": (NAME, TEXT),
    "address_2": (NAME, TEXT),
    "suburb": (NAME, TEXT),
    "postcode": (comparisons.digits, ("same", "near", "other")),
    "state": (comparisons.equal, ("same", "other")),
    "date_of_birth": (comparisons.digits, ("same", "near", "other")),
    "soc_sec_id": (comparisons.digits, ("same", "near", "other")),
}
PASSES = (
    ("soc_sec_id",),
    ("date_of_birth",),
    ("given_name", "surname"),
    ("surname", "postcode"),
    ("given_name", "postcode"),
    ("address_1", "postcode"),
    ("suburb", "street_number"),
    ("surname", "street_number"),
    ("given_name", "street_number"),
    ("surname",),
    ("given_name",),
    ("postcode",),
    ("suburb",),
    ("address_1",),
    ("address_2",),
)
MOST = 150
CHANCE_PAIRS = 500_000
AT_A_TIME = 200_000


def found(records: Sequence[dict[str, str]], *, between: Sequence[int] | None = None, least: float = 0.5):
    """Give the pairs of records that are likely one person.

    between  side of each record when two lists without duplicates of their own are linked
    """
    columns = {name: Column.of([record[name] for record in records]) for name in FIELDS}
    samples = [
        Sample(_levels(columns, *_across(pairs.sharing(columns, key, MOST), between)), frozenset(key))
        for key in PASSES
    ]
    rng = np.random.default_rng(1)
    drawn = rng.integers(0, len(records), (CHANCE_PAIRS, 2))
    drawn = drawn[drawn[:, 0] != drawn[:, 1]]
    words = {name: said for name, (_, said) in FIELDS.items()}
    weights = estimate("febrl", samples, _levels(columns, drawn[:, 0], drawn[:, 1]), words, {})
    left, right = _across(pairs.candidates(columns, PASSES, MOST), between)
    bits = pairs.bits(weights, _levels(columns, left, right), words, {})
    sure = pairs.probabilities(weights, bits, len(records))
    chosen = np.flatnonzero(sure >= least)
    return list(zip(left[chosen].tolist(), right[chosen].tolist(), strict=True))


def _across(sharing, between):
    left, right = sharing
    if between is None:
        return left, right
    side = np.asarray(between)
    keep = side[left] != side[right]
    return left[keep], right[keep]


def _levels(columns, left, right):
    return {
        name: pairs.compared(columns[name], left, right, compare, words)
        for name, (compare, words) in FIELDS.items()
    }
