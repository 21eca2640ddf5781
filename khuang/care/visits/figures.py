"""Counts of volunteers, visits and family care without names, for indicators."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from khuang.care.people.models import here
from khuang.care.risk.reads import current
from khuang.care.visits.models import CarerInterview, CareSchedule, PlannedVisit, Visit, Volunteer
from khuang.care.visits.reads.volunteers import serving


@dataclass(frozen=True)
class VolunteerFigure:
    """How many volunteers of a kind, sex and village serve on a day.

    village  id, or none when it is not known
    sex      "" when not known
    """

    kind: str
    village: UUID | None
    sex: str
    count: int


def volunteers(*, on: date) -> list[VolunteerFigure]:
    """Count who serves on a day; one statement."""
    rows = serving(Volunteer.objects.all(), on).order_by()
    counted = rows.values_list("kind", "village", "sex").annotate(count=Count("pk"))
    return [VolunteerFigure(*row) for row in counted]


@dataclass(frozen=True)
class HoursFigure:
    """Hours of somebody of a sex; `people` is how many gave them."""

    sex: str
    hours: int
    people: int


def visit_hours(*, first: date, last: date) -> list[HoursFigure]:
    """Add up the hours of visits made between two days, both included, by the visitor's sex."""
    rows = PlannedVisit.objects.filter(
        plan__state="published", state=PlannedVisit.State.DONE, day__range=(first, last)
    ).order_by()
    minutes: dict[str, int] = defaultdict(int)
    people: dict[str, set[UUID]] = defaultdict(set)
    for name in ("volunteer", "second"):
        told = rows.exclude(**{name: None}).values_list(f"{name}__sex", name)
        for sex, key, sum_ in told.annotate(sum=Sum("minutes")):
            minutes[sex] += sum_
            people[sex].add(key)
    return [HoursFigure(sex, round(sum_ / 60), len(people[sex])) for sex, sum_ in minutes.items()]


def family_hours(*, on: date) -> list[HoursFigure]:
    """Add up the unpaid hours of a week that family carers told of last, by the carer's sex.

    A proxy of SDG 5.4.1, which asks for time use in a survey of all households: this knows only
    carers of people whom we know, who said how long they care.
    """
    rows = CarerInterview.objects.filter(held_on__lte=on).filter(here("person__")).exclude(hours=None)
    told = rows.order_by("held_on", "noted_at").values_list("person", "person__sex", "hours")
    newest = {person: (sex, hours) for person, sex, hours in told}
    sexes = sorted({sex for sex, _hours in newest.values()})
    return [_added(sex, [hours for one, hours in newest.values() if one == sex]) for sex in sexes]


def _added(sex: str, hours: list[int]) -> HoursFigure:
    return HoursFigure(sex, sum(hours), len(hours))


@dataclass(frozen=True)
class Coverage:
    """Of how many people of a class with a schedule, how many were met in a time."""

    level: str
    scheduled: int
    met: int


def coverage(*, first: date, last: date) -> list[Coverage]:
    """Give for each risk class how many of those with a schedule were met between two days."""
    people = _scheduled(last).values_list("person", flat=True)
    scheduled = set(people)
    met = set(_met(first, last).values_list("person", flat=True)) & scheduled
    return _by_level(scheduled, met)


def _scheduled(on: date) -> QuerySet[CareSchedule]:
    rows = CareSchedule.objects.filter(Q(until=None) | Q(until__gt=on), since__lte=on, purpose="care")
    return rows.filter(here("person__")).order_by()


def _met(first: date, last: date) -> QuerySet[Visit]:
    rows = Visit.objects.filter(result=Visit.Result.MET, at__date__range=(first, last))
    return rows.filter(same_as=None).order_by()


def _by_level(scheduled: Iterable[UUID], met: set[UUID]) -> list[Coverage]:
    classes = current(scheduled)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for person in scheduled:
        level = classes[person].level if person in classes else ""
        found[level][0] += 1
        found[level][1] += person in met
    return [Coverage(level, *counted) for level, counted in sorted(found.items())]
