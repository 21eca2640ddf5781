"""Questions about channels, contacts, ways and messages."""

from khuang.ground.messaging.reads.channels import account_of, channel, channels, is_on
from khuang.ground.messaging.reads.parties import (
    address_hash,
    contact_with,
    contacts_of,
    message_of,
    parties_of,
    routes_of,
)

__all__ = [
    "account_of",
    "address_hash",
    "channel",
    "channels",
    "contact_with",
    "contacts_of",
    "is_on",
    "message_of",
    "parties_of",
    "routes_of",
]
