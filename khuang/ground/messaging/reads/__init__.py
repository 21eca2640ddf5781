"""Questions about channels, contacts, ways and messages."""

from khuang.ground.messaging.reads.channels import account_of, channel, channels, is_on
from khuang.ground.messaging.reads.guarding import Reason, may_not_go, what_may_not_go
from khuang.ground.messaging.reads.parties import (
    address_hash,
    contact_with,
    contacts_of,
    message_of,
    parties_of,
    routes_of,
)
from khuang.ground.messaging.reads.setting_up import (
    ChannelState,
    because_in_words,
    channel_state,
    channel_states,
    missing,
)

__all__ = [
    "ChannelState",
    "because_in_words",
    "channel_state",
    "channel_states",
    "missing",
    "Reason",
    "account_of",
    "address_hash",
    "channel",
    "channels",
    "contact_with",
    "contacts_of",
    "is_on",
    "may_not_go",
    "message_of",
    "parties_of",
    "routes_of",
    "what_may_not_go",
]
