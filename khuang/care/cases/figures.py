"""Counts of needs and cases without names, for indicators; what may be published is decided there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import Count, Q, QuerySet, Value, When

from khuang.care.cases.models import Case, Need
from khuang.care.people.rules.ages import AGE_BANDS, AgeBand, born_within
from khuang.ground.indicators.reads import need_kinds


@dataclass(frozen=True)
class Figure:
    """How many needs, or cases, of one sort there are in a village, by sex and age band.

    village   id; none when it is not known, and for confidential kinds of need always
    sex       "" when not known
    age_band  code, "" when the birth date is not known
    what      kind of need; or state of a case, of a closed one its outcome
    """

    village: UUID | None
    sex: str
    age_band: str
    what: str
    count: int


def open_needs(*, on: date) -> list[Figure]:
    """Count the open needs by kind; one statement. A confidential kind is told of the whole only."""
    return _told(_counted(Need.objects.filter(ended_at=None), "kind", on))


def met_needs(first: date, last: date) -> list[Figure]:
    """Count the needs that were met from one day to another."""
    rows = Need.objects.filter(state="met", ended_at__date__range=(first, last))
    return _told(_counted(rows, "kind", last))


def open_cases(*, on: date) -> list[Figure]:
    """Count the open cases by state."""
    return _counted(Case.objects.filter(closed_at=None), "state", on)


def closed_cases(first: date, last: date) -> list[Figure]:
    """Count the cases that were closed from one day to another, by outcome."""
    rows = Case.objects.filter(closed_at__date__range=(first, last))
    return _counted(rows, "outcome", last)


def _counted(rows: QuerySet, what: str, on: date) -> list[Figure]:
    """Count people who asked that their data rest, and doubles of the same human, never."""
    bands = Choose(*(When(_within(band, on), then=Value(band.code)) for band in AGE_BANDS), default=Value(""))
    told = rows.filter(person__restricted_at=None, person__merged_into=None).order_by()
    words = told.values_list("person__village_id", "person__sex", bands, what)
    return [Figure(*row) for row in words.annotate(count=Count("pk"))]


def _told(figures: Iterable[Figure]) -> list[Figure]:
    hidden = {code for code, kind in need_kinds().items() if kind.confidential}
    found: dict[tuple[UUID | None, str, str, str], int] = {}
    for one in figures:
        # Of confidential kinds neither place nor age nor sex is told, so that few are not recognised.
        key = (
            (None, "", "", one.what) if one.what in hidden else (one.village, one.sex, one.age_band, one.what)
        )
        found[key] = found.get(key, 0) + one.count
    return [Figure(*key, count) for key, count in found.items()]


def _within(band: AgeBand, on: date) -> Q:
    first, last = born_within(band, on)
    return Q(person__born_on__lte=last) & (Q(person__born_on__gte=first) if first else Q())
