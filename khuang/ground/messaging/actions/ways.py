"""By which ways a message may go, the first to be tried first."""

from collections.abc import Iterator
from dataclasses import dataclass

from khuang.ground.messaging import reads
from khuang.ground.messaging.models import Contact, Message
from khuang.ground.messaging.rules.channels import Channel
from khuang.ground.messaging.rules.parties import Party
from khuang.ground.messaging.rules.templates import Template

# Who is not reached by their own ways is reached by one of ours, when it matters.
AT_LAST = ("call", "visit")


@dataclass(frozen=True)
class Way:
    """A channel, and the address on it where it has addresses."""

    channel: Channel
    contact: Contact | None = None

    @property
    def key(self) -> tuple[str, object]:
        return self.channel.code, self.contact and self.contact.pk


def ways_to(party: Party, template: Template, urgency: str, only: str | None = None) -> list[Way]:
    """Give the ways to somebody by which a template may go now.

    only  the code of the one channel that is wanted
    """
    found = {way.key: way for way in _all(party, urgency, only)}
    return [way for way in found.values() if _may_go(way, template, urgency)]


def used(message: Message) -> set[tuple[str, object]]:
    """Give the ways that were tried before this message, and its own."""
    ways = set()
    earlier: Message | None = message
    while earlier:
        ways.add((earlier.channel, earlier.contact_id))
        earlier = earlier.instead_of.select_related("contact").first()
    return ways


def _all(party: Party, urgency: str, only: str | None) -> Iterator[Way]:
    for route in reads.routes_of(party):
        if (found := reads.channel(route.channel)) and only in (None, route.channel):
            yield Way(found, route.contact)
    asked = (only,) if only else AT_LAST if _matters(party, urgency) else ()
    for code in asked:
        if (found := reads.channel(code)) and not found.needs_address:
            yield Way(found)


def _matters(party: Party, urgency: str) -> bool:
    return party.kind == "person" and urgency != "routine"


def _may_go(way: Way, template: Template, urgency: str) -> bool:
    channel, contact = way.channel, way.contact
    if template.channels and channel.code not in template.channels:
        return False
    if template.has_words and not channel.carries_words:
        return False
    if not reads.is_on(channel.code):
        return False
    return not channel.needs_address or (contact is not None and _agrees(contact, template, urgency))


def _agrees(contact: Contact, template: Template, urgency: str) -> bool:
    if contact.state == Contact.State.GONE or (template.invitation and contact.stopped_at):
        return False
    # Whoever called for help is answered, agreed or not.
    is_open = template.before_consent or urgency == "urgent"
    return is_open or contact.state == Contact.State.AGREED
