"""Addresses are found by keyed hashes, which are made anew when the key changes."""

from khuang.ground.messaging.models import Contact, InboundEvent
from khuang.ground.messaging.reads import address_hash


def rehash_addresses() -> None:
    """Make the hash of every address anew with the keys at hand, and carry its events along.

    For when nothing else runs. Without a journal line of its own: the change of keys writes it.
    """
    for contact in Contact.objects.all():
        # One that was forgotten has no address, and is found by nothing.
        if contact.address:
            _rehash(contact)


def _rehash(contact: Contact) -> None:
    before, contact.address_hash = contact.address_hash, address_hash(contact.channel, contact.address)
    InboundEvent.objects.filter(channel=contact.channel, address_hash=before).update(
        address_hash=contact.address_hash
    )
    contact.save(update_fields=["address_hash"])
