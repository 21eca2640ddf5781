"""Let somebody without an account see one case for a time: a link, a code, an undertaking; see ADR 29."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from khuang.care.cases.actions.cases import locked
from khuang.care.cases.models import Case, GuestComment, GuestPass, Participant, Referral, Resolution
from khuang.care.cases.reads.sharing import is_guarded
from khuang.care.cases.rules import sharing
from khuang.care.cases.rules.guests import (
    AFTER_CONFERENCE,
    AFTER_DUE,
    CODE_DIGITS,
    CODE_MISSES,
    LONGEST,
    end_of,
)
from khuang.care.cases.rules.sharing_problems import (
    CannotChange,
    DayTooLate,
    HasLink,
    NoLinkForStaff,
)
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.fields import keyed_hash


@dataclass(frozen=True)
class Handed:
    """A pass with what is shown once to whoever hands it over: the link's token and the code."""

    guest: GuestPass
    token: str
    code: str


@journal.action
def invite(
    participant: Participant,
    shows: Collection[str],
    *,
    until: datetime | None = None,
    by: Any,
    at: datetime,
) -> Handed:
    """Give a participant a link to the case. Journal: cases.guest-invited.

    shows  parts of rules.sharing
    until  unless given, a week after the conference
    Raises PermissionDenied, NotToBeShared, DayTooLate, HasLink, NoLinkForStaff, CannotChange.
    """
    conference = participant.conference
    case = locked(conference.case, by, "cases.confer")
    if participant.account and may(participant.account, "cases.view", case):
        raise NoLinkForStaff
    if conference.state not in ("planned", "held"):
        raise CannotChange
    parts = sharing.check(shows, sharing.CONFERENCE, guarded=is_guarded(case))
    ends = until or end_of(timezone.localdate(conference.begins_at), AFTER_CONFERENCE, timezone.localtime(at))
    return _handed(GuestPass(case=case, participant=participant, shows=list(parts), until=ends), by=by, at=at)


@journal.action
def invite_partner(referral: Referral, *, by: Any, at: datetime) -> Handed:
    """Give a partner a link to what a referral shared, where they answer. Journal: cases.guest-invited.

    Raises PermissionDenied, HasLink, CannotChange when it was answered to the end.
    """
    case = locked(referral.case, by, "cases.refer")
    if referral.partner_id is None or referral.state not in ("sent", "accepted"):
        raise CannotChange
    like = timezone.localtime(at)
    ends = end_of(max(referral.due_on, like.date()), AFTER_DUE, like)
    return _handed(
        GuestPass(case=case, referral=referral, shows=list(referral.shares), until=min(ends, at + LONGEST)),
        by=by,
        at=at,
    )


@journal.action
def new_code(guest: GuestPass, *, by: Any, at: datetime) -> str:
    """Make a new code: the browser that was let in, such as a lost phone, is let in no more.

    Journal: cases.guest-code-made. Raises PermissionDenied, CannotChange when the link is closed.
    """
    found = _owned(guest, by)
    if found.revoked_at or found.until <= at:
        raise CannotChange
    code = _new_code(found)
    found.browser_hash, found.sworn_at, found.came_at = None, None, None
    found.save(update_fields=["code_hash", "misses", "browser_hash", "sworn_at", "came_at"])
    _note(found, "guest-code-made", by, at)
    return code


@journal.action
def revoke(guest: GuestPass, *, by: Any, at: datetime) -> None:
    """Close a link at once. Journal: cases.guest-revoked. Raises PermissionDenied."""
    found = _owned(guest, by)
    if found.revoked_at is None:
        found.revoked_at, found.revoked_by_id = at, by.pk
        found.code_hash = found.browser_hash = None
        found.save(update_fields=["revoked_at", "revoked_by_id", "code_hash", "browser_hash"])
        _note(found, "guest-revoked", by, at)


@journal.action
def come_in(key: UUID, code: str, *, slug: str, at: datetime) -> str | None:
    """Let in the one browser in which the code is typed; give what it carries from now on, or None.

    After a few wrong codes the code is no longer good, and whoever invited makes another.
    Of two browsers with the same code the second finds it used.
    Journal: cases.guest-came, cases.guest-refused.
    """
    found = _locked(key)
    if found.code_hash is None or found.revoked_at or found.until <= at:
        return None
    if not constant_time_compare(bytes(found.code_hash), _code_hash(found, code)):
        found.misses += 1
        found.code_hash = found.code_hash if found.misses < CODE_MISSES else None
        found.save(update_fields=["misses", "code_hash"])
        _note(found, "guest-refused", found, at)
        return None
    carried = f"{slug}.{secrets.token_urlsafe(32)}"
    found.browser_hash, found.code_hash, found.came_at = browser_hash(carried), None, at
    found.save(update_fields=["browser_hash", "code_hash", "came_at"])
    _note(found, "guest-came", found, at)
    return carried


