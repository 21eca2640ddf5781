"""Who wrote, unread first, and one conversation with its lines in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from khuang.care.people.models import Person
from khuang.care.people.reads import speaking_for
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal.names import names
from khuang.ground.messaging.models import Contact, Message, Route
from khuang.ground.messaging.reads import channel
from khuang.ground.messaging.rules.places import position

RECENT = timedelta(days=60)
SHOWN = 40  # people, and lines of a conversation
# A tap says all that it says where it is heard; the list is for what somebody must read or hear.
_TO_READ = ~Q(kind="tap") & Q(direction="in")


@dataclass
class Talk:
    """One conversation in the list; of a person, or of an address that nobody knows yet."""

    last_at: datetime
    unread: int
    person: Person | None = None
    contact: Contact | None = None


@dataclass(frozen=True)
class Line:
    """One message as the page shows it.

    words   what it says; "" for a voice, picture or what was taken back
    what    what it is, in words, when it is no text
    who     the name of whoever of ours wrote it
    state   the way, of a helper's with their name; of one of ours how far it went
    """

    message: Message
    is_ours: bool
    words: str
    what: str
    who: str
    state: str
    has_media: bool
    has_place: bool


@dataclass(frozen=True)
class Conversation:
    """The newest lines, oldest of them first; `earlier` is the time before which there are more."""

    lines: list[Line]
    messages: list[Message] = field(default_factory=list)
    earlier: datetime | None = None


def inbox(account: Any, *, at: datetime) -> list[Talk]:
    """Give with whom there is a conversation in an account's places, unread first.

    Whoever shows it writes people.listed.
    """
    rows = Message.objects.filter(_TO_READ, party_kind="person")
    rows = rows.filter(Q(at__gte=at - RECENT) | Q(seen_at=None))
    found = _counted(rows, "party_id")
    people = Person.objects.select_related("merged_into", "village").filter(pk__in=found)
    open_to = scope_of(account, "correspondence.answer")
    talks: dict[UUID, Talk] = {}
    for one in people:
        person = one.merged_into or one
        if not open_to.holds(person) or person.restricted_at:
            continue
        unread, last = found[one.pk]
        talk = talks.setdefault(person.pk, Talk(last, 0, person=person))
        talk.unread, talk.last_at = talk.unread + unread, max(talk.last_at, last)
    return _first(talks.values())


def unknown_senders(account: Any, *, at: datetime) -> list[Talk]:
    """Give who wrote and is nobody's contact yet, for whoever may answer everywhere."""
    if not scope_of(account, "correspondence.answer").everywhere:
        return []
    rows = Message.objects.filter(_TO_READ, party_id=None).exclude(contact=None)
    found = _counted(rows.filter(Q(at__gte=at - RECENT) | Q(seen_at=None)), "contact_id")
    contacts = Contact.objects.filter(pk__in=found, routes=None)
    return _first(Talk(found[one.pk][1], found[one.pk][0], contact=one) for one in contacts)


def unread_count(account: Any, *, at: datetime) -> int:
    """Say how many messages wait for somebody to read them, where an account may answer."""
    talks = [*inbox(account, at=at), *unknown_senders(account, at=at)]
    return sum(one.unread for one in talks)


def conversation(person: Person, *, before: datetime | None = None) -> Conversation:
    """Give the lines with a person, whichever channel they went by.

    Whoever shows it writes correspondence.read.
    """
    keys = speaking_for(person)
    helped = Route.objects.filter(party_id__in=keys, is_helper=True).exclude(contact=None)
    helpers = {one.contact_id: one.helper_name or "" for one in helped}
    return _conversation(Message.objects.filter(party_id__in=keys), before, helpers)


def conversation_with(contact: Contact, *, before: datetime | None = None) -> Conversation:
    """Give the lines with an address that nobody knows yet. Whoever shows it writes correspondence.read."""
    return _conversation(Message.objects.filter(contact=contact), before, {})


def kind_words(message: Message) -> str:
    """Say what a message is when it is no text."""
    words = {
        "voice": _("Voice message"),
        "image": _("Picture"),
        "sticker": _("Sticker"),
        "location": _("A place"),
        "call": _("Phone call"),
        "visit": _("Visit"),
    }
    if message.kind == "tap":
        return _tap_words().get(message.verb, _("Tapped a button"))
    return words.get(message.kind, "" if message.kind == "text" else _("Something else"))


def _tap_words() -> dict[str, str]:
    return {
        "well": _("I am well"),
        "away": _("I am away"),
        "help": _("I need help"),
        "help-kind-fall": _("Help: fell or hurt"),
        "help-kind-medicine": _("Help: medicine or food"),
        "help-kind-utilities": _("Help: power or water"),
        "help-kind-other": _("Help: something else"),
        "help-place": _("Where I am"),
        "help-home": _("I am at home"),
        "mistake": _("It was a mistake"),
        "speak": _("I want to speak"),
        "call": _("Please call me"),
        "agree": _("I agree"),
        "decline": _("I do not agree"),
        "stop": _("No more news"),
        "start": _("News again"),
        "link": _("Link my LINE"),
    }


def _counted(rows: QuerySet[Message], by: str) -> dict[UUID, tuple[int, datetime]]:
    told = rows.order_by().values(by).annotate(last=Max("at"), unread=Count("pk", filter=Q(seen_at=None)))
    return {one[by]: (one["unread"], one["last"]) for one in told}


def _first(talks: Iterable[Talk]) -> list[Talk]:
    newest = sorted(talks, key=lambda one: one.last_at, reverse=True)
    return sorted(newest, key=lambda one: not one.unread)[:SHOWN]


def _conversation(
    rows: QuerySet[Message], before: datetime | None, helpers: Mapping[UUID | None, str]
) -> Conversation:
    if before:
        rows = rows.filter(at__lt=before)
    found = list(rows.select_related("contact").order_by("-at", "-pk")[: SHOWN + 1])
    shown = found[:SHOWN][::-1]
    known = names()
    lines = [_line(one, known, helpers.get(one.contact_id, "")) for one in shown]
    return Conversation(lines, shown, shown[0].at if len(found) > SHOWN else None)


def _line(message: Message, known: Mapping[UUID, str], helper: str) -> Line:
    is_ours = message.direction == Message.Direction.OUT
    withdrawn = message.state == Message.State.WITHDRAWN
    found = channel(message.channel)
    words = str(found.words) if found else message.channel
    way = f"{words} ({helper})" if helper else words
    return Line(
        message=message,
        is_ours=is_ours,
        words=(message.text or "") if message.kind not in ("tap",) else "",
        what=_("Message withdrawn") if withdrawn else kind_words(message),
        who=(known.get(message.by_id, _("System")) if message.by_id else _("System")) if is_ours else "",
        state=f"{way}: {message.get_state_display()}" if is_ours else way,
        has_media=bool(message.media),
        has_place=position(message.place) is not None,
    )
