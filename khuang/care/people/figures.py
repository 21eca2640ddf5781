"""Counts without names, by village, sex and age band; `indicators` stands between them and the public."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, Q, Value, When

from khuang.care.people.models import Household, Person, here
from khuang.care.people.rules.ages import AGE_BANDS, AgeBand, born_within


@dataclass(frozen=True)
class Figure:
    """How many persons live in a village, are of a sex and stand in an age band.

    village   id, or none when the home's village is not known
    sex       "" when not known
    age_band  code, "" when the birth date is not known
    """

    village: UUID | None
    sex: str
    age_band: str
    count: int


def persons(*, on: date) -> list[Figure]:
    """Count the persons who live here on a day; one statement."""
    bands = Case(*(When(_within(band, on), then=Value(band.code)) for band in AGE_BANDS), default=Value(""))
    living = Person.objects.filter(here())
    rows = living.order_by().values_list("village_id", "sex", bands).annotate(count=Count("pk"))
    return [Figure(*row) for row in rows]


def total(figures: list[Figure], by: str) -> Counter:
    """Add figures up by one of their words: village, sex or age_band."""
    summed: Counter = Counter()
    for figure in figures:
        summed[getattr(figure, by)] += figure.count
    return summed


def households() -> int:
    """Count the households that exist."""
    return Household.objects.filter(ended_on=None).count()


def _within(band: AgeBand, on: date) -> Q:
    first, last = born_within(band, on)
    return Q(born_on__lte=last) & (Q(born_on__gte=first) if first else Q())
