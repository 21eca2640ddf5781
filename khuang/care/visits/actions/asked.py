"""Ask for a visit today, at once and without a planner: by their carer, as the next stop of the round."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Max
from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.visits.actions.plans import assign_homes
from khuang.care.visits.models import PlannedVisit, VisitPlan, Volunteer
from khuang.care.visits.reads.availability import slots_of
from khuang.care.visits.reads.plans import plan_of
from khuang.care.visits.reads.volunteers import available
from khuang.care.visits.rules.asked import half_today
from khuang.ground.journal import actions as journal

State, Purpose = PlannedVisit.State, PlannedVisit.Purpose
ASKED = (Purpose.CHECK, Purpose.MESSAGE)
MINUTES = 20


@journal.action
def ask_today(
    person: Person, *, purpose: str, bring: str | None = None, by: Any, at: datetime
) -> PlannedVisit | None:
    """Put a visit into today's round of the person's carer; give it.

    purpose  check (no sign of life) or message (to be brought: `bring`)
    Nobody goes today: it is kept as a visit that nobody can make. None: no plan of this month holds.
    What was asked for today and not yet made is given again. Journal: visits.visit-added.
    """
    day = timezone.localdate(at)
    plan = plan_of(day)
    if plan is None:
        return None
    VisitPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    asked = plan.visits.filter(person=person, purpose=purpose, latest=day)
    there = asked.filter(state__in=[State.PLANNED, State.UNSERVED]).last()
    if there is not None and there.bring == bring:
        return there
    row = PlannedVisit(
        plan=plan,
        person=person,
        purpose=purpose,
        occurrence=_next(plan, person, purpose),
        tier=0,
        earliest=day,
        latest=day,
        minutes=MINUTES,
        state=State.UNSERVED,
        bring=bring,
        why=[["asked-today", {}]],
    )
    if carer := _carer(person, day, at):
        _put(row, *carer)
    row.save(force_insert=True)
    _changed(row, by=by, at=at)
    journal.write("visits.visit-added", by=by, about=person, at=at, visit=row.pk)
    return row


@journal.action
def withdraw_asked(key: UUID, *, by: Any, at: datetime) -> bool:
    """Take back a visit that was asked for, and say whether it was still to be made.

    Journal: visits.visit-cancelled.
    """
    rows = PlannedVisit.objects.select_for_update(of=("self",)).select_related("person", "plan")
    row = rows.filter(pk=key, purpose__in=ASKED, state__in=[State.PLANNED, State.UNSERVED]).first()
    if row is None:
        return False
    row.state = State.CANCELLED
    row.version += 1
    row.save(update_fields=["state", "version"])
    _changed(row, by=by, at=at)
    journal.write("visits.visit-cancelled", by=by, about=row.person, at=at, visit=row.pk)
    return True


def _carer(person: Person, day: date, at: datetime) -> tuple[Volunteer, str] | None:
    """Give who visits this person otherwise and can still go today, nearest in days first, and when."""
    rows = PlannedVisit.objects.filter(person=person, plan__state=VisitPlan.State.PUBLISHED)
    known = rows.exclude(volunteer=None).exclude(day=None).order_by("-day", "pk")
    found = sorted(known.values_list("day", "volunteer"), key=lambda one: abs((one[0] - day).days))
    there = {
        one.pk: one for one in available(Volunteer.objects.filter(pk__in=[key for _, key in found]), day)
    }
    now = timezone.localtime(at).time()
    for key in dict.fromkeys(key for _, key in found if key in there):
        half = half_today({slot[1] for slot in slots_of(there[key], day, day)}, now)
        if half:
            return there[key], half
    return None


def _put(row: PlannedVisit, volunteer: Volunteer, half: str) -> None:
    """Make it the next stop: before what is not yet done, which moves back by so many minutes."""
    row.state, row.volunteer, row.day, row.half, row.locked = (
        State.PLANNED,
        volunteer,
        row.earliest,
        half,
        True,
    )
    round_ = PlannedVisit.objects.filter(plan=row.plan_id, volunteer=volunteer, day=row.day, half=half)
    done = round_.exclude(state=State.PLANNED).aggregate(last=Max("number"), at=Max("arrives"))
    row.number, row.arrives = (done["last"] or 0) + 1, done["at"] or 0
    ahead = round_.filter(state=State.PLANNED, number__gte=row.number)
    ahead.update(number=F("number") + 1, arrives=F("arrives") + row.minutes)


def _changed(row: PlannedVisit, *, by: Any, at: datetime) -> None:
    """Let who edits the plan notice, and the carer's account hold the home."""
    row.plan.revision += 1
    row.plan.save(update_fields=["revision"])
    if row.volunteer_id:
        assign_homes(by=by, at=at, only={row.volunteer_id})


def _next(plan: VisitPlan, person: Person, purpose: str) -> int:
    rows = plan.visits.filter(person=person, purpose=purpose)
    return int(rows.aggregate(last=Max("occurrence"))["last"] or 0) + 1
