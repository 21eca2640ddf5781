"""Publish a plan, throw a draft away, and let each volunteer hold the homes of their visits only."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from khuang.care.visits.models import PlannedVisit, Visit, VisitPlan, Volunteer
from khuang.care.visits.reads.planning import key_of
from khuang.care.visits.reads.plans import STILL_ON, plan_of
from khuang.care.visits.rules.problems import BaseHasChanged, NotADraft
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import AssignedHome, RoleAssignment
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal import actions as journal

State = PlannedVisit.State
# The role by which somebody holds the homes of their visits.
ROLE = "carer"
_PLACE = ("state", "day", "half", "volunteer_id", "second_id", "number", "arrives")


@journal.action
def publish_plan(key: UUID, *, by: Any, at: datetime) -> VisitPlan:
    """Let a draft hold, in the place of the plan before; volunteers get the homes of their visits.

    Journal: visits.plan-published. Raises PermissionDenied, and PlanProblem when it is no draft or
    the plan that it was made from has changed since.
    """
    _allow(by)
    draft = VisitPlan.objects.get(pk=key)
    plans = VisitPlan.objects.select_for_update(of=("self",)).filter(month=draft.month)
    known = {one.pk: one for one in plans.order_by("pk")}
    draft = known[key]
    if draft.state != VisitPlan.State.DRAFT:
        raise NotADraft
    before = next((one for one in known.values() if one.state == VisitPlan.State.PUBLISHED), None)
    if before and not _is_made_from(draft, before, known):
        raise BaseHasChanged
    if before:
        _take_over(before, draft)
        before.state = VisitPlan.State.REPLACED
        before.save(update_fields=["state"])
    draft.state, draft.published_at, draft.published_by_id = VisitPlan.State.PUBLISHED, at, by.pk
    draft.save(update_fields=["state", "published_at", "published_by_id"])
    assign_homes(by=by, at=at)
    visits = draft.visits.filter(state=State.PLANNED).count()
    journal.write("visits.plan-published", by=by, about=draft, at=at, visits=visits)
    return draft


@journal.action
def discard_plan(key: UUID, *, by: Any, at: datetime) -> None:
    """Throw a draft away. Journal: visits.plan-discarded. Raises PermissionDenied and NotADraft."""
    _allow(by)
    draft = VisitPlan.objects.select_for_update(of=("self",)).get(pk=key)
    if draft.state != VisitPlan.State.DRAFT:
        raise NotADraft
    # Those that were made from it are made from what it was made from.
    made_from_it = VisitPlan.objects.filter(based_on=draft)
    made_from_it.update(based_on=draft.based_on_id, based_on_revision=draft.based_on_revision)
    journal.write("visits.plan-discarded", by=by, about=draft, at=at)
    draft.delete()


@journal.action
def assign_homes(*, by: Any, at: datetime, only: Collection[UUID] | None = None) -> int:
    """Let each volunteer's account hold the homes of their visits of this month; give how many change.

    Exactly these: others are taken back.

    only  volunteers; by itself everybody
    A municipality without a plan of this month keeps what was assigned by hand; homes that last
    month's plan had given go back. Journal: accounts.homes-assigned, accounts.homes-released.
    """
    on = timezone.localdate(at)
    plan = plan_of(on)
    roles = _roles(only, at)
    wanted = _homes(plan, roles) if plan else defaultdict(set)
    given = _homes(_month_before(on), roles) if plan is None else None
    there: dict[UUID, set[UUID]] = defaultdict(set)
    rows = AssignedHome.objects.filter(assignment__in=[one.pk for one in roles.values()], until=None)
    for assignment, home in rows.values_list("assignment", "home_id"):
        there[assignment].add(home)
    changed = 0
    for volunteer, role in roles.items():
        now = there[role.pk]
        take = now - wanted[volunteer] if given is None else now & given[volunteer]
        add = wanted[volunteer] - now
        if add or take:
            accounts.set_homes(role, add=sorted(add), take=sorted(take), by=by, at=at)
            changed += 1
    return changed


@journal.action
def return_visits(volunteers: Iterable[Volunteer], *, first_day: date, by: Any, at: datetime) -> int:
    """Let the visits of those who left wait for somebody else, from a day on; give how many.

    Journal: visits.visits-returned.
    """
    keys = [one.pk for one in volunteers]
    live = VisitPlan.objects.exclude(state=VisitPlan.State.REPLACED)
    ahead = PlannedVisit.objects.filter(plan__in=live, state=State.PLANNED, day__gte=first_day)
    rows = list(ahead.filter(Q(volunteer__in=keys) | Q(second__in=keys)).order_by("pk"))
    for row in rows:
        row.state, row.volunteer, row.second = State.UNSERVED, None, None
        row.day, row.half, row.locked, row.why = None, "", False, [["carer-left", {}]]
        row.version += 1
    names = ["state", "volunteer", "second", "day", "half", "locked", "why", "version"]
    for row in rows:
        row.save(update_fields=names)
    plans = {row.plan_id for row in rows}
    for plan in VisitPlan.objects.select_for_update(of=("self",)).filter(pk__in=plans).order_by("pk"):
        plan.revision += 1
        plan.save(update_fields=["revision"])
    if rows:
        journal.write("visits.visits-returned", by=by, about=None, at=at, also=keys, visits=len(rows))
    return len(rows)


def return_visits_of_leavers(*, at: datetime) -> int:
    """Let the visits of whoever has left by now, and has passed them to nobody, wait for others."""
    on = timezone.localdate(at)
    gone = Volunteer.objects.filter(left_on__lte=on)
    return return_visits(gone, first_day=on, by=journal.SYSTEM, at=at)


def _allow(by: Any) -> None:
    if not scope_of(by, "visits.plan").everywhere:
        raise PermissionDenied


def _is_made_from(draft: VisitPlan, before: VisitPlan, known: dict[UUID, VisitPlan]) -> bool:
    """Whether a draft was made from the plan that holds, as it is now; drafts may lie between."""
    one: VisitPlan | None = draft
    while one and one.based_on_id != before.pk:
        one = known.get(one.based_on_id)
    return one is not None and one.based_on_revision == before.revision


def _take_over(before: VisitPlan, draft: VisitPlan) -> None:
    """Take over what happened since the draft was computed, and lead the recorded visits to the new rows."""
    old = {key_of(row): row for row in before.visits.order_by("pk")}
    new = {key_of(row): row for row in draft.visits.order_by("pk")}
    for key, row in old.items():
        if row.state == State.DONE and key in new and new[key].state != State.DONE:
            for name in _PLACE:
                setattr(new[key], name, getattr(row, name))
            new[key].save(update_fields=[name.removesuffix("_id") for name in _PLACE])
    recorded = Visit.objects.filter(planned__plan=before).select_related("planned").order_by("pk")
    for visit in recorded:
        row = new.get(key_of(visit.planned))
        if row:
            Visit.objects.filter(pk=visit.pk).update(planned=row.pk)


def _roles(only: Collection[UUID] | None, at: datetime) -> dict[UUID, RoleAssignment]:
    """Give volunteer -> the role at homes of their account, while it is held."""
    rows = Volunteer.objects.exclude(account=None)
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    accounts_of = dict(rows.values_list("account", "pk"))
    held = RoleAssignment.objects.filter(
        Q(until=None) | Q(until__gt=at), account__in=accounts_of, role=ROLE, held_at="homes", since__lte=at
    )
    return {accounts_of[one.account_id]: one for one in held.select_related("account").order_by("pk")}


def _homes(plan: VisitPlan | None, volunteers: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Give volunteer -> homes of their visits in a plan."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    if plan is None:
        return found
    rows = plan.visits.filter(state__in=STILL_ON).exclude(person__dwelling=None).order_by()
    for one, other, home in rows.values_list("volunteer", "second", "person__dwelling"):
        for volunteer in (one, other):
            if volunteer in volunteers:
                found[volunteer].add(home)
    return found


def _month_before(on: date) -> VisitPlan | None:
    return plan_of(date.fromordinal(on.replace(day=1).toordinal() - 1))
