"""Counts by class without names, for indicators; what may be published is decided there."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, Value, When

from khuang.care.people.models import here
from khuang.care.people.rules.ages import AGE_BANDS, AgeBand, born_within
from khuang.care.risk.models import Classification, Vulnerability


@dataclass(frozen=True)
class Figure:
    """How many persons of a village, sex and age band are of a class or of a kind of vulnerability.

    village   id, or none when it is not known
    sex       "" when not known
    age_band  code, "" when the birth date is not known
    what      class, or kind of vulnerability
    """

    village: UUID | None
    sex: str
    age_band: str
    what: str
    count: int


def classes(*, on: date) -> list[Figure]:
    """Count the assessed persons who live here by their class; one statement."""
    return _counted(Classification.objects.filter(superseded_at=None), "level", on)


def kinds(*, on: date) -> list[Figure]:
    """Count the persons who live here by kind of vulnerability; one person may be of several."""
    return _counted(Vulnerability.objects.filter(until=None), "kind", on)


def _counted(rows: QuerySet, what: str, on: date) -> list[Figure]:
    bands = Case(*(When(_within(band, on), then=Value(band.code)) for band in AGE_BANDS), default=Value(""))
    living = rows.filter(here("person__")).order_by()
    words = living.values_list("person__village_id", "person__sex", bands, what)
    return [Figure(*row) for row in words.annotate(count=Count("pk"))]


def _within(band: AgeBand, on: date) -> Q:
    first, last = born_within(band, on)
    return Q(person__born_on__lte=last) & (Q(person__born_on__gte=first) if first else Q())
