"""Addresses and ways of invented people, for tests."""

from uuid import uuid4

from conftest import NOW
from khuang.ground.messaging.models import ChannelAccount, Contact, Route
from khuang.ground.messaging.reads import address_hash
from khuang.ground.messaging.rules.parties import Party


def switch_on(channel, **secrets):
    """Set up a channel and switch it on."""
    return ChannelAccount.objects.create(channel=channel, is_on=True, secrets=secrets, changed_at=NOW)


def contact_on(channel, address, **more):
    """Know an address whose owner agreed."""
    values = {"state": Contact.State.AGREED, "agreed_at": NOW, "since": NOW} | more
    hashed = address_hash(channel, address)
    return Contact.objects.create(channel=channel, address=address, address_hash=hashed, **values)


def somebody(*ways, kind="person"):
    """Make a party who is reached by ways: a contact, or the code of a channel without addresses."""
    party = Party(uuid4(), kind)
    for position, way in enumerate(ways):
        contact = way if isinstance(way, Contact) else None
        Route.objects.create(
            party_id=party.id,
            party_kind=kind,
            channel=contact.channel if contact else way,
            contact=contact,
            position=position,
            since=NOW,
        )
    return party
