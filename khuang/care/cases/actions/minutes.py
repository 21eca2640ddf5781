"""Hold a conference: who came, what was said, what was decided; then a second person approves the minutes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from khuang.care.cases.actions.agendas import change_text
from khuang.care.cases.actions.conferences import APPROVED, HELD, OPEN, locked_conference, note
from khuang.care.cases.actions.plans import add_step
from khuang.care.cases.models import AgendaItem, Conference, Participant, Resolution
from khuang.care.cases.rules.doers import Doer
from khuang.care.cases.rules.sharing_problems import CannotChange, NotBefore, WroteIt
from khuang.ground.accounts.models import Account
from khuang.ground.journal import actions as journal


@dataclass(frozen=True)
class Decided:
    """One decision as it was typed.

    owner  a participant, an account, or the name of somebody else
    """

    text: str
    owner: Participant | Account | str
    due_on: date
    item: AgendaItem | None = None


@journal.action
def note_attendance(
    conference: Conference,
    who: Mapping[UUID, tuple[str | None, str]],
    *,
    ended_at: datetime | None = None,
    by: Any,
    at: datetime,
) -> Conference:
    """Say who came; with it the conference was held. Journal: cases.conference-held at first.

    who  participant -> (code of Attendance, apology); who is left out stays as noted
    Raises PermissionDenied, CannotChange, NotBefore.
    """
    found = _begun(conference, by, at)
    for row in found.participants.filter(pk__in=who):
        row.attendance, apology = who[row.pk]
        excused = row.attendance == Participant.Attendance.EXCUSED
        row.apology = (apology.strip() or None) if excused else None
        row.save(update_fields=["attendance", "apology"])
    if ended_at:
        found.ended_at = ended_at
        found.save(update_fields=["ended_at"])
    return found


@journal.action
def write_minutes(
    conference: Conference, said: Mapping[UUID, tuple[str, str]], *, by: Any, at: datetime
) -> dict[UUID, str]:
    """Write what was said; give per item what somebody else wrote meanwhile, where they did.

    said  item -> (text, what it was when it was shown)
    Journal: cases.agenda-changed. Raises PermissionDenied, CannotChange, NotBefore.
    """
    found = _begun(conference, by, at)
    theirs = {}
    for item in found.items.filter(pk__in=said):
        text, was = said[item.pk]
        written = change_text(found, item, "said", text, was=was, by=by, at=at)
        if written.theirs is not None:
            theirs[item.pk] = written.theirs
    return theirs


@journal.action
def decide(
    conference: Conference, decisions: Iterable[Decided], *, by: Any, at: datetime
) -> list[Resolution]:
    """Write decisions down; each becomes a step of the case's plan. Journal: cases.decided.

    Raises PermissionDenied, CannotChange, NotBefore.
    """
    found = _begun(conference, by, at)
    last = found.resolutions.count()
    made = [_resolved(found, one, last + count, by, at) for count, one in enumerate(decisions, start=1)]
    if made:
        note(found, "decided", by, at, count=len(made))
    return made


@journal.action
def approve_minutes(conference: Conference, *, revision: int, by: Any, at: datetime) -> None:
    """Approve the minutes as a second person; nobody changes them from now on.

    revision  what was looked at; minutes that changed since are not approved unseen
    Journal: cases.minutes-approved.
    Raises PermissionDenied, CannotChange, WroteIt.
    """
    found = locked_conference(conference, by, HELD)
    if found.revision != revision:
        raise CannotChange
    if by.pk == found.minuted_by_id:
        raise WroteIt
    found.state, found.approved_at, found.approved_by_id = APPROVED, at, by.pk
    found.save(update_fields=["state", "approved_at", "approved_by_id"])
    note(found, "minutes-approved", by, at)


def _begun(conference: Conference, by: Any, at: datetime) -> Conference:
    """Give the conference, held from now on, with who writes about it."""
    found = locked_conference(conference, by, *OPEN)
    if found.begins_at > at:
        raise NotBefore
    is_first = found.state != HELD
    found.state, found.minuted_at, found.minuted_by_id = HELD, at, by.pk
    found.revision += 1
    found.save(update_fields=["state", "minuted_at", "minuted_by_id", "revision"])
    if is_first:
        note(found, "conference-held", by, at)
    return found


def _resolved(conference: Conference, said: Decided, order: int, by: Any, at: datetime) -> Resolution:
    participant = said.owner if isinstance(said.owner, Participant) else None
    account = participant.account if participant else said.owner if isinstance(said.owner, Account) else None
    owner = str(participant or account or said.owner).strip()
    text = said.text.strip()
    step = add_step(
        conference.case,
        goal=text,
        action=text,
        doer=_doer(participant, account, owner),
        due_on=max(said.due_on, timezone.localdate(at)),
        source_id=conference.pk,
        by=by,
        at=at,
    )
    return Resolution.objects.create(
        conference=conference,
        item=said.item,
        order=order,
        text=text,
        participant=participant,
        account=account,
        owner=owner,
        due_on=said.due_on,
        step=step,
        at=at,
        by_id=by.pk,
    )


def _doer(participant: Participant | None, account: Account | None, owner: str) -> Doer:
    if account:
        return Doer("account", account)
    return Doer("partner" if participant and participant.partner_id else "family", name=owner)
