"""Counts of reports and issues without names, for indicators; what may be published is decided there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, F, QuerySet, Value, When
from django.db.models.functions import TruncDate

from khuang.care.voices.models import Issue, Report, Talk
from khuang.ground.indicators.reads import need_kinds


@dataclass(frozen=True)
class Figure:
    """How many reports of one sort came from a village.

    village  id; none for the whole municipality, and for confidential kinds always
    sex      of the person whom it is about; "" when not known or about nobody
    kind     code of the list of kinds
    way      how it came; for issues "talk" or "desk"
    outcome  of reports: in-time, late, or open; of issues their nature
    """

    village: UUID | None
    sex: str
    kind: str
    way: str
    outcome: str
    count: int


def reports(first: date, last: date, *, on: date) -> list[Figure]:
    """Count the reports that came from one day to another, with whether they were answered in time."""
    rows = Report.objects.filter(received_on__range=(first, last)).annotate(ended=TruncDate("closed_at"))
    outcome = Case(
        When(closed_at=None, due_on__gte=on, then=Value("open")),
        When(closed_at__isnull=False, ended__lte=F("due_on"), then=Value("in-time")),
        default=Value("late"),
    )
    told = rows.exclude(person__restricted_at__isnull=False).order_by()
    return _told(_counted(told, "village", "person__sex", "kind", "way", outcome))


def issues(first: date, last: date) -> list[Figure]:
    """Count the issues and suggestions that were taken down from one day to another."""
    rows = Issue.objects.filter(at__date__range=(first, last)).order_by()
    way = Case(When(talk__isnull=False, then=Value("talk")), default=Value("desk"))
    return _told(_counted(rows, "village", "report__person__sex", "kind", way, "nature"))


def took_part(first: date, last: date) -> dict[str, int]:
    """Add up who took part in the talks that were held from one day to another: "sex:age band" -> number."""
    counted: dict[str, int] = {}
    for present in Talk.objects.filter(held_on__range=(first, last)).values_list("present", flat=True):
        for group, number in present.items():
            counted[group] = counted.get(group, 0) + number
    return counted


def _counted(rows: QuerySet, *what: object) -> list[Figure]:
    named = {f"part_{index}": F(one) if isinstance(one, str) else one for index, one in enumerate(what)}
    counted = rows.values(**named).annotate(count=Count("pk"))
    return [Figure(row[0], row[1] or "", *row[2:]) for row in counted.values_list(*named, "count")]


def _told(figures: Iterable[Figure]) -> list[Figure]:
    hidden = {code for code, kind in need_kinds().items() if kind.confidential}
    found: dict[tuple[UUID | None, str, str, str, str], int] = {}
    for one in figures:
        # Of confidential kinds neither place nor sex is told, so that few are not recognised.
        place = (None, "") if one.kind in hidden else (one.village, one.sex)
        key = (*place, one.kind, one.way, one.outcome)
        found[key] = found.get(key, 0) + one.count
    return [Figure(*key, count) for key, count in found.items()]
