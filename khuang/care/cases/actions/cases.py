"""Open a case, say who leads it, and take it from intake to planning."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.cases.actions.numbering import next_number
from khuang.care.cases.models import Case, CaseAssessment, CaseLead, FollowUp
from khuang.care.cases.reads.cases import open_case_of
from khuang.care.cases.rules.deadlines import review_due
from khuang.care.cases.rules.moves import CASE, may_move
from khuang.care.cases.rules.problems import CannotLead, DayPassed, NoLead, NoWords, OpenAlready, WrongState
from khuang.care.people.models import Household, Person
from khuang.care.people.reads import is_closed_to
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal


@journal.action
def open_case(
    person: Person,
    *,
    because: str,
    reason: str | None = None,
    household: Household | None = None,
    lead: Account | None = None,
    by: Any,
    at: datetime,
) -> Case:
    """Open a case in intake. Journal: cases.opened, and cases.lead-changed when it begins with a lead.

    because    a code of models.Case.Because
    household  when the whole household is the client; `person` speaks for it then
    Raises PermissionDenied, OpenAlready when the person has an open case, CannotLead.
    """
    if not may(by, "cases.work", person) or is_closed_to(by, person):
        raise PermissionDenied
    case = begun(person, because=because, reason=reason, household=household, by=by, at=at)
    if lead is not None:
        case = give_lead(case, lead, by=by, at=at)
    return case


def begun(
    person: Person, *, because: str, reason: str | None, household: Household | None, by: Any, at: datetime
) -> Case:
    """Open a case for whatever may open one by itself. Journal: cases.opened. Raises OpenAlready."""
    # Locked, so that two who open a case at once do not both find none.
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if open_case_of(person):
        raise OpenAlready
    on = timezone.localdate(at)
    year, serial = next_number(on)
    case = Case.objects.create(
        person=person,
        household=household,
        year=year,
        serial=serial,
        opened_because=because,
        reason=(reason or "").strip() or None,
        opened_at=at,
        opened_by_id=by.pk,
        review_on=review_due(on, first=True),
    )
    journal.write("cases.opened", by=by, about=case, at=at, also=[person.pk])
    return case


@journal.action
def give_lead(case: Case, account: Account, *, by: Any, at: datetime) -> Case:
    """Say who answers for a case from now on; the lead before is kept with dates.

    Journal: cases.lead-changed. Raises PermissionDenied, CannotLead, WrongState when it is closed.
    """
    case = locked(case, by)
    if not case.is_open:
        raise WrongState
    if not may(account, "cases.work", case):
        raise CannotLead
    if case.lead_id != account.pk:
        CaseLead.objects.filter(case=case, until=None).update(until=at)
        CaseLead.objects.create(case=case, account=account, since=at, by_id=by.pk)
        case.lead = account
        case.save(update_fields=["lead"])
        note(case, "lead-changed", by, at, lead=account.pk)
    return case


@journal.action
def begin_assessment(case: Case, *, by: Any, at: datetime) -> Case:
    """End the intake: somebody answers for it and looks at the whole. Journal: cases.moved.

    Raises PermissionDenied, NoLead, WrongState.
    """
    return move(locked(case, by), "assessment", by=by, at=at)


@journal.action
def assess(
    case: Case, *, situation: str, wishes: str = "", strengths: str = "", by: Any, at: datetime
) -> CaseAssessment:
    """Write down what was found; the case goes on to planning. Journal: cases.assessed, cases.moved.

    A case under way is assessed again and stays where it is.
    Raises PermissionDenied, NoWords, NoLead in intake, WrongState when it is closed.
    """
    case = locked(case, by)
    if not case.is_open:
        raise WrongState
    if not situation.strip():
        raise NoWords
    made = CaseAssessment.objects.create(
        case=case,
        situation=situation.strip(),
        wishes=wishes.strip() or None,
        strengths=strengths.strip() or None,
        at=at,
        by_id=by.pk,
    )
    note(case, "assessed", by, at)
    if case.state == "intake":
        case = move(case, "assessment", by=by, at=at)
    if case.state == "assessment":
        move(case, "plan", by=by, at=at)
    return made


@journal.action
def follow_up(case: Case, *, words: str, next_on: date, by: Any, at: datetime) -> FollowUp:
    """Say how it goes, and when somebody looks again. Journal: cases.followed-up.

    Raises PermissionDenied, NoWords, DayPassed, WrongState when it is closed.
    """
    case = locked(case, by)
    if case.review_on is None:
        raise WrongState
    if not words.strip():
        raise NoWords
    if next_on <= timezone.localdate(at):
        raise DayPassed
    made = FollowUp.objects.create(
        case=case, due_on=case.review_on, words=words.strip(), next_on=next_on, at=at, by_id=by.pk
    )
    case.review_on = next_on
    case.save(update_fields=["review_on"])
    note(case, "followed-up", by, at)
    return made


def locked(case: Case, by: Any, permission: str = "cases.work") -> Case:
    """Give the case as it is now, kept from others until the commit. Raises PermissionDenied."""
    found = Case.objects.select_for_update(of=("self",)).select_related("person").get(pk=case.pk)
    if not may(by, permission, found) or is_closed_to(by, found.person):
        raise PermissionDenied
    return found


def move(case: Case, state: str, *, by: Any, at: datetime) -> Case:
    """Take a locked case to another state. Journal: cases.moved. Raises WrongState, NoLead."""
    if not may_move(CASE, case.state, state):
        raise WrongState
    if case.lead_id is None:
        raise NoLead
    case.state = state
    case.save(update_fields=["state"])
    note(case, "moved", by, at, state=state)
    return case


def note(case: Case, event: str, by: Any, at: datetime, **reference: object) -> None:
    """Write what happened to a case into the journal, under the person too."""
    journal.write(f"cases.{event}", by=by, about=case, at=at, also=[case.person_id], **reference)
