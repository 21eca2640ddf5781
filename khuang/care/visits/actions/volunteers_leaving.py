"""Somebody leaves: their homes and visits go to others, and nobody is left behind unseen."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils import timezone

from khuang.care.visits.actions.volunteers import allow
from khuang.care.visits.models import Availability, CareSchedule, HandOver, PlannedVisit, Volunteer
from khuang.care.visits.reads.availability import Wishes, slots_of, wishes
from khuang.care.visits.reads.volunteers_leaving import homes_of, planned_from, volunteer_roles
from khuang.care.visits.rules.volunteers import HasLeft, NotTheirs, PassedAlready
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import RoleAssignment
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal


@journal.action
def leave(volunteer: Volunteer, *, on: date, because: str, by: Any, at: datetime) -> list[HandOver]:
    """Let a volunteer leave from a day on, and list the homes that they hand over.

    The row stays; so do the visits that they were to make, until somebody takes them.
    Journal: visits.volunteer-left, which ends the roles of their account (see end_roles).
    Raises PermissionDenied, HasLeft, or ValidationError when they leave before they began.
    """
    allow(by, volunteer)
    if volunteer.left_on:
        raise HasLeft
    volunteer.left_on, volunteer.left_because = on, because
    volunteer.validate_constraints()
    volunteer.save(update_fields=["left_on", "left_because"])
    Volunteer.objects.filter(partner=volunteer).update(partner=None)
    Availability.objects.filter(volunteer=volunteer, until=None, since__lt=on).update(until=on)
    homes = [HandOver(volunteer=volunteer, dwelling_id=key) for key in sorted(homes_of(volunteer))]
    HandOver.objects.bulk_create(homes)
    journal.write("visits.volunteer-left", by=by, about=volunteer, at=at, because=because, homes=len(homes))
    return homes


def end_roles(entry: Any) -> None:
    """Follow visits.volunteer-left: roles end with the last day. Journal: accounts.role-ended."""
    volunteer = Volunteer.objects.filter(pk=entry.about_id).first()
    if volunteer:
        _end_roles_of(volunteer, at=entry.at)


def end_roles_of_leavers(*, at: datetime) -> int:
    """End every night the roles of those whose last day has come; give how many ended."""
    leavers = Volunteer.objects.exclude(account=None).exclude(left_on=None).select_related("account")
    return sum(_end_roles_of(one, at=at) for one in leavers)


def _end_roles_of(volunteer: Volunteer, *, at: datetime) -> int:
    if volunteer.left_on is None or volunteer.left_on > timezone.localdate(at):
        return 0
    roles = volunteer_roles(volunteer)
    for given in roles:
        accounts.end_role(given, by=journal.SYSTEM, at=at)
    return len(roles)


@journal.action
def pass_home(home: HandOver, *, to: Volunteer, by: Any, at: datetime) -> int:
    """Pass a home to another volunteer: the role that opens it, its schedules, its visits.

    Visits go along on half-days that the other one offers, and where nobody wished otherwise; the
    rest stays in sight. Gives how many visits went along. Journal: visits.home-passed.
    Raises PermissionDenied, PassedAlready, NotTheirs, or HasLeft when the other one has left.
    """
    home = HandOver.objects.select_for_update(of=("self",)).select_related("volunteer").get(pk=home.pk)
    _may_pass(home, to, by, timezone.localdate(at))
    home.passed_to, home.passed_at, home.passed_by_id = to, at, by.pk
    home.save(update_fields=["passed_to", "passed_at", "passed_by_id"])
    _open_to(home, to, by=by, at=at)
    mine = CareSchedule.objects.filter(keeps=home.volunteer, until=None, person__dwelling=home.dwelling_id)
    mine.update(keeps=to)
    moved = _move_visits(home, to)
    journal.write(
        "visits.home-passed",
        by=by,
        about=home.volunteer,
        at=at,
        also=[home.dwelling_id],
        to=to.pk,
        visits=moved,
    )
    return moved


def _may_pass(home: HandOver, to: Volunteer, by: Any, today: date) -> None:
    if not may(by, "visits.volunteers", home):
        raise PermissionDenied
    allow(by, to)
    if home.passed_to_id:
        raise PassedAlready
    if to.pk == home.volunteer_id:
        raise NotTheirs
    if to.left_on and to.left_on <= today:
        raise HasLeft


def _open_to(home: HandOver, to: Volunteer, *, by: Any, at: datetime) -> None:
    """Assign the home to the role of whoever has an account; others carry paper."""
    roles = [row for row in volunteer_roles(to) if row.held_at == RoleAssignment.Place.HOMES]
    for given in roles[:1]:
        accounts.assign_homes(given, [home.dwelling_id], by=by, at=at)


def _move_visits(home: HandOver, to: Volunteer) -> int:
    left: Any = home.volunteer.left_on
    visits = list(planned_from(home.volunteer, left).filter(person__dwelling=home.dwelling_id))
    if not visits:
        return 0
    free = set(slots_of(to, visits[0].day, max(visit.day for visit in visits)))
    wished = wishes({visit.person_id: visit.person for visit in visits}.values(), left)
    moved = [one for one in visits if _can_take(one, to, free, wished.get(one.person_id, Wishes()))]
    for visit in moved:
        _give(visit, home.volunteer, to)
    return len(moved)


def _can_take(visit: PlannedVisit, to: Volunteer, free: set[Any], wished: Wishes) -> bool:
    suits = to.pk not in wished.avoid and wished.sex in ("", to.sex)
    return suits and (visit.day, visit.half) in free and to.pk not in (visit.volunteer_id, visit.second_id)


def _give(visit: PlannedVisit, leaver: Volunteer, to: Volunteer) -> None:
    if visit.second_id == leaver.pk:
        visit.second = to
        visit.save(update_fields=["second"])
        return
    there = PlannedVisit.objects.filter(plan=visit.plan_id, volunteer=to, day=visit.day, half=visit.half)
    last = there.aggregate(last=Max("number"))["last"] or 0
    # Decided by hand: a plan that is computed anew leaves it so.
    visit.volunteer, visit.number, visit.locked = to, last + 1, True
    visit.save(update_fields=["volunteer", "number", "locked"])
