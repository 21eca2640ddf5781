"""Forget what was said: all of it when somebody is erased, the words alone when their time is over.

A row is emptied and not deleted: others may point at it, and that something was said, when and by which
way, tells of nobody.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.messaging import message_files
from khuang.ground.messaging.models import Contact, InboundEvent, Message, Route
from khuang.ground.messaging.rules.retention import kept

WAITING = (Message.State.QUEUED, Message.State.AT_CONTACT)
TOGETHER = 2000
NO_WORDS = {"text": None, "buttons": None, "place": None, "media": "", "media_type": ""}
NOBODY = {"party_id": None, "party_kind": "", "contact": None, "external_id": "", "about_id": None}


@journal.action
def forget_party(ids: Iterable[UUID], *, at: datetime) -> None:
    """Forget everything said with parties that were erased, and every address that leads to nobody else.

    Journal: messaging.forgotten.
    """
    keys = set(ids)
    contacts = _theirs_alone(keys)
    messages = Message.objects.filter(Q(party_id__in=keys) | Q(contact_id__in=contacts))
    messages.filter(state__in=WAITING).update(state=Message.State.FAILED, because="gone", next_try_at=None)
    events = list(messages.exclude(event=None).values_list("event_id", flat=True))
    _empty(messages, NO_WORDS | NOBODY)
    Route.objects.filter(party_id__in=keys).delete()
    _forget_events(events, contacts, at)
    for contact in Contact.objects.filter(pk__in=contacts):
        _forget_address(contact, at)
    journal.write("messaging.forgotten", by=journal.SYSTEM, about=None, at=at, also=sorted(keys))


def forget_erased(entry: Entry) -> None:
    """Follow the erasure of persons: forget what was said with them. Journal: messaging.forgotten."""
    forget_party([entry.about_id, *map(UUID, entry.references.get("also", ()))], at=entry.at)


@journal.action
def forget_old_words(*, at: datetime) -> int:
    """Every night: empty messages whose words have been kept long enough; give how many.

    Journal: messaging.words-forgotten.
    """
    old = Message.objects.filter(at__lt=at - kept().words).exclude(text=None, place=None, media="")
    count = _empty(old, NO_WORDS)
    events = InboundEvent.objects.filter(handled_at__lt=at - kept().events).exclude(raw=None)
    emptied = events.exclude(state=InboundEvent.State.FAILED).update(raw=None)
    if count or emptied:
        journal.write(
            "messaging.words-forgotten", by=journal.SYSTEM, about=None, at=at, messages=count, events=emptied
        )
    return count


def _theirs_alone(parties: Collection[UUID]) -> list[UUID]:
    """Give the contacts that led to these parties, and to nobody else."""
    led = Route.objects.filter(party_id__in=parties).exclude(contact=None)
    shared = Route.objects.filter(until=None).exclude(party_id__in=parties).exclude(contact=None)
    others = shared.values("contact_id")
    return list(led.exclude(contact_id__in=others).values_list("contact_id", flat=True).distinct())


def _empty(messages: QuerySet[Message], empty: Mapping[str, object]) -> int:
    keys = list(messages.values_list("pk", "media"))
    for key, media in keys:
        if media:
            message_files.remove(key)
    for start in range(0, len(keys), TOGETHER):
        Message.objects.filter(pk__in=[key for key, _ in keys[start : start + TOGETHER]]).update(**empty)
    return len(keys)


def _forget_events(events: Collection[UUID], contacts: Collection[UUID], at: datetime) -> None:
    hashes = Contact.objects.filter(pk__in=contacts).values_list("address_hash", flat=True)
    found = InboundEvent.objects.filter(Q(pk__in=events) | Q(address_hash__in=list(hashes)))
    # What is not handled yet would be handled as somebody's; it is theirs, and they are gone.
    waiting = found.filter(state=InboundEvent.State.WAITING)
    waiting.update(state=InboundEvent.State.DONE, handled_at=at)
    found.update(raw=None, address_hash=None)


def _forget_address(contact: Any, at: datetime) -> None:
    contact.address, contact.address_hash = "", secrets.token_bytes(16)
    contact.state, contact.gone_at, contact.agreed_at = Contact.State.GONE, at, None
    contact.reply_token = contact.reply_until = None
    contact.save()
