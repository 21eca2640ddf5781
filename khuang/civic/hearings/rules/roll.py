"""The roll of a hearing: events of people counted in and out, and what they add up to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from khuang.lib.demographics import SEXES


@dataclass(frozen=True)
class Kin:
    """Who is alike on the roll.

    sex       female, male or other
    age_band  of khuang.lib.demographics, "" not said
    village   code of a village, "" another place or not said
    group     name of the group that they came for, "" none
    """

    sex: str
    age_band: str = ""
    village: str = ""
    group: str = ""


@dataclass(frozen=True)
class Step:
    """So many people of one kin counted in (above zero) or out (below) at a moment."""

    kin: Kin
    step: int
    at: datetime


Roll = Mapping[Kin, int]


def tally(steps: Iterable[Step], until: datetime | None = None) -> Roll:
    """Add the steps up, whatever order they came in; those after `until` are left out."""
    counted: Counter[Kin] = Counter()
    for one in steps:
        if until is None or one.at <= until:
            counted[one.kin] += one.step
    return {kin: number for kin, number in counted.items() if number}


def below_nobody(roll: Roll) -> list[Kin]:
    """Give the kins of which more were counted out than in."""
    return [kin for kin, number in roll.items() if number < 0]


def by(roll: Roll, name: str) -> dict[str, int]:
    """Add up by one attribute of Kin; a sum below nobody counts as none."""
    counted: Counter[str] = Counter()
    for kin, number in roll.items():
        counted[getattr(kin, name)] += number
    return {value: max(0, number) for value, number in counted.items()}


def present(roll: Roll) -> dict[str, int]:
    """Give how many of each sex are there, in the order of SEXES."""
    counted = by(roll, "sex")
    return {sex: counted.get(sex, 0) for sex in SEXES}


def total(roll: Roll) -> int:
    """Give how many are there."""
    return sum(present(roll).values())
