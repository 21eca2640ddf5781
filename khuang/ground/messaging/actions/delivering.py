"""Take a message to its channel: claim it, let the channel do its work, note what came of it.

The channel's work lies between two transactions. A worker that dies there leaves the message claimed;
when its lease has ended another one takes it up with the same retry key.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from khuang.ground.journal import actions as journal
from khuang.ground.messaging import posting, reads
from khuang.ground.messaging.actions.receipts import end
from khuang.ground.messaging.actions.sending import note
from khuang.ground.messaging.models import Contact, Message
from khuang.ground.messaging.rules import patience
from khuang.ground.messaging.rules.channels import Channel, Parcel, Receipt

QUEUED, AT_CONTACT = Message.State.QUEUED, Message.State.AT_CONTACT


@journal.action
def claim(key: UUID, *, at: datetime) -> Parcel | None:
    """Claim a queued message for one delivery; None when there is nothing (more) to do.

    The reply token of its contact is spent by this, and what waited for the next contact comes along.
    Journal: messaging.expired or messaging.failed, when it is too late or its address is gone.
    """
    message = _locked(key)
    # Somebody else has claimed it, or it waits for its next try.
    if message is None or message.state != QUEUED or (message.next_try_at and message.next_try_at > at):
        return None
    because = _impossible(message, at)
    if because:
        end(message, "expired" if because == "too-late" else "failed", because, at=at)
        return None
    message.tries += 1
    message.next_try_at = at + patience.LEASE
    message.save(update_fields=["tries", "next_try_at"])
    return _parcel(message, at)


@journal.action
def settle(parcel: Parcel, receipt: Receipt, *, at: datetime) -> None:
    """Note what the channel said of a parcel; what failed for good goes by the next way.

    Journal: messaging.sent, messaging.waits, messaging.failed; a try that is repeated writes none.
    """
    message = _locked(parcel.message.pk)
    if message is None or message.state != QUEUED:
        return
    message.external_id, message.units = receipt.external_id, receipt.units
    if receipt.took_along:
        _sent_along(parcel, receipt, at)
    _note(message, receipt, at)


def _note(message: Message, receipt: Receipt, at: datetime) -> None:
    message.because = receipt.because
    if receipt.state in ("sent", "delivered"):
        _save(message, receipt.state, at)
        note("messaging.sent", message, by=journal.SYSTEM, at=at)
    elif receipt.state == "at-contact":
        message.state, message.next_try_at = AT_CONTACT, None
        message.save()
        note("messaging.waits", message, by=journal.SYSTEM, at=at)
    elif receipt.state == "retry":
        _try_again(message, receipt, at)
    else:
        end(message, "failed", receipt.because, at=at)


def _try_again(message: Message, receipt: Receipt, at: datetime) -> None:
    wait = patience.wait(message.tries, message.urgency, receipt.retry_after)
    if wait is None:
        end(message, "failed", receipt.because or "tried-often", at=at)
        return
    message.next_try_at = at + wait
    message.save()
    posting.post(message, message.next_try_at)


def _impossible(message: Message, at: datetime) -> str:
    """Say why a message cannot go any more, as a code; empty when it can."""
    if message.expires_at and message.expires_at <= at:
        return "too-late"
    if message.contact and message.contact.state == Contact.State.GONE:
        return "gone"
    if message.tries >= patience.MOST_CLAIMS:
        return "tried-often"
    return "" if reads.is_on(message.channel) else "off"


def _parcel(message: Message, at: datetime) -> Parcel:
    channel: Any = reads.channel(message.channel)
    contact: Contact | None = None
    token, along = "", tuple[Message, ...]()
    if message.contact_id:
        contact = Contact.objects.select_for_update(of=("self",)).get(pk=message.contact_id)
        token = _spend_token(contact, at)
        along = _waiting(contact, channel, at) if token else ()
    return Parcel(message, contact, reads.account_of(message.channel), at, along, token)


def _spend_token(contact: Any, at: datetime) -> str:
    if not contact.reply_until:
        return ""
    token = contact.reply_token if contact.reply_until > at else ""
    contact.reply_token = contact.reply_until = None
    contact.save(update_fields=["reply_token", "reply_until"])
    return token or ""


def _waiting(contact: Contact, channel: Channel, at: datetime) -> tuple[Message, ...]:
    # Also what was queued in the same moment, such as two answers to one tap: there is one token for both.
    is_waiting = Q(state=AT_CONTACT) | Q(state=QUEUED, tries=0)
    waiting = Message.objects.filter(is_waiting, contact=contact).exclude(expires_at__lte=at)
    return tuple(waiting.order_by("at", "pk")[: channel.together - 1])


def _sent_along(parcel: Parcel, receipt: Receipt, at: datetime) -> None:
    keys = [message.pk for message in parcel.along]
    waiting = Message.objects.filter(pk__in=keys, state__in=[AT_CONTACT, QUEUED]).order_by("at", "pk")
    for message in waiting.select_for_update(of=("self",)):
        message.because = ""
        _save(message, receipt.state, at)
        note("messaging.sent", message, by=journal.SYSTEM, at=at)


def _save(message: Message, state: str, at: datetime) -> None:
    message.state, message.sent_at, message.next_try_at = state, at, None
    message.save()


def _locked(key: UUID) -> Message | None:
    return Message.objects.select_for_update(of=("self",)).filter(pk=key).select_related("contact").first()
