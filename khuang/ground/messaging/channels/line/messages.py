"""What somebody wrote, spoke, sent or tapped, and took back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging import actions, message_files, reads
from khuang.ground.messaging.channels.line import calls, contacts, reading
from khuang.ground.messaging.models import Contact, InboundEvent, Message

IN, RECEIVED, WITHDRAWN = Message.Direction.IN, Message.State.RECEIVED, Message.State.WITHDRAWN
AGAIN, ABROAD = "again", "abroad"


def receive(event: InboundEvent, told: dict[str, Any], at: datetime) -> None:
    """Keep what was said and let the flow follow it.

    The same tap again within half a minute is kept and followed by nothing, so it is answered once.
    Journal: messaging.received, or messaging.received-again.
    """
    what = reading.said(told)
    contact = contacts.arrived(event, told)
    known = _of(contact, what.message_id) if what.message_id else None
    if known:
        # Told a second time under another number, or taken back before we got to it.
        event.raw = None if known.state == WITHDRAWN else event.raw
        return
    message = _message(event, contact, what)
    message.save()
    again = "-again" if message.because == AGAIN else ""
    parties = [party.id for party in reads.parties_of(contact)]
    journal.write(
        f"messaging.received{again}", by=SYSTEM, about=message, at=at, also=parties,
        verb=message.verb, kind=message.kind,
    )  # fmt: skip
    if message.verb == "call" and not again:
        calls.answer(contact, at=at)
    _let_waiting_go(contact, at)


def withdraw(event: InboundEvent, told: dict[str, Any], at: datetime) -> None:
    """Somebody took a message back: its words and its file go, that there was one stays.

    When the message itself comes only later, its place is taken. Journal: messaging.withdrawn.
    """
    contact = contacts.arrived(event, told)
    number = told["unsend"]["messageId"]
    message = _of(contact, number) or Message(
        event=event, contact=contact, channel=event.channel, direction=IN, kind="other",
        external_id=number, at=contacts.happened(event),
    )  # fmt: skip
    if message.state == WITHDRAWN:
        return
    _empty(message)
    journal.write("messaging.withdrawn", by=SYSTEM, about=message, at=at)


def note_link(event: InboundEvent, told: dict[str, Any], at: datetime) -> None:
    """LINE says that an account was linked by its own way; `text` is our nonce. Journal: messaging.linked."""
    contact = contacts.arrived(event, told)
    message = Message(
        event=event, contact=contact, channel=event.channel, direction=IN, kind="tap", verb="link",
        text=told["link"]["nonce"], state=RECEIVED, at=contacts.happened(event),
        because="" if told["link"]["result"] == "ok" else "not-linked",
    )  # fmt: skip
    message.save()
    if not message.because:
        journal.write("messaging.linked", by=SYSTEM, about=message, at=at)


def _message(event: InboundEvent, contact: Contact, what: reading.Said) -> Message:
    party = next(iter(reads.parties_of(contact)), None)
    return Message(
        direction=IN,
        channel=event.channel,
        contact=contact,
        event=event,
        party_id=party.id if party else None,
        party_kind=party.kind if party else "",
        kind=what.kind,
        verb=what.verb,
        text=what.text,
        place=what.place,
        external_id=what.message_id,
        state=RECEIVED,
        because=_because(event, contact, what),
        at=contacts.happened(event),
    )


def _because(event: InboundEvent, contact: Contact, what: reading.Said) -> str:
    if what.has_content:
        return Message.CONTENT_WAITS
    if what.is_abroad:
        return ABROAD
    return AGAIN if what.kind == "tap" and _tapped_already(event, contact, what) else ""


def _tapped_already(event: InboundEvent, contact: Contact, what: reading.Said) -> bool:
    happened = contacts.happened(event)
    near = (happened - reading.AGAIN, happened + reading.AGAIN)
    taps = Message.objects.filter(contact=contact, kind="tap", verb=what.verb, at__range=near)
    return any(message.text == what.text for message in taps.exclude(because=AGAIN))


def _let_waiting_go(contact: Contact, at: datetime) -> None:
    """Let what waits for this contact go now, unless an answer goes anyhow and takes it along."""
    is_answered = Message.objects.filter(contact=contact, state=Message.State.QUEUED).exists()
    if contact.reply_until and not is_answered:
        actions.answer_waiting(contact, at=at)


def _of(contact: Contact, number: str) -> Message | None:
    found = Message.objects.filter(contact=contact, direction=IN, external_id=number)
    return found.select_related("event").first()


def _empty(message: Message) -> None:
    path = message_files.path_of(message.pk)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    message.text, message.place, message.media, message.media_type = None, None, "", ""
    message.state, message.because = WITHDRAWN, ""
    message.event.raw = None
    message.event.save(update_fields=["raw"])
    message.save()
