"""A case's plan and what is given: steps with who does them and by when, services from and to."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from khuang.care.cases.actions.cases import locked, note
from khuang.care.cases.actions.needs import word
from khuang.care.cases.models import Case, Given, Need, PlanStep
from khuang.care.cases.reads.needs import of_human
from khuang.care.cases.rules.doers import Doer
from khuang.care.cases.rules.problems import AnotherPerson, BeforeItBegan, DayPassed, NoWords, WrongState
from khuang.ground.journal import actions as journal


@journal.action
def add_step(
    case: Case,
    *,
    goal: str,
    action: str,
    doer: Doer,
    due_on: date,
    need: Need | None = None,
    source_id: UUID | None = None,
    by: Any,
    at: datetime,
) -> PlanStep:
    """Add a step to an open case's plan. Journal: cases.step-added.

    goal       what it is for; steps with the same words stand together
    need       which need it answers, of the person or of somebody in the same household
    source_id  the conference that decided it
    Raises PermissionDenied, NoWords, DayPassed, AnotherPerson, WrongState when the case is closed.
    """
    case = _open(case, by)
    if not (goal.strip() and action.strip()):
        raise NoWords
    if due_on < timezone.localdate(at):
        raise DayPassed
    made = PlanStep.objects.create(
        case=case,
        need=_near(need, case),
        goal=goal.strip(),
        action=action.strip(),
        due_on=due_on,
        source_id=source_id,
        made_at=at,
        made_by_id=by.pk,
        **doer.fields,
    )
    note(case, "step-added", by, at, step=made.pk)
    return made


@journal.action
def end_step(step: PlanStep, *, done: bool, result: str, by: Any, at: datetime) -> PlanStep:
    """Say that a step is done, or dropped, and with what result. Journal: cases.step-ended.

    Raises PermissionDenied, NoWords, WrongState when it has ended.
    """
    case = _open(step.case, by)
    step = PlanStep.objects.get(pk=step.pk)
    if step.state != "to-do":
        raise WrongState
    if not result.strip():
        raise NoWords
    step.state, step.result = "done" if done else "dropped", result.strip()  # type: ignore[assignment]
    step.ended_at, step.ended_by_id = at, by.pk
    step.save()
    note(case, "step-ended", by, at, step=step.pk, state=step.state)
    return step


@journal.action
def move_step(step: PlanStep, *, due_on: date, by: Any, at: datetime) -> PlanStep:
    """Give a step another day. Journal: cases.step-moved. Raises PermissionDenied, DayPassed, WrongState."""
    case = _open(step.case, by)
    step = PlanStep.objects.get(pk=step.pk)
    if step.state != "to-do":
        raise WrongState
    if due_on < timezone.localdate(at):
        raise DayPassed
    step.due_on = due_on
    step.save(update_fields=["due_on"])
    note(case, "step-moved", by, at, step=step.pk)
    return step


@journal.action
def give(
    case: Case, *, what: str, doer: Doer, since: date, need: Need | None = None, by: Any, at: datetime
) -> Given:
    """Note a service that begins; the need that it answers is being met from now on.

    Journal: cases.service-begun, and cases.need-being-met. What is urgent need not wait for the plan.
    Raises PermissionDenied, NoWords, AnotherPerson, WrongState when the case is closed.
    """
    case = _open(case, by)
    if not what.strip():
        raise NoWords
    made = Given.objects.create(
        case=case,
        need=_near(need, case),
        what=what.strip(),
        since=since,
        noted_at=at,
        noted_by_id=by.pk,
        **doer.fields,
    )
    if need is not None and need.state == "open":
        need.state = "being-met"
        need.save(update_fields=["state"])
        word(need, "being-met", "desk", None, by, at)
        journal.write("cases.need-being-met", by=by, about=need, at=at, also=[need.person_id])
    note(case, "service-begun", by, at, service=made.pk)
    return made


@journal.action
def end_service(given: Given, *, until: date, result: str, by: Any, at: datetime) -> Given:
    """Say that a service ended, and with what result. Journal: cases.service-ended.

    Raises PermissionDenied, NoWords, BeforeItBegan, WrongState when it has ended.
    """
    case = _open(given.case, by)
    given = Given.objects.get(pk=given.pk)
    if given.until is not None:
        raise WrongState
    if not result.strip():
        raise NoWords
    if until < given.since:
        raise BeforeItBegan
    given.until, given.result = until, result.strip()  # type: ignore[assignment]
    given.save(update_fields=["until", "result"])
    note(case, "service-ended", by, at, service=given.pk)
    return given


@journal.action
def plan_visits(case: Case, *, every: int | None, by: Any, at: datetime) -> Case:
    """Let the plan say that there is a visit every so many days, or leave it to the rules.

    It counts once the plan is approved. Journal: cases.visits-planned.
    Raises PermissionDenied, WrongState when the case is closed.
    """
    case = _open(case, by)
    case.visits_every = every
    case.save(update_fields=["visits_every"])
    note(case, "visits-planned", by, at, every=every or 0)
    return case


def _open(case: Case, by: Any) -> Case:
    found = locked(case, by)
    if not found.is_open:
        raise WrongState
    return found


def _near(need: Need | None, case: Case) -> Need | None:
    """Allow needs of whom the case is about, and of the household when that is the client."""
    if need is None:
        return None
    theirs = of_human(Need.objects.filter(pk=need.pk), case.person).exists()
    if not theirs and not (case.household_id and need.person.household_id == case.household_id):
        raise AnotherPerson
    return need
