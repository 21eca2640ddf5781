"""Change single visits of a plan by hand: move, lock, cancel, add. Two people notice each other.

Whoever changes a visit says which version of it they saw. When it is another by now, nothing
happens and they are shown what it became.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.care.visits.actions.plans import assign_homes
from khuang.care.visits.models import CareSchedule, PlanEdit, PlannedVisit, VisitPlan
from khuang.care.visits.reads.planning import key_of
from khuang.care.visits.reads.planning_changes import Where, outcome
from khuang.care.visits.rules.plans import in_month
from khuang.care.visits.rules.problems import (
    DayIsOver,
    NeedsAReason,
    NotADraft,
    TwoAreNeeded,
    VisitHasChanged,
    VisitIsOver,
)
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

State, What = PlannedVisit.State, PlanEdit.What


@journal.action
def move_visit(
    key: UUID, where: Where, *, version: int, reason: str = "", by: Any, at: datetime
) -> PlannedVisit:
    """Let somebody else come, or at another time, and lock it so. Journal: visits.visit-moved.

    Raises PermissionDenied and PlanProblem: VisitHasChanged when another version holds by now,
    NeedsAReason when a rule is broken and no reason is given.
    """
    row = _held(key, version, by)
    _possible(row, where, at)
    was = _place(row)
    _put(row, where, reason)
    _note(row, What.MOVED, was, by, at)
    journal.write("visits.visit-moved", by=by, about=row.person, at=at, visit=row.pk)
    return row


@journal.action
def lock_visit(key: UUID, *, locked: bool, version: int, by: Any, at: datetime) -> PlannedVisit:
    """Let a visit stay as it is when the plan is computed anew, or no more. Journal: visits.visit-locked.

    Raises PermissionDenied and PlanProblem.
    """
    row = _held(key, version, by)
    if row.state != State.PLANNED:
        raise VisitIsOver
    row.locked = locked
    row.version += 1
    row.save(update_fields=["locked", "version"])
    _note(row, What.LOCKED if locked else What.UNLOCKED, {}, by, at)
    journal.write("visits.visit-locked", by=by, about=row.person, at=at, visit=row.pk, locked=locked)
    return row


@journal.action
def cancel_visit(key: UUID, *, version: int, reason: str = "", by: Any, at: datetime) -> PlannedVisit:
    """Take a visit out of the plan for good. Journal: visits.visit-cancelled.

    Raises PermissionDenied and PlanProblem.
    """
    row = _held(key, version, by)
    if row.state not in (State.PLANNED, State.UNSERVED):
        raise VisitIsOver
    was = _place(row)
    done = outcome(row, None)
    said: Any = reason.strip() or None
    row.state, row.reason = State.CANCELLED, said
    _settle(row, done.placed)
    _note(row, What.CANCELLED, was, by, at)
    journal.write("visits.visit-cancelled", by=by, about=row.person, at=at, visit=row.pk)
    return row


@journal.action
def add_visit(
    plan: UUID, person: Person, where: Where, *, minutes: int, reason: str = "", by: Any, at: datetime
) -> PlannedVisit:
    """Add a visit that no schedule asks for. Journal: visits.visit-added.

    Raises PermissionDenied (also for a guarded record) and PlanProblem.
    """
    if not may(by, "visits.plan", person) or is_closed_to(by, person) or not person.is_here:
        raise PermissionDenied
    if person.level != Person.Level.TEAM:
        raise PermissionDenied
    holding = VisitPlan.objects.select_for_update(of=("self",)).get(pk=plan)
    if holding.state == VisitPlan.State.REPLACED:
        raise NotADraft
    row = PlannedVisit(
        plan=holding,
        person=person,
        purpose=PlannedVisit.Purpose.EXTRA,
        occurrence=_next(holding, person),
        tier=_tier(person),
        earliest=where.day,
        latest=where.day,
        minutes=minutes,
        two_people=where.second is not None,
        state=State.UNSERVED,
    )
    row.save(force_insert=True)
    _possible(row, where, at)
    _put(row, where, reason)
    _note(row, What.ADDED, {}, by, at)
    journal.write("visits.visit-added", by=by, about=person, at=at, visit=row.pk)
    return row


def _held(key: UUID, version: int, by: Any) -> PlannedVisit:
    """Take hold of a visit as somebody saw it; the plan waits for whoever changes it now."""
    plan = PlannedVisit.objects.values_list("plan", flat=True).get(pk=key)
    VisitPlan.objects.select_for_update(of=("self",)).get(pk=plan)
    row = PlannedVisit.objects.select_for_update(of=("self",)).select_related("person", "plan").get(pk=key)
    if not may(by, "visits.plan", row):
        raise PermissionDenied
    if row.plan.state == VisitPlan.State.REPLACED:
        raise NotADraft
    if row.version != version:
        raise VisitHasChanged
    return row


def _possible(row: PlannedVisit, where: Where, at: datetime) -> None:
    if row.state not in (State.PLANNED, State.UNSERVED, State.MISSED):
        raise VisitIsOver
    if where.second == where.volunteer:
        raise TwoAreNeeded
    if not in_month(where.day, row.plan.month) or where.day < timezone.localdate(at):
        raise DayIsOver


def _put(row: PlannedVisit, where: Where, reason: str) -> None:
    """Put a visit where a hand wants it, and keep it there. Raises NeedsAReason."""
    done = outcome(row, where)
    if done.faults and not reason.strip():
        raise NeedsAReason(done.faults)
    row.state, row.locked = State.PLANNED, True
    row.volunteer_id, row.second_id = where.volunteer, where.second
    row.day, row.half = where.day, where.half
    said: Any = reason.strip() or None
    why: Any = [["by-hand", {}]]
    row.faults, row.reason, row.why = sorted({fault.code for fault in done.faults}), said, why
    _settle(row, done.placed)


def _settle(row: PlannedVisit, placed: Any) -> None:
    """Keep a visit, and the stops and times of the others in its rounds."""
    if mine := placed.get(str(key_of(row))):
        row.number, row.arrives = max(1, mine.order), max(0, mine.arrival)
    row.version += 1
    row.save()
    others = PlannedVisit.objects.filter(plan=row.plan_id).exclude(pk=row.pk)
    people = {one.need.partition("/")[0] for one in placed.values()}
    for other in others.filter(person__in=people).defer("why", "reason").order_by("pk"):
        if now := placed.get(str(key_of(other))):
            other.number, other.arrives = max(1, now.order), max(0, now.arrival)
            other.save(update_fields=["number", "arrives"])


def _place(row: PlannedVisit) -> dict[str, Any]:
    return {
        "day": row.day.isoformat() if row.day else None,
        "half": row.half,
        "number": row.number,
        "volunteer": str(row.volunteer_id) if row.volunteer_id else None,
        "second": str(row.second_id) if row.second_id else None,
        "state": row.state,
    }


def _note(row: PlannedVisit, what: Any, was: dict[str, Any], by: Any, at: datetime) -> None:
    """Remember who changed what, and let others who edit the plan see it."""
    became = _place(row) if was or what == What.ADDED else {}
    PlanEdit.objects.create(visit=row, what=what, was=was, became=became, at=at, by_id=by.pk)
    row.plan.revision += 1
    row.plan.save(update_fields=["revision"])
    if row.plan.state == VisitPlan.State.PUBLISHED and what not in (What.LOCKED, What.UNLOCKED):
        names = (was.get("volunteer"), was.get("second"), became.get("volunteer"), became.get("second"))
        assign_homes(by=by, at=at, only={UUID(one) for one in names if one})


def _next(plan: VisitPlan, person: Person) -> int:
    rows = plan.visits.filter(person=person, purpose=PlannedVisit.Purpose.EXTRA)
    return int(rows.aggregate(last=Max("occurrence"))["last"] or 0) + 1


def _tier(person: Person) -> int:
    tiers = CareSchedule.objects.filter(person=person, until=None).values_list("tier", flat=True)
    return min(tiers, default=3)
