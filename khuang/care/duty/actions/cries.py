"""Hear a cry for help: raise the alert first, ask afterwards.

Everything that depends on an answer or a channel comes after the alert, and none of it can undo it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from khuang.care.cases import actions as cases
from khuang.care.cases.models import Alert
from khuang.care.duty.actions import answering
from khuang.care.duty.actions.asking import ask, note
from khuang.care.duty.actions.strays import raise_stray
from khuang.care.duty.models import Cry
from khuang.care.duty.reads.cries import open_alert_of, open_cries, owner_words, recorded
from khuang.care.duty.reads.ladder import part_at
from khuang.care.duty.rules import cries as rules
from khuang.care.duty.rules.ladder import NIGHT
from khuang.care.duty.rules.questions import HERE, HOME, MISTAKE, NOTHING, answer_by, next_question
from khuang.care.people.models import Person
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.messaging import reads as messaging
from khuang.ground.messaging.models import Contact, Message
from khuang.ground.messaging.rules.parties import Party

HELP = "help"
_HOW = {"text": Cry.How.WORDS, "sticker": Cry.How.STICKER}


def take_message(entry: Entry) -> None:
    """Follow messaging.received: taps on help, their answers, and cries in words, signs or pictures."""
    message = messaging.message_of(entry)
    if message is None or message.state != Message.State.RECEIVED:
        return
    if message.verb == HELP:
        hear(message, how=Cry.How.TAP, at=entry.at)
    elif message.verb.startswith(f"{HELP}-") or message.verb == MISTAKE:
        _answer(message, entry.at)
    elif not message.verb:
        _listen(message, entry.at)


def _answer(message: Message, at: datetime) -> None:
    """Take an answer; a button of long ago that asks for help is a new call for it."""
    found = _lock(message, at)
    if found:
        answering.answer(found, message, at=at)
    elif message.verb not in (MISTAKE, HERE, HOME):
        answering.answer(hear(message, how=Cry.How.TAP, asks=False, at=at), message, at=at)


def _listen(message: Message, at: datetime) -> None:
    """Judge what says nothing by a button; a place belongs to the call that is open."""
    if message.kind == "location" and (found := _lock(message, at)):
        answering.answer(found, message, at=at)
        return
    verdict = rules.judge(message.kind, message.text or "", at_night=part_at(at) == NIGHT)
    if verdict.level == rules.URGENT:
        hear(message, how=_HOW[message.kind], at=at)
    elif verdict.level == rules.LOOK:
        mark(message, because=verdict.because, at=at)


@journal.action
def hear(message: Message, *, how: str, asks: bool = True, at: datetime) -> list[Cry]:
    """Raise an alert for whoever may be meant, or note the call on the one that is open; then ask.

    An address that belongs to nobody known raises a call of somebody unknown. One message is heard once.
    Journal: duty.cried; cases.alert-raised or duty.stray-raised when it is new.
    """
    found = _lock(message, at)
    if Cry.objects.filter(message_id=message.pk).exists():
        return found
    if found:
        return _heard_again(found, message, at)
    persons = _persons(message)
    made = [_cry(message, how, at, alert=_alert(person, message, how, at)) for person in persons]
    if not made:
        stray = raise_stray(message, words=_said(how, message), at=at)
        made = [_cry(message, how, at, stray=stray)]
    if asks:
        ask(made, next_question("", len(made)), contact=message.contact, at=at)
    return made


@journal.action
def mark(message: Message, *, because: str, at: datetime) -> None:
    """Set a message before the others, for a human to look at. Journal: duty.marked."""
    Message.objects.filter(pk=message.pk, urgency=Message.Urgency.ROUTINE).update(
        urgency=Message.Urgency.RESERVED
    )
    also = [message.party_id] if message.party_id else []
    journal.write("duty.marked", by=journal.SYSTEM, about=message, at=at, also=also, because=because)


def _lock(message: Message, at: datetime) -> list[Cry]:
    """Let one message of an address after another be heard; give what is open of it."""
    if message.contact_id is None:
        return []
    Contact.objects.select_for_update(of=("self",), no_key=True).get(pk=message.contact_id)
    return open_cries(message.contact_id, at=at)


def _heard_again(found: list[Cry], message: Message, at: datetime) -> list[Cry]:
    """Note another call; whoever has heard nothing from us for a while is told once more that we know."""
    is_quiet = answer_by(max(one.last_at for one in found)) <= at and not any(one.question for one in found)
    for one in found:
        one.taps, one.last_at = min(one.taps + 1, 30000), at
        one.save(update_fields=["taps", "last_at"])
        note(one, "cried", at)
    if is_quiet:
        ask(found, NOTHING, contact=message.contact, at=at)
    return found


def _persons(message: Message) -> list[Person]:
    """Give whom a message may be about, in a fixed order: the owner of the address, then whom they help."""
    parties: Iterable[Party] = messaging.parties_of(message.contact) if message.contact else ()
    keys = [party.id for party in parties if party.kind == "person"]
    rows = Person.objects.filter(pk__in=keys).select_related("merged_into")
    known = {one.pk: one.merged_into or one for one in rows}
    return list({known[key].pk: known[key] for key in keys if key in known}.values())


def _alert(person: Person, message: Message, how: str, at: datetime) -> Alert:
    """Give the urgent alert of a person that is open, or raise one."""
    # Locked as raising does, so that two addresses of one person do not both find none.
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    return open_alert_of(person, at=at) or cases.raise_alert(
        person,
        kind=Alert.Kind.URGENT,
        words=_said(how, message),
        source_id=message.pk,
        by=journal.SYSTEM,
        at=at,
    )


def _cry(message: Message, how: str, at: datetime, **of: Any) -> Cry:
    made = Cry.objects.create(
        message_id=message.pk, contact_id=message.contact_id, how=how, at=at, last_at=at, **of
    )
    note(made, "cried", at)
    return made


def _said(how: str, message: Message) -> str:
    """Say in the record's language how the call came; what was written stays in the conversation."""
    words = recorded(str(Cry.How(how).label))
    return " ".join(filter(None, (words, owner_words(message.contact))))
