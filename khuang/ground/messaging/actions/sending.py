"""Say something to somebody: the words are made and checked here, a job takes them to the channel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from khuang.ground.journal import actions as journal
from khuang.ground.messaging import posting
from khuang.ground.messaging.actions.ways import Way, used, ways_to
from khuang.ground.messaging.models import Contact, Message
from khuang.ground.messaging.reads.channels import channel as channel_named
from khuang.ground.messaging.reads.guarding import what_may_not_go
from khuang.ground.messaging.rules import templates
from khuang.ground.messaging.rules.parties import Party
from khuang.ground.messaging.rules.templates import Template

QUEUED, SENT = Message.State.QUEUED, Message.State.SENT
FAILED, REFUSED = Message.State.FAILED, Message.State.REFUSED
NO_WAY = "no-way"


@dataclass(frozen=True)
class Saying:
    """What is said, before it is known by which way."""

    template: Template
    variables: Mapping[str, str]
    words: str | None
    party: Party | None
    about_id: UUID | None
    buttons: Sequence[Any]
    by: Any
    at: datetime


@journal.action
def send(
    party: Party,
    template: str,
    *,
    variables: Mapping[str, str] | None = None,
    words: str | None = None,
    about_id: UUID | None = None,
    by: Any,
    at: datetime,
    channel: str | None = None,
    buttons: Sequence[Any] = (),
) -> Message:
    """Say something to somebody by the first of their ways that may carry it.

    template  code in data/templates.toml; it fixes the urgency
    words     its free part, where it has one
    channel   this channel and no other one; what fails on it afterwards goes by the next all the same,
              unless the template names the channels that may carry it
    buttons   (words, verb) each, for channels that show buttons; others leave them away
    The message is queued and goes after the commit. It is refused when every way would carry what it
    may not, and failed when there is no way; `because` says why. What is urgent or worth money goes to a
    call and then to a visit when no other way is left. Whoever calls has asked leave.
    Journal: messaging.queued, messaging.refused or messaging.failed; for a call or visit
    messaging.call-asked or messaging.visit-asked. Raises TemplateMistake.
    """
    saying = Saying(
        templates.named(template), variables or {}, words, party, about_id, tuple(buttons), by, at
    )
    return _say(saying, ways_to(party, saying.template, saying.template.urgency, channel), channel)


@journal.action
def send_to(
    contact: Contact,
    template: str,
    *,
    variables: Mapping[str, str] | None = None,
    words: str | None = None,
    about_id: UUID | None = None,
    by: Any,
    at: datetime,
    buttons: Sequence[Any] = (),
) -> Message:
    """Say something to an address, whoever it is: a first notice, a question of consent.

    Journal: as `send`. Raises TemplateMistake.
    """
    named = templates.named(template)
    saying = Saying(named, variables or {}, words, None, about_id, tuple(buttons), by, at)
    found = channel_named(contact.channel)
    ways = [Way(found, contact)] if found and contact.state != Contact.State.GONE else []
    return _say(saying, ways, contact.channel)


def _say(saying: Saying, ways: Iterable[Way], wanted: str | None) -> Message:
    refusal: Message | None = None
    for way in ways:
        because = _refused_because(saying, way)
        if not because:
            return hand_over(_message(saying, way), way, by=saying.by, at=saying.at)
        refusal = refusal or _message(saying, way, state=REFUSED, because=because)
    unsent = refusal or _unsent(saying, wanted)
    unsent.save()
    note(f"messaging.{unsent.state}", unsent, by=saying.by, at=saying.at)
    return unsent


def hand_over(message: Message, way: Way, *, by: Any, at: datetime) -> Message:
    """Store a message and let its channel have it: by a job, or by asking one of ours."""
    if way.channel.asks:
        message.state, message.sent_at = SENT, at
        message.save()
        note(way.channel.asks, message, by=by, at=at)
        return message
    message.state, message.next_try_at, message.retry_key = QUEUED, at, uuid4()
    message.save()
    posting.post(message, at)
    note("messaging.queued", message, by=by, at=at)
    return message


def try_next(message: Message, *, at: datetime) -> Message | None:
    """Say by the next way what did not arrive by this one; None when no way is left."""
    if message.party_id is None or message.tried_next_id:
        return None
    party = Party(message.party_id, message.party_kind)
    tried = used(message)
    ways = ways_to(party, templates.named(message.template), message.urgency)
    for way in ways:
        if way.key not in tried and not _is_guarded(message, way):
            return _again(message, way, at)
    return None


def note(event: str, message: Message, *, by: Any, at: datetime) -> None:
    """Write the journal line of a message; it names whom it is for, never what it says."""
    also = [message.party_id] if message.party_id else []
    journal.write(event, by=by, about=message, at=at, also=also, channel=message.channel)


def _again(message: Message, way: Way, at: datetime) -> Message:
    copied = ("party_id", "party_kind", "template", "urgency", "about_id", "by_id", "expires_at", "buttons")
    kept = {name: getattr(message, name) for name in copied}
    other = Message(
        direction="out",
        channel=way.channel.code,
        contact=way.contact,
        kind=way.channel.kind,
        text=message.text,
        at=at,
        state=QUEUED,
        **kept,
    )
    # The next way has its own time: what came too late for one is still worth saying by another.
    expires = templates.named(message.template).expires
    other.expires_at = at + expires if expires else None
    other.save()
    # Before it is handed over: who is asked may say no at once, and the next way must know of this one.
    message.tried_next = other
    message.save(update_fields=["tried_next"])
    return hand_over(other, way, by=journal.SYSTEM, at=at)


def _message(saying: Saying, way: Way, **more: Any) -> Message:
    template, contact = saying.template, way.contact
    language = contact.language if contact else templates.LANGUAGES[0]
    return Message(
        channel=way.channel.code,
        contact=contact,
        kind=way.channel.kind,
        text=templates.render(template, language, saying.variables, saying.words),
        **_common(saying),
        **more,
    )


def _unsent(saying: Saying, wanted: str | None) -> Message:
    text = templates.render(saying.template, templates.LANGUAGES[0], saying.variables, saying.words)
    return Message(channel=wanted or "none", text=text, state=FAILED, because=NO_WAY, **_common(saying))


def _common(saying: Saying) -> dict[str, Any]:
    template, party = saying.template, saying.party
    return {
        "direction": Message.Direction.OUT,
        "party_id": party.id if party else None,
        "party_kind": party.kind if party else "",
        "template": template.code,
        "buttons": list(saying.buttons) or None,
        "urgency": template.urgency,
        "at": saying.at,
        "expires_at": saying.at + template.expires if template.expires else None,
        "about_id": saying.about_id,
        "by_id": saying.by.pk,
    }


def _refused_because(saying: Saying, way: Way) -> str:
    shown = templates.without_public(saying.template, saying.variables)
    text = templates.render(saying.template, templates.LANGUAGES[0], shown, saying.words)
    found = what_may_not_go(text, way.channel.code, saying.party)
    return found[0].code if found else ""


def _is_guarded(message: Message, way: Way) -> bool:
    before = channel_named(message.channel)
    if before and not before.carries_personal:
        # It passed the guard on the way before, which knew what of it is public.
        return False
    party = Party(message.party_id, message.party_kind) if message.party_id else None
    return bool(what_may_not_go(message.text or "", way.channel.code, party))
