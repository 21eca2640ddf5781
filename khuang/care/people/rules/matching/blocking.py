"""Which records are compared at all: those that share one of a few keys.

Each pass forgives what another does not: a misspelt name, a wrong year, a changed surname.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from khuang.care.people.rules import keys as keyed
from khuang.care.people.rules.matching.people import Known
from khuang.lib.thai_sounds import skeleton

_heard = lru_cache(1 << 16)(skeleton)

# Name of a pass -> the parts that its key is made of.
PASSES: dict[str, tuple[str, ...]] = {
    "national_id": ("national_id",),
    "phone": ("phone",),
    "names": ("names",),
    "given_year": ("given_sound", "year"),
    "given_house": ("given_sound", "house"),
    "family_day": ("family_sound", "day"),
    "day_village": ("day", "village"),
    "family_house": ("family_sound", "house"),
}
# Field -> parts that are made of it: a pass teaches nothing about them.
PARTS_OF = {
    "given": {"names", "given_sound"},
    "family": {"names", "family_sound"},
    "birth": {"year", "day"},
    "place": {"house", "village"},
    "phone": {"phone"},
    "national_id": {"national_id"},
}

# Passes whose keys are kept in the database, each with its kind of key; names and
# numbers have kinds of their own there. The rest is for a search of the whole registry.
KINDS = {"given_year": 11, "given_house": 12, "family_day": 13, "day_village": 14}


def _names(one: Known) -> tuple[str, ...]:
    """Both names in either order."""
    heard = sorted((_heard(one.given), _heard(one.family)))
    return tuple(heard) if all(heard) else ()


def _day(one: Known) -> Any:
    """The day of birth, when it is more than a guess."""
    if one.birth is None or one.birth[1] != "day" or (one.birth[0].month, one.birth[0].day) == (1, 1):
        return None
    return one.birth[0]


PART: dict[str, Callable[[Known], Any]] = {
    "national_id": lambda one: one.national_id,
    "phone": lambda one: one.phone,
    "names": _names,
    "given_sound": lambda one: _heard(one.given),
    "family_sound": lambda one: _heard(one.family),
    "year": lambda one: one.birth[0].year if one.birth else None,
    "day": _day,
    "house": lambda one: one.place if one.house else None,
    "village": lambda one: one.village,
}


def blocked_fields(name: str) -> frozenset[str]:
    """Give the fields that the key of a pass is made of."""
    parts = set(PASSES[name])
    return frozenset(field for field, made in PARTS_OF.items() if made & parts)


def keys(one: Known) -> dict[str, tuple[Any, ...]]:
    """Give somebody's key of each pass; a pass of which a part is not known is left out."""
    parts = {name: part(one) for name, part in PART.items()}
    found = {name: tuple(parts[part] for part in key) for name, key in PASSES.items()}
    return {name: key for name, key in found.items() if all(key)}


def numbers(one: Known, hashed: Callable[[str], int]) -> set[int]:
    """Give somebody's keys as the database keeps them; `hashed` makes 56 bits of a text."""
    found = keys(one)
    return {
        kind << keyed.BITS | hashed("|".join(map(str, (name, *found[name]))))
        for name, kind in KINDS.items()
        if name in found
    }
