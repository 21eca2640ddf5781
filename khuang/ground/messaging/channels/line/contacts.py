"""Who is at the other end of LINE: comes, follows, leaves, in whatever order we learn of it.

Events may come late or twice, so each looks at LINE's time: what happened before the last thing that we
know changes nothing.
"""

from datetime import datetime
from typing import Any

from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging import actions, reads
from khuang.ground.messaging.channels.line import reading
from khuang.ground.messaging.models import Contact, InboundEvent
from khuang.ground.municipalities.models import Municipality

State = Contact.State


def arrived(event: InboundEvent, told: dict[str, Any]) -> Contact:
    """Give whose event this is, locked, after noting that it came from there."""
    contact = _contact(event, told)
    at = happened(event)
    contact.last_in_at = max(contact.last_in_at or at, at)
    if contact.state == State.GONE and contact.gone_at < event.occurred_at:
        # Whoever writes is there again, but has not agreed again.
        contact.state, contact.gone_at = State.NEW, None
    _note_token(contact, event, told)
    contact.save()
    return contact


def follow(event: InboundEvent, told: dict[str, Any], at: datetime) -> None:
    """Somebody added us: say in a few words who reads here, and ask; following is no consent.

    Journal: messaging.followed.
    """
    contact = arrived(event, told)
    if contact.state == State.GONE:
        return
    journal.write("messaging.followed", by=SYSTEM, about=contact, at=at)
    if contact.state == State.NEW:
        municipality = Municipality.objects.get(pk=event.municipality_id)
        actions.send_to(
            contact,
            "messaging.line-welcome",
            variables={"municipality": municipality.name},
            by=SYSTEM,
            at=at,
            # In both languages: which one somebody reads is known only after this.
            buttons=(("ตกลง / I agree", "agree"), ("ไม่ตกลง / I do not agree", "decline")),
        )


def unfollow(event: InboundEvent, told: dict[str, Any], at: datetime) -> None:
    """Somebody left or blocked us: from now on other ways are tried. Journal: messaging.unfollowed."""
    contact = _contact(event, told)
    if contact.last_in_at and contact.last_in_at > event.occurred_at:
        return
    was_gone = contact.state == State.GONE
    # The later of two leavings counts, or a coming between them that is told last would bring them back.
    contact.gone_at = max(contact.gone_at or event.occurred_at, event.occurred_at)
    contact.state, contact.reply_token, contact.reply_until = State.GONE, None, None
    contact.save()
    if was_gone:
        return
    parties = [party.id for party in reads.parties_of(contact)]
    journal.write("messaging.unfollowed", by=SYSTEM, about=contact, at=at, also=parties)


def _contact(event: InboundEvent, told: dict[str, Any]) -> Contact:
    address = told["source"]["userId"]
    # Not the event's hash: the key may have changed while it waited.
    found = {"channel": reading.LINE, "address_hash": reads.address_hash(reading.LINE, address)}
    first = {"address": address, "since": happened(event)}
    contact, _ = Contact.objects.get_or_create(**found, defaults=first)
    return Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)


def happened(event: InboundEvent) -> datetime:
    """Give when it happened; never in our future, whichever clock is wrong."""
    return min(event.occurred_at, event.received_at)


def _note_token(contact: Contact, event: InboundEvent, told: dict[str, Any]) -> None:
    token = told.get("replyToken")
    until = token and reading.reply_until(
        event.occurred_at,
        event.received_at,
        ahead_s=_ahead_s(),
        is_redelivered=bool(told.get("deliveryContext", {}).get("isRedelivery")),
    )
    if until and contact.state != State.GONE and until >= (contact.reply_until or until):
        contact.reply_token, contact.reply_until = token, until


def _ahead_s() -> float:
    account = reads.account_of(reading.LINE)
    return float(account.status.get("ahead_s", 0)) if account else 0.0
