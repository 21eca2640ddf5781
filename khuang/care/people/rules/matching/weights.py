"""Fellegi-Sunter: how much each agreement or difference says, and the probability that follows.

Within one house people resemble each other: the same surname, often the same phone. So
there are two tables, "house" for two records of one house and "apart" for all others;
each says how often a level is met in records of one person (m) and of two people (u).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import log2
from pathlib import Path

HOUSE, APART = "house", "apart"
PLACE = "place"  # the field whose level says which table holds
# Rarer than this a name is not counted: one in ten thousand.
RAREST = 1e-4
_SHIPPED = Path(__file__).parents[2] / "data" / "matching" / "khuang.1.json"

Table = Mapping[str, Mapping[str, tuple[float, float]]]  # field -> level -> (m, u)


@dataclass(frozen=True)
class Weights:
    """The weights of one model, as its data file says them.

    name        of the model, kept with each pair that it found
    expected    how many more records of the same person one record has, on average
    tables      "house" and "apart", each field -> level -> (m, u)
    frequent    fields whose common values say less than rare ones, with the levels this holds for
    """

    name: str
    expected: float
    tables: Mapping[str, Table]
    frequent: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def bits(self) -> dict[str, dict[str, dict[str, float]]]:
        """Weight of evidence in bits, log2(m / u), by table, field and level."""
        return {
            where: {
                name: {lv: log2(m / u) for lv, (m, u) in levels.items()} for name, levels in table.items()
            }
            for where, table in self.tables.items()
        }

    def prior(self, people: int) -> float:
        """Weight in bits of a pair of which nothing is known, in a registry of so many."""
        chance = min(0.5, self.expected / max(2, people))
        return log2(chance / (1 - chance))


@dataclass(frozen=True)
class Frequencies:
    """How common names are in a registry: field -> value -> share; a name that is not there is rare."""

    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def share(self, name: str, value: str) -> float:
        """Give a value's share, at least RAREST."""
        return max(RAREST, self.shares.get(name, {}).get(value, RAREST))


UNKNOWN = Frequencies()


def table_for(levels: Mapping[str, str]) -> str:
    """Say which table holds for a pair."""
    return HOUSE if levels.get(PLACE) == "house" else APART


def evidence(
    weights: Weights, levels: Mapping[str, str], values: Mapping[str, str], common: Frequencies
) -> dict[str, float]:
    """Give the weight of each field in bits: above 0 speaks for one person, below 0 for two.

    levels  field -> level on which both agree; "" when it is not known
    values  field -> the value that both share, for the fields whose frequency counts
    """
    where = table_for(levels)
    bits = weights.bits[where]
    found = {name: bits[name].get(level, 0.0) for name, level in levels.items() if level and name in bits}
    for name, said in weights.frequent.items():
        if levels.get(name, "") in said and name in bits and not (where == HOUSE and name == "family"):
            m, u = weights.tables[where][name]["same"]
            share = common.share(name, values[name]) if common.shares.get(name) else u
            found[name] += log2(u / max(share, RAREST))
    return found


def probability(weights: Weights, found: Mapping[str, float], people: int) -> float:
    """Give the probability that two records are one person, from the weights of their fields."""
    return as_probability(weights.prior(people) + sum(found.values()))


def as_probability(bits: float) -> float:
    """Turn a weight in bits into a probability."""
    return float(1 / (1 + 2.0 ** -max(-500.0, min(500.0, bits))))


@cache
def shipped() -> Weights:
    """Give the weights that come with Khuang."""
    return read(_SHIPPED.read_text())


def read(text: str) -> Weights:
    """Read a data file of weights."""
    said = json.loads(text)
    tables = {
        where: {name: {lv: (m, u) for lv, (m, u) in levels.items()} for name, levels in table.items()}
        for where, table in said["tables"].items()
    }
    frequent = {name: frozenset(levels) for name, levels in said["frequent"].items()}
    return Weights(said["name"], said["expected"], tables, frequent)
