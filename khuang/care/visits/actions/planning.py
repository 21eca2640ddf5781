"""Compute the plan of a month for everyone at once: long work, done apart and watched from pieces.

The engine searches in a thread (and a process of its own) while each piece looks how far it is, so
that the page can show it and somebody can stop it. Nothing is written before all is found: whoever
is killed in the middle leaves no half plan, and the next worker begins anew, to the same end.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Thread
from time import monotonic
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.visits.models import CareSchedule, PlannedVisit, Planning, VisitPlan
from khuang.care.visits.reads.availability import visitors
from khuang.care.visits.reads.planning import Month, month_to_plan
from khuang.care.visits.rules.planning.fixes import what_would_fix
from khuang.care.visits.rules.planning.plans import plan as plan_month
from khuang.care.visits.rules.planning.plans import replan
from khuang.care.visits.rules.planning.reasons import Explainer
from khuang.care.visits.rules.planning.shapes import Fix, Placed, Plan, Reason
from khuang.care.visits.rules.plans import figures_kept, fixes_kept, input_hash, reasons_kept, solver
from khuang.care.visits.rules.problems import MonthIsOver, NobodyToVisit, NobodyVisits, PlanningUnderWay
from khuang.care.visits.rules.schedules import month_end
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal import actions as journal
from khuang.ground.journal import long_work
from khuang.ground.municipalities.writing import insert

ANEW_S, AGAIN_S = 45.0, 8.0
_LOOK_S = 0.5
# Nobody has looked for so long: the work was stopped, or is another worker's.
_FORSAKEN_S = 180.0
_PERCENT = 100


class _Forsaken(Exception):
    """Nobody waits for the plan any more."""


@dataclass
class Found:
    """A plan with what explains it."""

    plan: Plan
    why: Mapping[str, Sequence[Reason]]
    fixes: Sequence[Fix]


@dataclass
class _Running:
    """A search under way, as this worker holds it."""

    month: Month
    looked_at: float = field(default_factory=monotonic)
    share: float = 0.0
    found: Found | None = None
    fault: BaseException | None = None
    thread: Thread | None = None

    def tell(self, share: float, placed: int, asked: int) -> None:
        self.share = share
        if monotonic() - self.looked_at > _FORSAKEN_S:
            raise _Forsaken


# At most one: the engine takes a core for itself.
_held: dict[UUID, _Running] = {}


@journal.action
def begin_planning(
    month: date,
    *,
    continuity: float,
    by: Any,
    at: datetime,
    based_on: VisitPlan | None = None,
    smallest: bool = False,
    first_day: date | None = None,
) -> Planning:
    """Let a worker compute a month. Journal: visits.plan-asked.

    based_on   whose done and locked visits stay; by itself the plan that holds
    smallest   change as little of it as possible
    first_day  by itself the month's first, or today
    Raises PermissionDenied (it takes the whole municipality) and PlanProblem.
    """
    work = new_planning(
        month,
        continuity=continuity,
        by=by,
        at=at,
        based_on=based_on,
        smallest=smallest,
        first_day=first_day,
    )
    long_work.begin(work)
    return work


@journal.action
def new_planning(
    month: date,
    *,
    continuity: float,
    by: Any,
    at: datetime,
    based_on: VisitPlan | None = None,
    smallest: bool = False,
    first_day: date | None = None,
) -> Planning:
    """Make a computation that its caller carries out. Journal: visits.plan-asked."""
    month, today = month.replace(day=1), timezone.localdate(at)
    check_planning(month, by=by, at=at)
    work = Planning.objects.create(
        month=month,
        first_day=max(month, first_day or today),
        continuity=continuity,
        based_on=based_on or VisitPlan.objects.filter(month=month, state="published").first(),
        smallest=smallest,
        seed=1,
        by_id=by.pk,
        asked_at=at,
        total=_PERCENT,
    )
    journal.write("visits.plan-asked", by=by, about=work, at=at, month=month.isoformat())
    return work


def check_planning(month: date, *, by: Any, at: datetime) -> None:
    """Raise PermissionDenied or PlanProblem where a month cannot be planned now."""
    month, today = month.replace(day=1), timezone.localdate(at)
    if not scope_of(by, "visits.plan").everywhere:
        raise PermissionDenied
    if month_end(month) < today:
        raise MonthIsOver
    if Planning.objects.filter(state__in=["waiting", "running"]).exists():
        raise PlanningUnderWay
    if not visitors(max(month, today), month_end(month)):
        raise NobodyVisits
    if not CareSchedule.objects.filter(until=None).exists():
        raise NobodyToVisit


def stop_planning(work: Planning, *, by: Any, at: datetime) -> None:
    """Let a computation end without a plan. Raises PermissionDenied."""
    if not scope_of(by, "visits.plan").everywhere:
        raise PermissionDenied
    long_work.ask_to_stop(work, at=at)


def plan_piece(work: Planning, at: datetime) -> bool:
    """Begin the search, look how far it is, or keep what it found. Journal, at the end: visits.plan-made."""
    running = _held.get(work.pk)
    if running is None:
        _held.clear()
        running = _held[work.pk] = _begun(work)
        work.done, work.total = 0, _PERCENT
        return True
    running.looked_at = monotonic()
    if running.thread is not None:
        running.thread.join(_LOOK_S)
        if running.thread.is_alive():
            work.done = min(_PERCENT - 1, int(_PERCENT * running.share))
            return True
    del _held[work.pk]
    if running.found is None:
        raise running.fault or _Forsaken()
    work.plan = keep_plan(work, running.month, running.found, at)
    work.done = _PERCENT
    return False


def _begun(work: Planning) -> _Running:
    month = month_to_plan(work.month, work.first_day, continuity=work.continuity, based_on=work.based_on)
    if not month.problem.carers:
        raise long_work.CannotGoOn(NobodyVisits.__name__)
    running = _Running(month)
    search = _search(work, month)

    def run() -> None:
        try:
            running.found = search(running.tell)
        except BaseException as fault:  # noqa: BLE001 - told to whoever looks
            running.fault = fault

    running.thread = Thread(target=run, name="visits.planning", daemon=True)
    running.thread.start()
    return running


def _search(work: Planning, month: Month) -> Callable[[Callable[[float, int, int], None]], Found]:
    """Give what finds the plan; it touches no database."""
    smallest, seed = work.smallest, work.seed

    def search(tell: Callable[[float, int, int], None]) -> Found:
        if smallest:
            plan = replan(month.problem, month.before_as_plan, seconds=AGAIN_S, seed=seed, progress=tell)
        else:
            plan = plan_month(month.problem, seconds=ANEW_S, seed=seed, progress=tell)
        return explained(month, plan)

    return search


def compute_now(work: Planning, *, at: datetime, **effort: Any) -> VisitPlan:
    """Carry out a computation here, while its caller waits; `effort` as the engine takes it.

    Journal: visits.plan-made.
    """
    month = month_to_plan(work.month, work.first_day, continuity=work.continuity, based_on=work.based_on)
    if work.smallest:
        found = replan(month.problem, month.before_as_plan, seed=work.seed, **effort)
    else:
        found = plan_month(month.problem, seed=work.seed, **effort)
    work.plan = keep_plan(work, month, explained(month, found), at)
    work.state, work.done, work.started_at, work.finished_at = work.State.DONE, _PERCENT, at, at
    work.save()
    return work.plan


def explained(month: Month, plan: Plan) -> Found:
    """Say of each visit why this carer, and what would bring the others in."""
    explain = Explainer(month.problem, plan.placed)
    why = {one.need: explain.why(one.need) for one in plan.placed}
    fixes = what_would_fix(month.problem, plan) if plan.unserved else ()
    return Found(plan, why, fixes)


@journal.action
def keep_plan(work: Planning, month: Month, found: Found, at: datetime) -> VisitPlan:
    """Keep a plan that was found as a draft. Journal: visits.plan-made."""
    plan = VisitPlan.objects.create(
        month=work.month,
        first_day=work.first_day,
        based_on=work.based_on,
        based_on_revision=work.based_on.revision if work.based_on else 0,
        continuity=work.continuity,
        seed=work.seed,
        solver=solver(),
        input_hash=input_hash(month.problem),
        figures=figures_kept(found.plan.figures),
        fixes=fixes_kept(found.fixes),
        unpinned=len(month.unpinned),
        guarded=month.guarded,
        made_at=at,
        made_by_id=work.by_id,
    )
    faults: dict[str, list[str]] = {}
    for fault in found.plan.faults:
        for need in fault.needs:
            faults.setdefault(need, []).append(fault.code)
    rows = [_row(plan, month, one, found, faults) for one in found.plan.placed]
    rows += [_unserved(plan, month, need, why) for need, why in found.plan.unserved.items()]
    rows += [_copy(plan, row) for name, row in month.rows.items() if name in month.copied]
    insert(rows)
    journal.write("visits.plan-made", by=journal.SYSTEM, about=plan, at=at, visits=len(rows))
    return plan


def _row(
    plan: VisitPlan, month: Month, one: Placed, found: Found, faults: Mapping[str, list[str]]
) -> PlannedVisit:
    before = month.rows.get(one.need)
    stays = one.locked and before is not None
    return PlannedVisit(
        **_about(plan, month, one.need),
        volunteer_id=UUID(one.carers[0]),
        second_id=UUID(one.carers[1]) if len(one.carers) > 1 else None,
        day=one.day,
        half=one.half,
        number=max(1, one.order),
        arrives=max(0, one.arrival),
        locked=before.locked if stays and before else False,
        state=before.state if stays and before else PlannedVisit.State.PLANNED,
        why=reasons_kept(found.why.get(one.need, ())),
        faults=sorted(set(faults.get(one.need, ()))),
        reason=before.reason if stays and before else None,
        bring=before.bring if before else None,
    )


def _unserved(plan: VisitPlan, month: Month, need: str, why: Sequence[Reason]) -> PlannedVisit:
    return PlannedVisit(**_about(plan, month, need), state=PlannedVisit.State.UNSERVED, why=reasons_kept(why))


def _about(plan: VisitPlan, month: Month, need: str) -> dict[str, Any]:
    key, asked = month.keys[need], month.asked[need]
    return {
        "plan": plan,
        "person_id": key.person,
        "purpose": key.purpose,
        "series": key.series,
        "occurrence": key.occurrence,
        "tier": asked.tier,
        "earliest": asked.earliest,
        "latest": asked.latest,
        "minutes": asked.minutes,
        "skill": asked.skill,
        "two_people": month.needs[need].two_people,
        "at_village": need in month.unpinned,
    }


def _copy(plan: VisitPlan, row: PlannedVisit) -> PlannedVisit:
    """Take over what is planned no more: cancelled, so that it does not come back, or done by who left."""
    mine = {"id", "plan", "municipality", "reason", "why"}
    fields = [one.attname for one in row._meta.concrete_fields if one.name not in mine]
    return PlannedVisit(plan=plan, **{name: getattr(row, name) for name in fields})
