"""Answer somebody from the desk, and note who read what."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from khuang.care.correspondence.rules.problems import MayNotGo, MayNotGoToAll, NothingSaid
from khuang.care.people.models import Person
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.actions.ways import ways_to
from khuang.ground.messaging.models import Contact, Message
from khuang.ground.messaging.reads.guarding import Reason, what_may_not_go
from khuang.ground.messaging.rules import templates
from khuang.ground.messaging.rules.parties import Party

ANSWER = "correspondence.answer"


@journal.action
def answer(person: Person, words: str, *, by: Any, at: datetime) -> Message:
    """Answer a person by their channel. Journal: correspondence.answered.

    Raises PermissionDenied, NothingSaid, MayNotGo with the reasons, when its first way may not carry them.
    """
    if not may(by, "correspondence.answer", person):
        raise PermissionDenied
    if not words.strip():
        raise NothingSaid
    party = Party(person.pk, "person")
    # Asked first, since a refused answer would go by the next way, which is a call.
    if reasons := _reasons(party, words):
        raise MayNotGo(tuple(reasons))
    message = messaging.send(party, ANSWER, words=words.strip(), by=by, at=at)
    journal.write("correspondence.answered", by=by, about=message, at=at, also=[person.pk])
    return message


@journal.action
def answer_unknown(contact: Contact, words: str, *, by: Any, at: datetime) -> Message:
    """Answer somebody whom we do not know. Journal: correspondence.answered.

    Raises PermissionDenied, NothingSaid, MayNotGoToAll with the reasons.
    """
    if not scope_of(by, "correspondence.answer").everywhere:
        raise PermissionDenied
    if not words.strip():
        raise NothingSaid
    message = messaging.send_to(contact, ANSWER, words=words.strip(), by=by, at=at)
    if message.state == Message.State.REFUSED:
        # Nothing is kept of what was refused: it stays in the form.
        raise MayNotGoToAll(tuple(what_may_not_go(words, message.channel)))
    journal.write("correspondence.answered", by=by, about=message, at=at)
    return message


@journal.action
def mark_read(messages: Collection[Message], *, by: Any, at: datetime, about: Any = None) -> None:
    """Note that a conversation was opened: what came in is read now. Journal: correspondence.read.

    about  the person or contact that it is with
    """
    unread = [one.pk for one in messages if one.direction == "in" and one.seen_at is None]
    Message.objects.filter(pk__in=unread, seen_at=None).update(seen_at=at, seen_by_id=by.pk)
    also: list[UUID] = [about.pk] if about is not None else []
    journal.write("correspondence.read", by=by, about=about, at=at, also=also, count=len(unread))


@journal.action
def note_media(message: Message, *, by: Any, at: datetime) -> None:
    """Note that somebody listened to a voice message, or looked at a picture or a place.

    Journal: correspondence.media-opened.
    """
    also = [message.party_id] if message.party_id else []
    journal.write("correspondence.media-opened", by=by, about=message, at=at, also=also, kind=message.kind)


def _reasons(party: Party, words: str) -> list[Reason]:
    """Say what of the words the first way to somebody may not carry."""
    template = templates.named(ANSWER)
    first = next(iter(ways_to(party, template, template.urgency)), None)
    return what_may_not_go(words, first.channel.code, party) if first else []
