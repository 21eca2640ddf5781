"""Groups: what is said there is nobody's business here, and we leave where we were not asked to be."""

from datetime import datetime
from typing import Any

from khuang.ground.messaging.channels.line import client
from khuang.ground.messaging.models import ChannelAccount, InboundEvent


def note_join(event: InboundEvent, told: dict[str, Any], at: datetime) -> None:
    """Keep that we were brought into a group; `leave` has been there before."""


def forget(event: InboundEvent, told: dict[str, Any], at: datetime) -> None:
    """Keep that something was said in a group, and not what."""
    event.raw = None


def leave(account: ChannelAccount, source: dict[str, Any]) -> None:
    """Leave a group or room, unless the municipality allows it. Raises LineTrouble while LINE cannot."""
    kind = source["type"]
    number = source.get("groupId") or source.get("roomId") or ""
    if kind == "user" or number in account.settings.get("groups", "").split():
        return
    try:
        client.of(account).leave(kind, number)
    except client.Refused:
        # Out of it already.
        return
