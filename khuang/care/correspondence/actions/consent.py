"""What comes in: codes, agreeing and declining, stopping and starting, asking for a call."""

from datetime import datetime
from typing import Any

from khuang.care.correspondence.actions.linking import party_of, use_code
from khuang.care.correspondence.rules.codes import code_in
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Contact, Message
from khuang.ground.messaging.reads import message_of, parties_of


def take_message(entry: Entry) -> None:
    """Follow messaging.received: do what a code or a tap of consent says, and answer it."""
    message = message_of(entry)
    if message is None or message.contact is None:
        return
    do = _TAPS.get(message.verb)
    if do:
        do(message, entry.at)
    elif message.kind == "text" and (digits := code_in(message.text)):
        _try_code(message.contact, digits, entry.at)


def _try_code(contact: Contact, digits: str, at: datetime) -> None:
    used = use_code(contact, digits, at=at)
    if used is None:
        _tell(contact, "correspondence.code-wrong", at)
        return
    if party_of(used).kind == "account":
        # Whoever signs in and links their own telephone has agreed by that.
        set_state(contact, Contact.State.AGREED, at=at)
        _tell(contact, "correspondence.linked-own", at)
    elif contact.state == Contact.State.AGREED:
        _tell(contact, "correspondence.linked", at)
    else:
        _ask(contact, at)


def _ask(contact: Contact, at: datetime) -> None:
    buttons = BUTTONS.get(contact.language, BUTTONS["th"])
    messaging.send_to(
        contact,
        "correspondence.welcome",
        variables={"municipality": _municipality(contact)},
        by=journal.SYSTEM,
        at=at,
        buttons=[(words, verb) for verb, words in buttons],
    )


# Of equal weight: none is larger because we would like it.
BUTTONS = {
    "th": (("agree", "ตกลง"), ("decline", "ไม่ตกลง")),
    "en": (("agree", "I agree"), ("decline", "I do not agree")),
}


def _agree(message: Message, at: datetime) -> None:
    set_state(message.contact, Contact.State.AGREED, at=at)
    known = bool(parties_of(message.contact))
    _tell(message.contact, "correspondence.agreed" if known else "correspondence.agreed-unknown", at)


def _decline(message: Message, at: datetime) -> None:
    set_state(message.contact, Contact.State.DECLINED, at=at)
    _tell(message.contact, "correspondence.declined", at)


def _stop(message: Message, at: datetime) -> None:
    _set_stopped(message.contact, at, at)
    _tell(message.contact, "correspondence.stopped", at)


def _start(message: Message, at: datetime) -> None:
    _set_stopped(message.contact, None, at)
    _tell(message.contact, "correspondence.started", at)


def _call(message: Message, at: datetime) -> None:
    """Put whoever asks for a call on the call list; who is unknown is answered by hand."""
    for party in parties_of(message.contact)[:1]:
        if party.kind == "person":
            messaging.send(party, "correspondence.call-back", by=journal.SYSTEM, at=at, channel="call")
            _tell(message.contact, "correspondence.call-comes", at)


def _link(message: Message, at: datetime) -> None:
    _tell(message.contact, "correspondence.link-how", at)


_TAPS = {
    "agree": _agree,
    "decline": _decline,
    "stop": _stop,
    "start": _start,
    "call": _call,
    "link": _link,
}


@journal.action
def set_state(contact: Contact, state: str, *, at: datetime) -> None:
    """Keep what somebody answered when they were asked. Journal: correspondence.agreed or .declined."""
    agreed = state == "agreed"
    Contact.objects.filter(pk=contact.pk).update(
        state=state, agreed_at=at if agreed else contact.agreed_at, gone_at=None
    )
    contact.refresh_from_db()
    event = "correspondence.agreed" if agreed else "correspondence.declined"
    journal.write(event, by=journal.SYSTEM, about=contact, at=at, also=_whose(contact))


@journal.action
def _set_stopped(contact: Contact, stopped_at: datetime | None, at: datetime) -> None:
    Contact.objects.filter(pk=contact.pk).update(stopped_at=stopped_at)
    contact.stopped_at = stopped_at
    event = "correspondence.stopped" if stopped_at else "correspondence.started"
    journal.write(event, by=journal.SYSTEM, about=contact, at=at, also=_whose(contact))


def _tell(contact: Contact, template: str, at: datetime) -> None:
    messaging.send_to(contact, template, by=journal.SYSTEM, at=at)


def _whose(contact: Contact) -> list[Any]:
    return [party.id for party in parties_of(contact)]


def _municipality(contact: Contact) -> str:
    return str(contact.municipality)
