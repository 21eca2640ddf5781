"""The supervisor's approval of plan and closure, closing and reopening; never by the one who asked."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from khuang.care.cases.actions.cases import locked, move, note
from khuang.care.cases.models import Case, Decision, Reopening
from khuang.care.cases.reads.cases import open_case_of
from khuang.care.cases.reads.open_things import open_things
from khuang.care.cases.rules.deadlines import review_due
from khuang.care.cases.rules.problems import (
    AlreadyWaits,
    NoLead,
    NoPlan,
    NotAssessed,
    NoWords,
    OpenAlready,
    SameApprover,
    StillOpen,
    WrongState,
)
from khuang.ground.journal import actions as journal


@journal.action
def ask_plan(case: Case, *, words: str = "", by: Any, at: datetime) -> Decision:
    """Ask the supervisor to approve the plan as it stands. Journal: cases.plan-asked.

    A case under way asks again for steps that were added since.
    Raises PermissionDenied, WrongState, NotAssessed, NoPlan, AlreadyWaits.
    """
    case = locked(case, by)
    if not case.assessments.exists():
        raise NotAssessed
    if case.state not in ("plan", "service"):
        raise WrongState
    if not case.steps.exists():
        raise NoPlan
    return _ask(case, "plan", words=words, by=by, at=at)


@journal.action
def ask_closure(
    case: Case, *, outcome: str, reason: str, left_open: str = "", by: Any, at: datetime
) -> Decision:
    """Ask the supervisor to close the case. Journal: cases.closure-asked.

    outcome    a code of models.Case.Outcome
    left_open  why it closes although needs, steps, services or referrals are open, where some are
    Raises PermissionDenied, WrongState, NoLead, NoWords, StillOpen, AlreadyWaits.
    """
    case = locked(case, by)
    if not case.is_open:
        raise WrongState
    if case.lead_id is None:
        raise NoLead
    if not reason.strip():
        raise NoWords
    if open_things(case) and not left_open.strip():
        raise StillOpen
    return _ask(case, "closure", words=reason, outcome=outcome, left_open=left_open, by=by, at=at)


@journal.action
def approve(decision: Decision, *, answer: str = "", by: Any, at: datetime) -> Case:
    """Approve a plan: services begin; or a closure: the case is closed.

    Journal: cases.plan-approved or cases.closed, and cases.moved.
    Raises PermissionDenied, SameApprover, WrongState, and StillOpen when something opened meanwhile.
    """
    case, decision = _asked(decision, by)
    is_closure = decision.what == "closure"
    if is_closure and open_things(case) and not decision.left_open:
        raise StillOpen
    _decide(decision, "approved", answer, by, at)
    if is_closure:
        _close(case, decision.outcome, at)
        note(case, "closed", by, at, outcome=decision.outcome)
    else:
        note(case, "plan-approved", by, at)
        if case.state == "plan":
            case = move(case, "service", by=by, at=at)
    return case


@journal.action
def send_back(decision: Decision, *, answer: str, by: Any, at: datetime) -> None:
    """Do not approve, and say what is missing. Journal: cases.sent-back.

    Raises PermissionDenied, SameApprover, NoWords, WrongState.
    """
    if not answer.strip():
        raise NoWords
    case, decision = _asked(decision, by)
    _decide(decision, "refused", answer, by, at)
    note(case, "sent-back", by, at, what=decision.what)


@journal.action
def reopen(case: Case, *, reason: str, by: Any, at: datetime) -> Case:
    """Open a closed case again: it is assessed anew under its lead, or waits for one in intake.

    Journal: cases.reopened. Raises PermissionDenied, NoWords, WrongState, OpenAlready.
    """
    case = locked(case, by)
    if case.is_open:
        raise WrongState
    if not reason.strip():
        raise NoWords
    if open_case_of(case.person):
        raise OpenAlready
    case.state = "assessment" if case.lead_id else "intake"
    case.closed_at, case.outcome = None, ""
    case.review_on = review_due(timezone.localdate(at), first=True)
    case.save()
    Reopening.objects.create(case=case, reason=reason.strip(), at=at, by_id=by.pk)
    note(case, "reopened", by, at)
    return case


def _ask(case: Case, what: str, *, by: Any, at: datetime, words: str, **said: str) -> Decision:
    if case.decisions.filter(state="asked").exists():
        raise AlreadyWaits
    left_open = said.pop("left_open", "").strip() or None
    asked = Decision.objects.create(
        case=case,
        what=what,
        words=words.strip() or None,
        left_open=left_open,
        asked_at=at,
        asked_by_id=by.pk,
        **said,
    )
    event = f"{what}-asked"
    note(case, event, by, at, decision=asked.pk)
    return asked


def _asked(decision: Decision, by: Any) -> tuple[Case, Decision]:
    case = locked(decision.case, by, "cases.approve")
    decision = Decision.objects.get(pk=decision.pk)
    if decision.state != "asked":
        raise WrongState
    if decision.asked_by_id == by.pk:
        raise SameApprover
    return case, decision


def _decide(decision: Decision, state: str, answer: str, by: Any, at: datetime) -> None:
    decision.state, decision.answer = state, answer.strip() or None  # type: ignore[assignment]
    decision.decided_at, decision.decided_by_id = at, by.pk
    decision.save()


def _close(case: Case, outcome: str, at: datetime) -> None:
    case.state, case.outcome, case.closed_at, case.review_on = "closed", outcome, at, None
    case.save(update_fields=["state", "outcome", "closed_at", "review_on"])
