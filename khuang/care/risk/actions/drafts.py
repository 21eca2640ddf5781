"""Copy a policy, change the copy, propose it, and let a second person approve it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.risk.actions.policies import adopt, in_force
from khuang.care.risk.models import DraftEdit, PolicyDraft, PolicyVersion
from khuang.care.risk.rules import drafts, facts, policies
from khuang.care.risk.rules.problems import (
    ContradictsItself,
    DayPassed,
    NothingChanged,
    RiskMistake,
    SamePerson,
    WrongDraftState,
)
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

DRAFT, PROPOSED, APPROVED, ADOPTED = PolicyDraft.State.values


@dataclass(frozen=True)
class Outcome:
    """What became of a change.

    theirs  what somebody else wrote into the same part meanwhile; then nothing was changed
    """

    draft: PolicyDraft
    theirs: drafts.Values | None = None


@journal.action
def copy_policy(name: str, why: str, *, by: Any, at: datetime) -> PolicyDraft:
    """Begin a draft as a copy of the policy in force. Journal: risk.draft-made."""
    _ask_leave(by, "risk.draft")
    adopted, _ = in_force(at=at)
    draft = PolicyDraft.objects.create(
        name=name.strip(),
        why=why.strip(),
        based_on=adopted,
        document=adopted.document,
        made_by_id=by.pk,
        made_at=at,
        edited_by_id=by.pk,
        edited_at=at,
    )
    journal.write("risk.draft-made", by=by, about=draft, at=at)
    return draft


@journal.action
def change_draft(
    key: UUID, part: str, values: drafts.Values, *, was: drafts.Values, by: Any, at: datetime
) -> Outcome:
    """Change one part of a draft. Journal: risk.draft-changed.

    was  what the part said when it was shown; when somebody changed it since, both values
         are kept, nothing is overwritten, and the outcome says theirs
    Raises WrongDraftState, KeyError for an unknown part, ContradictsItself.
    """
    _ask_leave(by, "risk.draft")
    draft = _locked(key, DRAFT)
    document = policies.read(draft.document)
    before = drafts.values(document, part)
    met_another = before not in (was, values)
    made = drafts.changed(document, part, values)
    _check(made)
    edit = DraftEdit(draft=draft, part=part, before=before, after=values, at=at, by_id=by.pk)
    edit.is_set_aside = met_another
    edit.save()
    if not met_another:
        draft.document, draft.revision = policies.canonical(made), draft.revision + 1
        draft.edited_by_id, draft.edited_at = by.pk, at
        draft.save()
    journal.write("risk.draft-changed", by=by, about=draft, at=at, part=part, taken=not met_another)
    return Outcome(draft, before if met_another else None)


@journal.action
def delete_draft(key: UUID, *, by: Any, at: datetime) -> None:
    """Throw a draft away. Journal: risk.draft-deleted. Raises WrongDraftState when it was proposed."""
    _ask_leave(by, "risk.draft")
    draft = _locked(key, DRAFT)
    journal.write("risk.draft-deleted", by=by, about=draft, at=at)
    draft.delete()


@journal.action
def propose(key: UUID, begins_on: date, *, by: Any, at: datetime) -> PolicyDraft:
    """Ask for a draft to come into force on a day; nobody changes it from now on.

    Journal: risk.draft-proposed. Raises WrongDraftState, DayPassed, NothingChanged.
    """
    _ask_leave(by, "risk.draft")
    draft = _locked(key, DRAFT)
    if begins_on < timezone.localdate(at):
        raise DayPassed
    if not drafts.differences(_document(in_force(at=at)[0]), policies.read(draft.document)):
        raise NothingChanged
    draft.state, draft.begins_on = PROPOSED, begins_on
    draft.proposed_by_id, draft.proposed_at = by.pk, at
    draft.refused_by_id, draft.refused_because = None, ""
    draft.save()
    journal.write("risk.draft-proposed", by=by, about=draft, at=at, begins_on=begins_on.isoformat())
    return draft


@journal.action
def withdraw(key: UUID, *, by: Any, at: datetime) -> PolicyDraft:
    """Take a proposal back, also an approved one before its day. Journal: risk.draft-withdrawn."""
    _ask_leave(by, "risk.draft")
    draft = _back(_locked(key, PROPOSED, APPROVED))
    draft.save()
    journal.write("risk.draft-withdrawn", by=by, about=draft, at=at)
    return draft


@journal.action
def refuse(key: UUID, because: str, *, by: Any, at: datetime) -> PolicyDraft:
    """Give a proposal back with the reason. Journal: risk.draft-refused."""
    _ask_leave(by, "risk.adopt")
    draft = _back(_locked(key, PROPOSED))
    draft.refused_by_id, draft.refused_because = by.pk, because.strip()
    draft.save()
    journal.write("risk.draft-refused", by=by, about=draft, at=at)
    return draft


@journal.action
def approve(key: UUID, *, revision: int, by: Any, at: datetime) -> PolicyDraft:
    """Approve a proposal as a second person; on its day, or at once, it comes into force.

    revision  what was looked at; a draft that changed since is not approved unseen
    Journal: risk.draft-approved, risk.policy-adopted. Raises WrongDraftState or SamePerson.
    """
    _ask_leave(by, "risk.adopt")
    draft = _locked(key, PROPOSED)
    if draft.revision != revision:
        raise WrongDraftState
    if by.pk in (draft.proposed_by_id, draft.edited_by_id):
        raise SamePerson
    draft.state, draft.approved_by_id, draft.approved_at = APPROVED, by.pk, at
    draft.save()
    journal.write("risk.draft-approved", by=by, about=draft, at=at, begins_on=draft.begins_on.isoformat())
    if draft.begins_on <= timezone.localdate(at):
        _put_in_force(draft, by, at)
    return draft


@journal.action
def begin_approved(*, at: datetime) -> int:
    """Put in force what was approved for today or before; give how many. Journal: risk.policy-adopted."""
    due = PolicyDraft.objects.filter(state=APPROVED, begins_on__lte=timezone.localdate(at))
    found = list(due.order_by("begins_on", "approved_at").select_for_update(of=("self",)))
    for draft in found:
        _put_in_force(draft, Account.objects.get(pk=draft.approved_by_id), at)
    return len(found)


def _put_in_force(draft: PolicyDraft, by: Any, at: datetime) -> None:
    on = timezone.localdate(at)
    own = drafts.named(
        policies.read(draft.document), version=_version(on), on=on, title=draft.name, note=draft.why
    )
    draft.adopted = adopt(own, by=by, at=at, proposed_by=draft.proposed_by_id)
    draft.state = ADOPTED
    draft.save()


def _version(on: date) -> str:
    """The year and a number that no policy of this municipality has yet."""
    taken = set(PolicyVersion.objects.values_list("version", flat=True))
    number = next(number for number in range(1, len(taken) + 2) if f"{on.year}-{number}" not in taken)
    return f"{on.year}-{number}"


def _back(draft: PolicyDraft) -> PolicyDraft:
    draft.state, draft.begins_on = DRAFT, None
    draft.proposed_by_id = draft.proposed_at = draft.approved_by_id = draft.approved_at = None
    return draft


def _locked(key: UUID, *states: str) -> PolicyDraft:
    draft = PolicyDraft.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if draft is None or draft.state not in states:
        raise WrongDraftState
    return draft


def _check(document: Mapping[str, Any]) -> None:
    try:
        drafts.check(document, facts.shipped())
    except RiskMistake as mistake:
        raise ContradictsItself from mistake


def _document(adopted: PolicyVersion) -> dict[str, Any]:
    return policies.read(adopted.document)


def _ask_leave(by: Any, permission: str) -> None:
    if not may(by, permission):
        raise PermissionDenied