@journal.action
def undertake(guest: GuestPass, *, at: datetime) -> None:
    """Note that the guest promises to keep to themselves what they read. Journal: cases.guest-undertook."""
    GuestPass.objects.filter(pk=guest.pk).update(sworn_at=at)
    _note(guest, "guest-undertook", guest, at)


@journal.action
def note_look(guest: GuestPass, *, at: datetime) -> None:
    """Note that a guest looked at the case. Journal: cases.guest-looked, about the case and the person."""
    _note(guest, "guest-looked", guest, at)


@journal.action
def leave(guest: GuestPass, *, at: datetime) -> None:
    """Let a browser in no more; a new code is needed to come again. Journal: cases.guest-left."""
    GuestPass.objects.filter(pk=guest.pk).update(browser_hash=None)
    _note(guest, "guest-left", guest, at)


@journal.action
def comment(guest: GuestPass, words: str, *, item: UUID | None = None, at: datetime) -> GuestComment:
    """Keep what a guest wrote. Journal: cases.guest-wrote. Raises CannotChange for an item elsewhere."""
    participant = guest.participant
    rows = participant.conference.items if participant else None
    about = rows.filter(pk=item).first() if rows is not None and item else None
    if item and about is None:
        raise CannotChange
    made = GuestComment.objects.create(by_pass=guest, item=about, words=words.strip(), at=at)
    _note(guest, "guest-wrote", guest, at, comment=made.pk)
    return made


@journal.action
def answer_own(
    guest: GuestPass, resolution: Resolution, outcome: str, words: str, *, at: datetime
) -> GuestComment:
    """Keep how a guest's own decision goes; the step of the plan stays with the case's lead.

    Journal: cases.guest-answered. Raises PermissionDenied for a decision of somebody else.
    """
    if resolution.participant_id is None or resolution.participant_id != guest.participant_id:
        raise PermissionDenied
    made = GuestComment.objects.create(
        by_pass=guest, resolution=resolution, outcome=outcome, words=words.strip() or None, at=at
    )
    _note(guest, "guest-answered", guest, at, comment=made.pk, outcome=outcome)
    return made


@journal.action
def read_comments(case: Case, *, by: Any, at: datetime) -> int:
    """Note that somebody read what guests wrote about a case; give how many. Journal: cases.guests-read."""
    if not may(by, "cases.confer", case):
        raise PermissionDenied
    rows = GuestComment.objects.filter(by_pass__case=case, read_at=None)
    count = rows.update(read_at=at, read_by_id=by.pk)
    if count:
        journal.write("cases.guests-read", by=by, about=case, at=at, also=[case.person_id], count=count)
    return count


def token_hash(token: str) -> bytes:
    """Give what the database knows of a link's token."""
    return keyed_hash(token, "guest-link")


def browser_hash(carried: str) -> bytes:
    """Give what the database knows of what a guest's browser carries."""
    return keyed_hash(carried, "guest-browser")


def _handed(guest: GuestPass, *, by: Any, at: datetime) -> Handed:
    if guest.until > at + LONGEST + timedelta(days=1) and guest.referral_id is None:
        raise DayTooLate
    token = f"{guest.case.municipality.slug}.{secrets.token_urlsafe(24)}"
    guest.token_hash, guest.made_at, guest.made_by_id = token_hash(token), at, by.pk
    code = _new_code(guest)
    try:
        with transaction.atomic():
            guest.save(force_insert=True)
    except IntegrityError as error:
        raise HasLink from error
    _note(guest, "guest-invited", by, at, shows=guest.shows, until=guest.until.isoformat())
    return Handed(guest, token, code)


def _new_code(guest: GuestPass) -> str:
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    guest.code_hash, guest.misses = _code_hash(guest, code), 0
    return code


def _code_hash(guest: GuestPass, code: str) -> bytes:
    return keyed_hash(f"{guest.pk} {code}", "guest-code")


def _locked(key: UUID) -> GuestPass:
    rows = GuestPass.objects.select_for_update(of=("self",)).select_related("case", "participant", "referral")
    return rows.get(pk=key)


def _owned(guest: GuestPass, by: Any) -> GuestPass:
    """Give the pass as it is now, for whoever may hand out one of its kind. Raises PermissionDenied."""
    found = _locked(guest.pk)
    if not may(by, "cases.confer" if found.participant_id else "cases.refer", found):
        raise PermissionDenied
    return found


def _note(guest: GuestPass, event: str, by: Any, at: datetime, **reference: object) -> None:
    about = [guest.case_id, guest.case.person_id]
    if guest.participant:
        about.append(guest.participant.conference_id)
    if guest.referral_id:
        about.append(guest.referral_id)
    journal.write(f"cases.{event}", by=by, about=guest, at=at, also=about, **reference)
