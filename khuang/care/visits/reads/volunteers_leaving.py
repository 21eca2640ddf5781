"""What somebody who leaves hands over, and what of it nobody has taken yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from khuang.care.people.models import Dwelling, Person, here
from khuang.care.visits.models import CareSchedule, HandOver, PlannedVisit, VisitPlan, Volunteer
from khuang.ground.accounts.models import RoleAssignment
from khuang.ground.accounts.reads import assignments_now, scope_of
from khuang.ground.accounts.rules import policy


def homes_of(volunteer: Volunteer) -> set[UUID]:
    """Give the homes that somebody looks after: assigned to their account, or theirs by a schedule."""
    held = assignments_now(volunteer.account) if volunteer.account else []
    assigned = {home for row in held for home in row.homes_now}
    kept = CareSchedule.objects.filter(keeps=volunteer, until=None).order_by()
    homes = assigned | set(kept.values_list("person__dwelling", flat=True))
    standing = Dwelling.objects.filter(gone_on=None, pk__in=homes - {None}).order_by()
    return set(standing.values_list("pk", flat=True))


def volunteer_roles(volunteer: Volunteer) -> list[RoleAssignment]:
    """Give the roles of volunteers that somebody's account holds now."""
    held = assignments_now(volunteer.account) if volunteer.account else []
    return [row for row in held if policy().roles[row.role].volunteer]


def planned_from(volunteer: Volunteer, day: date) -> QuerySet[PlannedVisit]:
    """Give the visits of published plans that somebody was to make from a day on."""
    rows = PlannedVisit.objects.filter(
        plan__state=VisitPlan.State.PUBLISHED, state=PlannedVisit.State.PLANNED, day__gte=day
    )
    return rows.filter(Q(volunteer=volunteer) | Q(second=volunteer)).select_related("person__village")


def still_planned(actor: Any, permission: str = "visits.supervise") -> QuerySet[PlannedVisit]:
    """Give the visits that are still planned with somebody who will have left by then, soonest first."""
    rows = PlannedVisit.objects.filter(
        plan__state=VisitPlan.State.PUBLISHED, state=PlannedVisit.State.PLANNED
    ).filter(Q(day__gte=F("volunteer__left_on")) | Q(day__gte=F("second__left_on")))
    found = scope_of(actor, permission).filter(rows)
    return found.select_related("person__village", "volunteer").order_by("day", "pk")


def open_hand_overs(actor: Any, permission: str = "visits.supervise") -> QuerySet[HandOver]:
    """Give the homes that somebody who left has passed to nobody yet, oldest first."""
    rows = HandOver.objects.filter(passed_to=None).select_related("volunteer", "dwelling__village")
    return scope_of(actor, permission).filter(rows).order_by("volunteer__left_on", "pk")


@dataclass(frozen=True)
class HomeLine:
    """A home that is handed over, who lives there as far as it opens, and to whom it went."""

    row: HandOver
    people: list[Person]


def hand_overs_of(volunteer: Volunteer, actor: Any) -> list[HandOver]:
    """Give the homes that one volunteer hands over, open ones first."""
    rows = HandOver.objects.filter(volunteer=volunteer).select_related("dwelling__village", "passed_to")
    found = scope_of(actor, "visits.volunteers").filter(rows)
    return list(found.order_by(F("passed_at").desc(nulls_first=True), "pk"))


def home_lines(volunteer: Volunteer, actor: Any) -> list[HomeLine]:
    """Give these homes with the people who live there, as far as their records open for an actor."""
    rows = hand_overs_of(volunteer, actor)
    living = Person.objects.filter(here(), dwelling__in=[row.dwelling_id for row in rows])
    at_home: dict[UUID, list[Person]] = defaultdict(list)
    for person in scope_of(actor, "visits.volunteers").filter(living):
        at_home[person.dwelling_id].append(person)
    return [HomeLine(row, at_home[row.dwelling_id]) for row in rows]


def open_visits(volunteer: Volunteer, actor: Any) -> list[PlannedVisit]:
    """Give the visits that are still planned with a volunteer after the last day."""
    if volunteer.left_on is None:
        return []
    return list(scope_of(actor, "visits.volunteers").filter(planned_from(volunteer, volunteer.left_on)))
