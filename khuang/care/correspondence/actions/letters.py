"""Put what may not go through a channel on a page that a one-time code opens."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from khuang.care.correspondence.models import Letter
from khuang.care.correspondence.rules import codes
from khuang.care.correspondence.rules.problems import NothingSaid, NotWaiting
from khuang.care.people.models import Person
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.rules.parties import Party
from khuang.ground.messaging.rules.retention import kept
from khuang.ground.municipalities.fields import keyed_hash


@dataclass(frozen=True)
class Written:
    """A letter, and the message that says only that there is one."""

    letter: Letter
    message: Message


@journal.action
def write_letter(person: Person, words: str, *, by: Any, at: datetime) -> Written:
    """Put words on a page behind a code; the link goes by the person's channel, the code by a call.

    Journal: correspondence.letter-written. Raises PermissionDenied, NothingSaid.
    """
    if not may(by, "correspondence.answer", person):
        raise PermissionDenied
    if not words.strip():
        raise NothingSaid
    token = f"{person.municipality.slug}.{secrets.token_urlsafe(24)}"
    letter = Letter.objects.create(
        person=person,
        words=words.strip(),
        token_hash=token_hash(token),
        made_at=at,
        made_by_id=by.pk,
        until=at + codes.LETTER_HOLDS,
    )
    link = f"{settings.KHUANG_ORIGIN}{reverse('correspondence:letter-door', args=[token])}"
    party, about = Party(person.pk, "person"), letter.pk
    message = messaging.send(
        party, "correspondence.letter", variables={"link": link}, about_id=about, by=by, at=at
    )
    # Whoever calls makes the code and says it; it is kept nowhere.
    messaging.send(party, "correspondence.letter-code", about_id=about, by=by, at=at, channel="call")
    journal.write("correspondence.letter-written", by=by, about=letter, at=at, also=[person.pk])
    return Written(letter, message)


@journal.action
def forget_old_letters(*, at: datetime) -> int:
    """Every night: empty letters that closed longer ago than words of messages are kept; give how many.

    Journal: correspondence.letters-forgotten.
    """
    old = Letter.objects.filter(until__lt=at - kept().words).exclude(words=None)
    count = old.update(words=None)
    if count:
        journal.write("correspondence.letters-forgotten", by=journal.SYSTEM, about=None, at=at, count=count)
    return count


@journal.action
def tell_code(letter: Letter, *, by: Any, at: datetime) -> str:
    """Make the code of a letter, to be said at a call or a visit: it is shown once, an earlier one is void.

    Journal: correspondence.letter-code-made. Raises PermissionDenied, NotWaiting when the letter is closed.
    """
    found = _locked(letter.pk)
    if not (may(by, "correspondence.answer", found) or may(by, "correspondence.calls", found)):
        raise PermissionDenied
    if found.withdrawn_at or found.until <= at:
        raise NotWaiting
    digits = f"{secrets.randbelow(10**codes.DIGITS):0{codes.DIGITS}d}"
    found.code_hash, found.misses, found.browser_hash, found.told_at = (
        _code_hash(found, digits),
        0,
        None,
        at,
    )
    found.save(update_fields=["code_hash", "misses", "browser_hash", "told_at"])
    _note(found, "letter-code-made", by, at)
    return digits


@journal.action
def withdraw_letter(letter: Letter, *, by: Any, at: datetime) -> None:
    """Close a letter at once. Journal: correspondence.letter-withdrawn. Raises PermissionDenied."""
    found = _locked(letter.pk)
    if not may(by, "correspondence.answer", found):
        raise PermissionDenied
    if found.withdrawn_at is None:
        found.withdrawn_at, found.code_hash, found.browser_hash = at, None, None
        found.save(update_fields=["withdrawn_at", "code_hash", "browser_hash"])
        _note(found, "letter-withdrawn", by, at)


@journal.action
def open_letter(key: UUID, digits: str, *, slug: str, at: datetime) -> str | None:
    """Open a letter in the one browser in which the code is typed; give what it carries on, or None.

    Journal: correspondence.letter-opened, correspondence.letter-refused.
    """
    found = _locked(key)
    if found.code_hash is None or found.withdrawn_at or found.until <= at:
        return None
    if not constant_time_compare(bytes(found.code_hash), _code_hash(found, digits)):
        found.misses += 1
        found.code_hash = found.code_hash if found.misses < codes.LETTER_MISSES else None
        found.save(update_fields=["misses", "code_hash"])
        _note(found, "letter-refused", journal.SYSTEM, at)
        return None
    carried = f"{slug}.{secrets.token_urlsafe(32)}"
    found.browser_hash, found.code_hash = browser_hash(carried), None
    found.opened_at = found.opened_at or at
    found.save(update_fields=["browser_hash", "code_hash", "opened_at"])
    _note(found, "letter-opened", journal.SYSTEM, at)
    return carried


@journal.action
def note_reading(letter: Letter, *, at: datetime) -> None:
    """Note that the letter was shown to whoever typed its code. Journal: correspondence.letter-read."""
    _note(letter, "letter-read", journal.SYSTEM, at)


def token_hash(token: str) -> bytes:
    """Give what the database knows of a link's token."""
    return keyed_hash(token, "letter-link")


def browser_hash(carried: str) -> bytes:
    """Give what the database knows of what a reader's browser carries."""
    return keyed_hash(carried, "letter-browser")


def _code_hash(letter: Letter, digits: str) -> bytes:
    return keyed_hash(f"{letter.pk} {digits}", "letter-code")


def _locked(key: UUID) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).select_related("person").get(pk=key)


def _note(letter: Letter, event: str, by: Any, at: datetime) -> None:
    journal.write(f"correspondence.{event}", by=by, about=letter, at=at, also=[letter.person_id])
