"""Counts of entitled and receiving persons without names, for indicators; confidential ones never."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from khuang.care.people.models import Person, here
from khuang.care.people.rules.ages import band_of
from khuang.care.support.reads.benefit_facts import Subject, subjects
from khuang.care.support.reads.entitled import open_benefits, receiving
from khuang.care.support.rules.awards import GRANTED
from khuang.care.support.rules.benefits import evaluate
from khuang.lib.thai_dates import PartialDate

RECEIVES = "receives"


@dataclass(frozen=True)
class Figure:
    """How many persons of a village, sex and age band stand how towards a benefit.

    village   id, or none when it is not known
    sex       "" when not known
    age_band  code, "" when the birth date is not known
    standing  receives; else what the rules say: eligible, ask, not_eligible
    """

    village: UUID | None
    sex: str
    age_band: str
    benefit: str
    standing: str
    count: int


def benefits(*, on: date) -> list[Figure]:
    """Count everybody who lives here by how they stand towards each benefit that may be listed."""
    paid = {key for key, state in receiving(on).items() if state == GRANTED}
    rules = open_benefits(on)
    counted: Counter[tuple[UUID | None, str, str, str, str]] = Counter()
    for one in subjects(Person.objects.filter(here())):
        band = _band(one, on)
        for code, benefit in rules.items():
            is_paid = (one.key, code) in paid
            standing = RECEIVES if is_paid else evaluate(benefit, one.facts, one.born, on).answer
            counted[one.village, one.sex, band, code, standing] += 1
    return [Figure(*words, count) for words, count in counted.items()]


def _band(one: Subject, on: date) -> str:
    # Unknown parts count as 1, as in the other figures; one day is as good as any precision here.
    return band_of(PartialDate(one.born_on, "day"), on).code if one.born_on else ""
