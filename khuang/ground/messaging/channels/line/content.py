"""Fetch voices, pictures and files before LINE deletes them; they are kept sealed, for humans."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from khuang.ground.messaging import message_files, reads
from khuang.ground.messaging.channels.line import client, reading
from khuang.ground.messaging.models import Message
from khuang.ground.municipalities.context import within

GONE, TOO_LARGE = "content-gone", "content-too-large"
# LINE does not say how long it keeps content; after this we ask no more.
PATIENCE = timedelta(days=3)


def fetch_waiting(municipality_id: UUID, address_hash: bytes, *, at: datetime) -> None:
    """Fetch whatever came from one address and is not here yet.

    Raises LineTrouble when some of it could not be fetched now; the next try takes it up.
    """
    with within(municipality_id):
        account = reads.account_of(reading.LINE)
        waiting = list(_waiting(address_hash))
    trouble: client.LineTrouble | None = None
    for message in waiting:
        try:
            _fetch(municipality_id, client.of(account), message, at)
        except client.LineTrouble as problem:
            trouble = problem
    if trouble:
        raise trouble


def _waiting(address_hash: bytes) -> Iterator[Message]:
    rows = Message.objects.filter(contact__channel=reading.LINE, contact__address_hash=address_hash)
    yield from rows.filter(because=Message.CONTENT_WAITS, state=Message.State.RECEIVED).order_by("at", "pk")


def _fetch(municipality_id: UUID, line: client.Client, message: Message, at: datetime) -> None:
    try:
        kind, content = line.content(message.external_id)
    except client.TooLarge:
        _settle(municipality_id, message, because=TOO_LARGE)
    except client.Refused:
        _settle(municipality_id, message, because=GONE)
    except client.LineTrouble:
        if at - message.at < PATIENCE:
            raise
        _settle(municipality_id, message, because=GONE)
    else:
        _settle(municipality_id, message, content=content, kind=kind)


def _settle(
    municipality_id: UUID,
    message: Message,
    *,
    because: str = "",
    content: bytes | None = None,
    kind: str = "",
) -> None:
    """Keep the content, or say why there is none; nothing when it was taken back meanwhile."""
    with within(municipality_id):
        fresh = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
        if fresh.state == Message.State.WITHDRAWN:
            return
        if content is not None:
            message_files.write(fresh.pk, [content])
            fresh.media, fresh.media_type = f"{fresh.pk.hex}{message_files.SENT}", kind[:60]
        fresh.because = because
        fresh.save(update_fields=["because", "media", "media_type"])
