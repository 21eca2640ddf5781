"""Jobs of what comes in: hear it, address by address, and ask each channel now and then how it is."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, connections, transaction
from django.utils.dateparse import parse_datetime
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from khuang.ground.messaging import reads
from khuang.ground.messaging.models import ChannelAccount

LOOKS_EVERY = timedelta(hours=1)
# Before what goes out, since an answer waits for it, and before all that nobody waits for.
PRIORITY = 8


def queue(municipality_id: UUID, channel: str, address: bytes) -> None:
    """Queue the hearing of one address, once however much comes from it."""
    lock = f"hear:{municipality_id}:{channel}:{address.hex()}"
    job = app.configure_task("khuang.hear", lock=lock, queueing_lock=lock, priority=PRIORITY)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # The events are on the disk already; should this be lost, the minute finds them.
            cursor.execute("SET LOCAL synchronous_commit = off")
            job.defer(
                municipality=str(municipality_id),
                step="messages.hear",
                channel=channel,
                address=address.hex(),
            )
    except AlreadyEnqueued:
        return


# Not tried again as a job, which would hold the lock of its address: the minute takes it up.
@app.task(name="khuang.hear")
def hear(*, municipality: str, step: str, channel: str, address: str) -> None:
    """Let a channel handle the waiting events of one address."""
    try:
        hear_now(UUID(municipality), channel, bytes.fromhex(address))
    finally:
        connections.close_all()


def hear_now(municipality_id: UUID, channel: str, address: bytes) -> None:
    """Handle what waits of one address; nothing when the channel is gone or hears nothing."""
    found = reads.channel(channel)
    if found and found.hear:
        found.hear(municipality_id, address)


@app.task(name="khuang.look")
def look(*, municipality: str, step: str, channel: str) -> None:
    """Let a channel ask about itself: its quota, whether its keys still hold."""
    try:
        look_now(UUID(municipality), channel)
    finally:
        connections.close_all()


def look_now(municipality_id: UUID, channel: str) -> None:
    """Let a channel ask about itself; nothing when it is gone or has nobody to ask."""
    found = reads.channel(channel)
    if found and found.look:
        found.look(municipality_id)


def look_due(at: datetime) -> None:
    """Every minute: queue a look at each channel that was last looked at an hour ago."""
    for account in ChannelAccount.objects.filter(is_on=True):
        found = reads.channel(account.channel)
        last = parse_datetime(account.status.get("looked_at", ""))
        if found and found.look and (last is None or at - last >= LOOKS_EVERY):
            _queue_look(account)


def _queue_look(account: ChannelAccount) -> None:
    lock = f"look:{account.pk}"
    job = app.configure_task("khuang.look", lock=lock, queueing_lock=lock)
    try:
        with transaction.atomic():
            job.defer(
                municipality=str(account.municipality_id), step="messages.look", channel=account.channel
            )
    except AlreadyEnqueued:
        return
