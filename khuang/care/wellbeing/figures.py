"""Counts of check-ins and silences without names, for indicators."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from khuang.care.people.models import here
from khuang.care.wellbeing.models import CheckIn, Sign, Silence


@dataclass(frozen=True)
class Figure:
    """How many of a village and a sex. village: id, or none when it is not known; sex: "" when not known."""

    village: UUID | None
    sex: str
    count: int


def agreed(*, on: date) -> list[Figure]:
    """Count the people with whom a check-in is agreed on a day; one statement."""
    rows = CheckIn.objects.filter(Q(until=None) | Q(until__gt=on), since__lte=on).filter(here("person__"))
    return _counted(rows)


def silences(*, first: date, last: date) -> list[Figure]:
    """Count the days on which somebody was silent, between two days, both included; one statement.

    A tap that was in time and came late to us is none.
    """
    return _counted(_silent(first, last))


def answered(*, first: date, last: date) -> list[Figure]:
    """Count the days on which somebody or their helper tapped and nobody had to ask; one statement.

    A day counts once, however often they tapped.
    """
    silent = _silent(first, last).filter(person=OuterRef("person"), day=OuterRef("day")).order_by()
    taps = Sign.objects.filter(day__range=(first, last), how__in=[Sign.How.TAP, Sign.How.HELPER])
    days = (
        taps.filter(~Exists(silent)).order_by().values_list("person__village", "person__sex", "person", "day")
    )
    counted = Counter((village, sex) for village, sex, _person, _day in days.distinct())
    return [Figure(village, sex, count) for (village, sex), count in counted.items()]


def _silent(first: date, last: date) -> QuerySet[Silence]:
    rows = Silence.objects.filter(day__range=(first, last))
    return rows.exclude(ended_because=Silence.Ended.IN_TIME)


def _counted(rows: QuerySet[Any]) -> list[Figure]:
    counted = rows.order_by().values_list("person__village", "person__sex").annotate(count=Count("pk"))
    return [Figure(*row) for row in counted]
