"""Ask a partner or a colleague to help, or a colleague to lead; note the answer and how it ended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from khuang.care.cases.actions.cases import give_lead, locked
from khuang.care.cases.models import Case, GuestPass, Need, Partner, Referral
from khuang.care.cases.reads.needs import needs_of
from khuang.care.cases.reads.sharing import is_guarded, refused_sharing, told
from khuang.care.cases.rules import bases, sharing
from khuang.care.cases.rules.problems import AnotherPerson
from khuang.care.cases.rules.sharing_problems import (
    AddresseeCannot,
    Answered,
    DayTooEarly,
    LeadsAlready,
    NoAddressee,
    NotYours,
    ReasonNeeded,
    TransferOpen,
)
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.turns import next_serial

SENT, ACCEPTED, REFUSED, DONE, WITHDRAWN = Referral.State.values
SERVICE, TRANSFER = Referral.Kind.values


@dataclass(frozen=True)
class Request:
    """What is asked, of whom, by what right, and what they are told.

    to         a partner or a colleague
    kind       service or transfer
    asks       what they are asked to do, in words that they read
    shares     parts of rules.sharing
    """

    to: Partner | Account
    kind: str
    asks: str
    basis: str
    basis_note: str
    shares: Collection[str]
    due_on: date
    need: Need | None = None


@journal.action
def refer(case: Case, request: Request, *, by: Any, at: datetime) -> Referral:
    """Ask somebody to help, or to lead. Journal: cases.referred, cases.transfer-asked.

    Raises PermissionDenied, AddresseeCannot, LeadsAlready, TransferOpen, DayTooEarly, UnknownBasis,
    BasisNeedsNote, ConsentTakenBack, NotToBeShared.
    """
    case = locked(case, by, "cases.refer")
    on = timezone.localdate(at)
    _check(case, request, on)
    parts = sharing.check(request.shares, sharing.REFERRAL, guarded=is_guarded(case))
    shared = told(case, parts, sharing.REFERRAL, on=on, need=request.need)
    year, number = next_serial(Referral, on)
    partner = request.to if isinstance(request.to, Partner) else None
    made = Referral(
        case=case,
        need=request.need,
        kind=request.kind,
        number=number,
        year=year,
        partner=partner,
        colleague=None if partner else request.to,
        asks=request.asks.strip(),
        basis=request.basis,
        basis_note=request.basis_note.strip() or None,
        shares=list(parts),
        shared=[[one.code, one.lines] for one in shared],
        sent_at=at,
        sent_by_id=by.pk,
        due_on=request.due_on,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise TransferOpen from error
    _note(made, "transfer-asked" if made.kind == TRANSFER else "referred", by, at, basis=made.basis)
    return made


@journal.action
def answer(referral: Referral, *, accepted: bool, words: str, way: str, by: Any, at: datetime) -> Referral:
    """Note the answer; a colleague who accepts a transfer leads the case from then on.

    by   an account, or the pass of the partner who answers by the link
    way  a code of Referral.Way
    Journal: cases.referral-accepted, cases.referral-refused, cases.lead-changed.
    Raises PermissionDenied, NotYours, Answered, ReasonNeeded.
    """
    found = _locked(referral, by, SENT)
    if found.colleague_id and by.pk != found.colleague_id:
        raise NotYours
    if not accepted and not words.strip():
        raise ReasonNeeded
    found.state = ACCEPTED if accepted else REFUSED
    found.answered_at, found.answered_by = at, way
    found.answer = words.strip() or None  # type: ignore[assignment]
    found.save(update_fields=["state", "answered_at", "answered_by", "answer"])
    _note(found, f"referral-{found.state}", by, at, way=way)
    if accepted and found.kind == TRANSFER and found.colleague:
        give_lead(found.case, found.colleague, by=by, at=at)
        _end(found, DONE, str(found.colleague), at)
    return found


@journal.action
def finish(referral: Referral, result: str, *, by: Any, at: datetime) -> Referral:
    """Note what came of it. Journal: cases.referral-done. Raises PermissionDenied, Answered, ReasonNeeded."""
    return _ended(referral, DONE, result, by, at, ACCEPTED)


@journal.action
def withdraw(referral: Referral, because: str, *, by: Any, at: datetime) -> Referral:
    """Ask no more. Journal: cases.referral-withdrawn. Raises PermissionDenied, Answered, ReasonNeeded."""
    return _ended(referral, WITHDRAWN, because, by, at, SENT, ACCEPTED)


@journal.action
def ask_again(referral: Referral, due_on: date, *, by: Any, at: datetime) -> Referral:
    """Give more time for an answer. Journal: cases.referral-prolonged. Raises DayTooEarly, Answered."""
    found = _locked(referral, by, SENT, ACCEPTED)
    if due_on < timezone.localdate(at):
        raise DayTooEarly
    found.due_on = due_on
    found.save(update_fields=["due_on"])
    _note(found, "referral-prolonged", by, at, due_on=due_on.isoformat())
    return found


def _check(case: Case, request: Request, on: date) -> None:
    is_outside = isinstance(request.to, Partner)
    if request.to is None:
        raise NoAddressee
    bases.check(request.basis, request.basis_note, outside=is_outside, refused=refused_sharing(case.person))
    if request.due_on < on:
        raise DayTooEarly
    if request.need and not needs_of(case.person).filter(pk=request.need.pk).exists():
        raise AnotherPerson
    _check_addressee(case, request, on)


def _check_addressee(case: Case, request: Request, on: date) -> None:
    to = request.to
    if isinstance(to, Partner):
        if to.until is not None and to.until < on:
            raise AddresseeCannot
        return
    if not may(to, "cases.work", case):
        raise AddresseeCannot
    if request.kind == TRANSFER and to.pk == case.lead_id:
        raise LeadsAlready


def _locked(referral: Referral, by: Any, *states: str) -> Referral:
    """Give the referral as it is now.

    Raises PermissionDenied, Answered when it is in none of these states.
    """
    rows = Referral.objects.select_for_update(of=("self",)).select_related(
        "case__person", "partner", "colleague"
    )
    found = rows.get(pk=referral.pk)
    if not (_is_theirs(found, by) or (not isinstance(by, GuestPass) and may(by, "cases.refer", found))):
        raise PermissionDenied
    if found.state not in states:
        raise Answered
    return found


def _is_theirs(referral: Referral, by: Any) -> bool:
    return by.pk == referral.colleague_id or getattr(by, "referral_id", None) == referral.pk


def _ended(referral: Referral, state: str, words: str, by: Any, at: datetime, *states: str) -> Referral:
    found = _locked(referral, by, *states)
    if not words.strip():
        raise ReasonNeeded
    _end(found, state, words.strip(), at)
    _note(found, f"referral-{state}", by, at)
    return found


def _end(referral: Referral, state: str, words: str, at: datetime) -> None:
    referral.state, referral.ended_at, referral.result = state, at, words  # type: ignore[assignment]
    referral.save(update_fields=["state", "ended_at", "result"])


def _note(referral: Referral, event: str, by: Any, at: datetime, **reference: object) -> None:
    case = referral.case
    journal.write(f"cases.{event}", by=by, about=referral, at=at, also=[case.pk, case.person_id], **reference)
