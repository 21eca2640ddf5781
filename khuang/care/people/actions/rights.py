"""What people ask about their data: taken down, answered within the term, or refused with a reason."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.care.people.actions.erasure import approve_erasure, decline_erasure, propose_erasure
from khuang.care.people.models import Erasure, LegalHold, Person, RightsRequest
from khuang.care.people.rules.rights import ReasonMissing, due_on
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

Kind: Any = RightsRequest.Kind
State: Any = RightsRequest.State


@journal.action
def receive_request(
    person: Person,
    *,
    kind: str,
    asker: str,
    proof: str,
    words: str,
    received_on: date,
    by: Any,
    at: datetime,
) -> RightsRequest:
    """Take down a request. Journal: people.request-received. Raises PermissionDenied."""
    _allow(person, by)
    made = RightsRequest.objects.create(
        person=person,
        about_id=person.pk,
        kind=kind,
        asker=asker,
        proof=proof,
        words=words or None,
        received_on=received_on,
        due_on=due_on(received_on),
        received_by_id=by.pk,
    )
    journal.write("people.request-received", by=by, about=made, at=at, also=[person.pk], kind=kind)
    return made


@journal.action
def do_request(request: RightsRequest, *, answer: str, by: Any, at: datetime) -> None:
    """Do what was asked. What was asked to be erased waits for somebody else's approval, and stays open.

    Journal: people.request-answered, and people.restricted, people.restriction-lifted or
    people.erasure-proposed. Raises PermissionDenied or OnHold.
    """
    person = _person(request, by)
    if request.kind == Kind.ERASURE:
        propose_erasure(person, because="request", by=by, at=at, request=request)
        return
    if request.kind == Kind.RESTRICTION:
        _restrict(person, by=by, at=at)
    elif request.kind == Kind.LIFTING:
        _lift(person, by=by, at=at)
    _close(request, State.DONE, answer, by, at)


@journal.action
def refuse_request(request: RightsRequest, *, answer: str, by: Any, at: datetime) -> None:
    """Refuse what was asked. Journal: people.request-answered. Raises PermissionDenied, ReasonMissing."""
    _person(request, by)
    if not answer.strip():
        raise ReasonMissing
    _close(request, State.REFUSED, answer, by, at)


@journal.action
def decide_erasure(erasure: Erasure, *, approve: bool, answer: str, by: Any, at: datetime) -> None:
    """Approve or decline an erasure, and answer the request behind it.

    Journal: people.erased or people.erasure-declined, people.request-answered.
    Raises PermissionDenied, SamePerson, OnHold, and ReasonMissing when it is declined without one.
    """
    request = erasure.request
    if approve:
        approve_erasure(erasure, by=by, at=at)
    elif request is not None and not answer.strip():
        raise ReasonMissing
    else:
        decline_erasure(erasure, by=by, at=at)
    if request is not None:
        # Of who is erased nothing is kept, not even the answer.
        request.refresh_from_db()
        _close(request, State.DONE if approve else State.REFUSED, "" if approve else answer, by, at)


@journal.action
def hold(person: Person, *, reason: str, by: Any, at: datetime) -> LegalHold:
    """Keep a person's data as evidence, whatever else is asked. Journal: people.held."""
    if not may(by, "people.erase", person):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    made = LegalHold.objects.create(person=person, reason=reason.strip(), at=at, by_id=by.pk)
    journal.write("people.held", by=by, about=person, at=at)
    return made


@journal.action
def lift_hold(held: LegalHold, *, by: Any, at: datetime) -> None:
    """Let a person's data be erased again. Journal: people.hold-lifted. Raises PermissionDenied."""
    if not may(by, "people.erase", held.person):
        raise PermissionDenied
    held.lifted_at, held.lifted_by_id = at, by.pk
    held.save(update_fields=["lifted_at", "lifted_by_id"])
    journal.write("people.hold-lifted", by=by, about=held.person, at=at)


@journal.action
def note_restricted_opened(person: Person, *, by: Any, at: datetime) -> None:
    """Note that a restricted record was opened since life or health was in danger (section 24 (2))."""
    journal.write("people.restricted-opened", by=by, about=person, at=at)


@journal.action
def note_copy(person: Person, form: str, *, by: Any, at: datetime) -> None:
    """Note that a copy of all data was made: page, pdf or json. Journal: people.copy-handed-over."""
    journal.write("people.copy-handed-over", by=by, about=person, at=at, form=form)


def _restrict(person: Person, *, by: Any, at: datetime) -> None:
    person.restricted_at = at
    person.save(update_fields=["restricted_at"])
    journal.write("people.restricted", by=by, about=person, at=at)


def _lift(person: Person, *, by: Any, at: datetime) -> None:
    person.restricted_at = None
    person.save(update_fields=["restricted_at"])
    journal.write("people.restriction-lifted", by=by, about=person, at=at)


def _close(request: RightsRequest, state: str, answer: str, by: Any, at: datetime) -> None:
    request.state, request.answer = state, answer.strip() or None  # type: ignore[assignment]
    request.answered_at, request.answered_by_id = at, by.pk
    request.save(update_fields=["state", "answer", "answered_at", "answered_by_id"])
    journal.write(
        "people.request-answered", by=by, about=request, at=at, also=[request.about_id], state=state
    )


def _person(request: RightsRequest, by: Any) -> Person:
    """Give whom an open request is about. Raises PermissionDenied."""
    if request.person is None or request.state != State.OPEN:
        raise PermissionDenied
    _allow(request.person, by)
    return request.person


def _allow(person: Person, by: Any) -> None:
    if not may(by, "people.rights", person):
        raise PermissionDenied
