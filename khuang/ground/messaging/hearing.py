"""Have what came from one address heard: the job queue lives above, so `site` plugs it in."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from khuang.ground.messaging.models import InboundEvent, Message
from khuang.ground.municipalities.context import current_id

log = logging.getLogger("khuang.messaging")

Hear = Callable[[UUID, str, bytes], None]

# Its job should have begun long before.
OVERDUE = timedelta(seconds=30)
TOGETHER = 500

_hear: Hear | None = None


def plug(hear: Hear) -> None:
    """Say how the job is queued that handles the waiting events of one address of a channel."""
    global _hear
    _hear = hear


def wake(municipality_id: UUID, channel: str, addresses: Iterable[bytes]) -> None:
    """Queue a job for each address whose events wait; called after the commit that stored them.

    So the job, however soon it begins, sees them. If this fails, the events are kept all the same,
    and the minute finds them.
    """
    try:
        for address in addresses:
            _queue(municipality_id, channel, address)
    except Exception:
        # Whatever it is: they are on the disk, so the channel need not call again.
        log.exception("Events wait for the next minute.")


def hear_due(at: datetime) -> None:
    """Every minute: take up events whose job was lost, and content that the channel did not give yet."""
    events = InboundEvent.objects.filter(state=InboundEvent.State.WAITING, received_at__lte=at - OVERDUE)
    contents = Message.objects.filter(because=Message.CONTENT_WAITS, contact__isnull=False)
    waiting = {
        *events.values_list("channel", "address_hash").distinct()[:TOGETHER],
        *contents.values_list("contact__channel", "contact__address_hash").distinct()[:TOGETHER],
    }
    for channel, address in waiting:
        _queue(current_id(), channel, bytes(address))


def _queue(municipality_id: UUID, channel: str, address: bytes) -> None:
    if _hear is None:
        raise LookupError("No job queue has been plugged in.")
    _hear(municipality_id, channel, address)
