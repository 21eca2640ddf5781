"""Note what people need, and what becomes of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from khuang.care.cases.actions.alerts import raise_alert
from khuang.care.cases.models import Case, Need, NeedWord
from khuang.care.cases.reads.needs import of_human, open_need
from khuang.care.cases.rules.moves import NEED, may_move
from khuang.care.cases.rules.problems import AnotherPerson, NoWords, UnknownKind, WrongState
from khuang.care.people.actions import propose_level
from khuang.care.people.models import Household, Person
from khuang.care.people.reads import is_closed_to
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.journal import actions as journal


@journal.action
def note_need(
    person: Person,
    kind: str,
    *,
    source: str,
    source_id: UUID | None = None,
    words: str | None = None,
    household: Household | None = None,
    by: Any,
    at: datetime,
) -> Need:
    """Note a need; of a kind that is open already, the same need is said again. Journal: cases.need-noted.

    kind       code of the list of kinds
    source     a code of models.needs.Source; source_id is the row that said it: it says it once
    household  when the whole household has the need
    A kind that is urgent raises an alert too. A confidential one proposes to the head to guard the
    record; nothing is guarded by itself.
    Raises UnknownKind, and PermissionDenied for an account that may not note needs here.
    """
    _allow(by, person)
    told = need_kinds().get(kind)
    if told is None or told.retired:
        raise UnknownKind
    # Locked, so that two who note the same at once join.
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    need, what = open_need(person, kind), "again"
    if need is None:
        what = "noted"
        need = Need.objects.create(
            person=person,
            household=household,
            kind=kind,
            source=source,
            source_id=source_id,
            noted_at=at,
            noted_by_id=by.pk,
        )
    elif _was_said(need, source_id):
        return need
    word(need, what, source, words, by, at, source_id)
    if told.urgent and what == "noted":
        raise_alert(person, kind="urgent", source_id=need.pk, by=by, at=at)
    if told.confidential:
        propose_level(person, Person.Level.SENSITIVE, because="violence", by=by, at=at)
    journal.write("cases.need-noted", by=by, about=need, at=at, also=[person.pk])
    return need


@journal.action
def doubt_need(need: Need, *, source: str, source_id: UUID | None, by: Any, at: datetime) -> None:
    """Note that something later says the contrary; a person decides. Journal: cases.need-doubted."""
    if not need.is_open or need.doubted_at or _was_said(need, source_id):
        return
    need.doubted_at = at
    need.save(update_fields=["doubted_at"])
    word(need, "contrary", source, None, by, at, source_id)
    journal.write("cases.need-doubted", by=by, about=need, at=at, also=[need.person_id])


@journal.action
def keep_need(need: Need, *, words: str | None = None, by: Any, at: datetime) -> None:
    """Leave a need open though a survey says the contrary. Journal: cases.need-kept."""
    need = _locked(need, by)
    if need.doubted_at is None:
        raise WrongState
    need.doubted_at = None
    need.save(update_fields=["doubted_at"])
    word(need, "kept", "desk", words, by, at)
    journal.write("cases.need-kept", by=by, about=need, at=at, also=[need.person_id])


@journal.action
def begin_meeting(need: Need, *, words: str | None = None, by: Any, at: datetime) -> None:
    """Say that help for a need is under way. Journal: cases.need-being-met."""
    need = _locked(need, by)
    if need.state != "being-met":
        _move(need, "being-met", words, by, at)


@journal.action
def stop_meeting(need: Need, *, words: str, by: Any, at: datetime) -> None:
    """Say that help for a need stopped and the need is there still. Journal: cases.need-open."""
    _move(_locked(need, by), "open", words, by, at)


@journal.action
def end_need(need: Need, *, met: bool, because: str, by: Any, at: datetime) -> None:
    """End a need: it is met, or withdrawn. Journal: cases.need-met, cases.need-withdrawn.

    because  what met it, or why it is withdrawn
    Raises NoWords without a reason, WrongState when it has ended.
    """
    if not because.strip():
        raise NoWords
    need = _locked(need, by)
    _move(need, "met" if met else "withdrawn", because, by, at)


@journal.action
def reopen_need(need: Need, *, words: str, by: Any, at: datetime) -> Need:
    """Open a need again that was said to be met and is not; give the one that is open now.

    Journal: cases.need-open.
    When the same kind was noted anew meanwhile, the words join what is open. Raises WrongState, NoWords.
    """
    if not words.strip():
        raise NoWords
    need = _locked(need, by)
    if need.state != "met":
        raise WrongState
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=need.person_id)
    now_open = open_need(need.person.merged_into or need.person, need.kind)
    if now_open is None:
        need.state, need.ended_at, need.ended_because = "open", None, None  # type: ignore[assignment]
        need.save(update_fields=["state", "ended_at", "ended_because"])
        now_open = need
    word(now_open, "open", "desk", words, by, at)
    journal.write("cases.need-open", by=by, about=now_open, at=at, also=[now_open.person_id])
    return now_open


@journal.action
def take_up(need: Need, case: Case, *, by: Any, at: datetime) -> None:
    """Let a case answer for a need. Journal: cases.need-taken-up.

    Raises AnotherPerson when the case is about somebody else.
    """
    need = _locked(need, by)
    if not of_human(Need.objects.filter(pk=need.pk), case.person).exists():
        raise AnotherPerson
    need.case = case
    need.save(update_fields=["case"])
    word(need, "taken-up", "desk", None, by, at)
    journal.write("cases.need-taken-up", by=by, about=need, at=at, also=[need.person_id, case.pk])


def _move(need: Need, state: str, words: str | None, by: Any, at: datetime) -> None:
    if not may_move(NEED, need.state, state):
        raise WrongState
    need.state, need.doubted_at = state, None
    if state in ("met", "withdrawn"):
        need.ended_at, need.ended_because = at, (words or "").strip()  # type: ignore[assignment]
    need.save()
    word(need, state, "desk", words, by, at)
    event = f"need-{state}"
    journal.write(f"cases.{event}", by=by, about=need, at=at, also=[need.person_id])


def _locked(need: Need, by: Any) -> Need:
    found = Need.objects.select_for_update(of=("self",)).select_related("person").get(pk=need.pk)
    if not may(by, "cases.work", found) or is_closed_to(by, found.person):
        raise PermissionDenied
    return found


def _allow(by: Any, person: Person) -> None:
    """A device or the system says what somebody said; an account says it itself, where it may."""
    if isinstance(by, Account) and (not may(by, "cases.note-need", person) or is_closed_to(by, person)):
        raise PermissionDenied


def _was_said(need: Need, source_id: UUID | None) -> bool:
    return source_id is not None and NeedWord.objects.filter(need=need, source_id=source_id).exists()


def word(
    need: Need,
    what: str,
    source: str,
    words: str | None,
    by: Any,
    at: datetime,
    source_id: UUID | None = None,
) -> None:
    NeedWord.objects.create(
        need=need,
        what=what,
        source=source,
        source_id=source_id,
        words=(words or "").strip() or None,
        at=at,
        by_id=by.pk,
    )
