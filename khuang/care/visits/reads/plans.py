"""Which plan holds, which visits it has for whom, and who was not visited as often as they should be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from khuang.care.people.models import Person, here
from khuang.care.visits.models import CareSchedule, PlannedVisit, Visit, VisitPlan, Volunteer
from khuang.ground.accounts.reads import scope_of

STILL_ON = (PlannedVisit.State.PLANNED, PlannedVisit.State.DONE, PlannedVisit.State.MISSED)
# A visit counts as held only when they met.
MET = "met"


@dataclass(frozen=True)
class Overdue:
    """Somebody who should have been visited by a day that has passed; last is None for never."""

    person: Person
    schedule: CareSchedule
    last: date | None
    due: date


def plan_of(month: date) -> VisitPlan | None:
    """Give the published plan of the month in which a day lies."""
    return VisitPlan.objects.filter(month=month.replace(day=1), state=VisitPlan.State.PUBLISHED).first()


def due_today(volunteer: Volunteer, day: date) -> list[PlannedVisit]:
    """Give a volunteer's stops of a day by the published plan, in order; also where they go as the second."""
    rows = planned().filter(day=day, state__in=STILL_ON).filter(here("person__"))
    return list(rows.filter(Q(volunteer=volunteer) | Q(second=volunteer)))


def visits_of(person: Person) -> QuerySet[PlannedVisit]:
    """Give all visits that published plans have for a person, latest day first."""
    return planned().filter(person=person).exclude(state=PlannedVisit.State.UNSERVED).order_by("-day", "half")


def planned() -> QuerySet[PlannedVisit]:
    """Give the visits of the plans that hold, in the order of the rounds."""
    rows = PlannedVisit.objects.filter(plan__state=VisitPlan.State.PUBLISHED)
    return rows.select_related("person__village", "person__dwelling", "volunteer", "second")


def last_met(persons: Iterable[UUID] | None = None) -> dict[UUID, date]:
    """Give the day on which each person was last met; everybody's without `persons`."""
    rows = Visit.objects.filter(result=MET).order_by()
    if persons is not None:
        rows = rows.filter(person__in=list(persons))
    found = rows.values("person").annotate(last=Max("at")).values_list("person", "last")
    return {person: timezone.localdate(last) for person, last in found}


def overdue(account: Any, *, on: date) -> list[Overdue]:
    """Give who should have been visited by now, where an account supervises; the worst off come first."""
    rows = scope_of(account, "visits.supervise").filter(
        CareSchedule.objects.filter(until=None, purpose=CareSchedule.Purpose.CARE).filter(here("person__"))
    )
    last = last_met()
    found = [
        Overdue(one.person, one, last.get(one.person_id), _due(one, last.get(one.person_id)))
        for one in rows.select_related("person__village", "person__dwelling")
    ]
    late = [one for one in found if one.due < on]
    return sorted(late, key=lambda one: (one.schedule.tier, one.due, one.person.pk))


def _due(schedule: CareSchedule, last: date | None) -> date:
    return (last or schedule.since) + timedelta(days=-(-schedule.every // schedule.times))
