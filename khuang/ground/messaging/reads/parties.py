"""Who is at the other end, by which ways, and what was said."""

from collections.abc import Sequence

from django.db.models import QuerySet

from khuang.ground.journal.models import Entry
from khuang.ground.messaging.models import Contact, Message, Route
from khuang.ground.messaging.rules.parties import Party
from khuang.ground.municipalities.fields import keyed_hash


def message_of(entry: Entry) -> Message | None:
    """Give the message that a journal line is about; None when it is not about one, or it is gone."""
    if entry.about_kind != "message":
        return None
    return Message.objects.filter(pk=entry.about_id).select_related("contact").first()


def routes_of(party: Party) -> QuerySet[Route]:
    """Give the ways to somebody that hold now, the first to be tried first."""
    ways = Route.objects.filter(party_id=party.id, until=None).select_related("contact")
    return ways.order_by("position", "pk")


def contacts_of(party: Party) -> list[Contact]:
    """Give the addresses of somebody, the first to be tried first; helpers' too."""
    return [route.contact for route in routes_of(party) if route.contact]


def parties_of(contact: Contact) -> Sequence[Party]:
    """Give whose address this is: the owner first, then those whom the contact helps."""
    ways = Route.objects.filter(contact=contact, until=None).order_by("is_helper", "position", "pk")
    return [Party(way.party_id, way.party_kind) for way in ways]


def address_hash(channel: str, address: str) -> bytes:
    """Give by what an address is found; the same text is another address on another channel."""
    return keyed_hash(address, f"messaging.{channel}")


def contact_with(channel: str, address: str) -> Contact | None:
    """Give the contact that has an address, written as the channel writes it."""
    return Contact.objects.filter(channel=channel, address_hash=address_hash(channel, address)).first()
