"""Who can visit when, as the plan asks it; and what those who are visited wish."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.care.people.models import Person
from khuang.care.visits.models import Absence, Availability, VisitWish, Volunteer
from khuang.care.visits.reads.volunteers import (
    kinds,
    learned_from,
    visiting,
    without_undertaking,
)
from khuang.care.visits.rules.availability import Away, Offer, Slot, slots
from khuang.care.visits.rules.volunteers import skills_on


@dataclass(frozen=True)
class Visitor:
    """A volunteer who can be planned between two days.

    slots     half-days on which they can come, in order of time
    skills    codes that count through the whole of these days
    per_half  most visits in a half-day
    hours     most hours of visits in a month; none: no limit
    areas     villages where they go; empty: anywhere
    place     (longitude, latitude) from which they set out; none: their village stands for it
    """

    volunteer: Volunteer
    slots: list[Slot]
    skills: frozenset[str]
    per_half: int
    hours: int | None
    areas: frozenset[UUID]
    place: tuple[float, float] | None


def visitors(first: date, last: date) -> list[Visitor]:
    """Give whoever can be planned between two days, both included: signed, here, and with a half-day.

    A fixed number of statements, however many volunteers there are.
    """
    rows = visiting(Volunteer.objects.all(), first) | visiting(Volunteer.objects.all(), last)
    unsigned = set(without_undertaking(rows, first).values_list("pk", flat=True))
    rows = rows.exclude(pk__in=unsigned).select_related("home", "village")
    found = rows.prefetch_related("availability", "absences", "trainings", "areas").order_by("name", "pk")
    known = kinds()
    made = [_visitor(one, known, first, last) for one in found]
    return [one for one in made if one.slots]


def _visitor(one: Volunteer, known: dict[str, Any], first: date, last: date) -> Visitor:
    kind = known.get(one.kind)
    return Visitor(
        volunteer=one,
        slots=slots_of(one, first, last),
        skills=skills_on(learned_from(one.trainings.all()), last),
        per_half=one.per_half or (kind.per_half if kind else 4),
        hours=one.hours or (kind.hours if kind else None),
        areas=frozenset(area.village_id for area in one.areas.all()),
        place=one.home.position if one.home else None,
    )


def slots_of(one: Volunteer, first: date, last: date) -> list[Slot]:
    """Give the half-days on which a volunteer can come between two days, both included."""
    first = max(first, one.since)
    offers = [Offer(row.weekday, row.half, row.since, row.until) for row in one.availability.all()]
    away = [Away(row.first_on, row.last_on) for row in one.absences.all()]
    found = slots(offers, away, first, last)
    return [slot for slot in found if one.left_on is None or slot[0] < one.left_on]


def week_of(volunteer: Volunteer, day: date) -> set[tuple[int, str]]:
    """Give the half-days of the week (weekday, half) that somebody offers from a day on."""
    return weeks_of([volunteer.pk], day).get(volunteer.pk, set())


def weeks_of(keys: Collection[UUID], day: date) -> dict[UUID, set[tuple[int, str]]]:
    """Give the half-days of the week that volunteers offer from a day on; one statement."""
    rows = Availability.objects.filter(Q(until=None) | Q(until__gt=day), volunteer__in=keys)
    found: dict[UUID, set[tuple[int, str]]] = defaultdict(set)
    for key, weekday, half in rows.values_list("volunteer", "weekday", "half"):
        found[key].add((weekday, half))
    return found


def away_on(keys: Collection[UUID], day: date) -> dict[UUID, Absence]:
    """Give the absence that keeps volunteers away on a day; one statement."""
    rows = Absence.objects.filter(volunteer__in=keys, first_on__lte=day, last_on__gte=day)
    return {row.volunteer_id: row for row in rows}


@dataclass(frozen=True)
class Wishes:
    """What somebody who is visited wishes.

    sex       of whoever comes; "" for any
    language  codes, one of which must be spoken; empty for any
    avoid     volunteers who must not come
    """

    sex: str = ""
    languages: frozenset[str] = frozenset()
    avoid: frozenset[UUID] = frozenset()


def wishes(persons: Iterable[Person], day: date) -> dict[UUID, Wishes]:
    """Give the wishes of persons that hold on a day, those noted with merged records included.

    A wish for the same sex is left out where the person's own sex is not known. Two statements.
    """
    people = {person.pk: person for person in persons}
    rows = _open(VisitWish.objects.filter(_about(people)), day).select_related("person")
    noted: dict[UUID, list[VisitWish]] = defaultdict(list)
    for row in rows:
        noted[row.person.merged_into_id or row.person_id].append(row)
    return {key: _wishes(people[key], said) for key, said in noted.items() if key in people}


def _about(people: Collection[UUID]) -> Q:
    return Q(person__in=people) | Q(person__merged_into__in=people)


def _open(rows: QuerySet[VisitWish], day: date) -> QuerySet[VisitWish]:
    return rows.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


def _wishes(person: Person, said: list[VisitWish]) -> Wishes:
    kinds_ = VisitWish.Kind
    same = any(one.kind == kinds_.SAME_SEX for one in said)
    return Wishes(
        sex=person.sex if same and person.sex in (Person.Sex.FEMALE, Person.Sex.MALE) else "",
        languages=frozenset(one.language for one in said if one.kind == kinds_.LANGUAGE),
        avoid=frozenset(one.volunteer_id for one in said if one.kind == kinds_.AVOID),
    )


def wishes_of(person: Person, day: date) -> list[VisitWish]:
    """Give the wishes of one person as they were noted."""
    rows = VisitWish.objects.filter(_about([person.pk])).select_related("volunteer")
    return list(_open(rows, day))
