"""Store what LINE tells us, once, before anything else; few statements, for it comes in bursts."""

import logging
from collections.abc import Sequence
from datetime import datetime

from khuang.ground.messaging import reads
from khuang.ground.messaging.channels.line import handling, reading
from khuang.ground.messaging.models import InboundEvent

log = logging.getLogger("khuang.messaging")


def store(body: bytes, *, at: datetime) -> list[bytes]:
    """Keep every event of a body that is not kept yet; return the hashes of whose events wait.

    Who asks for help is heard in this very transaction; if that fails, the event is kept all the same
    and waits for the job. Without a journal line: what happened is written when an event is handled.
    """
    events = [(one, _row(one, at)) for one in reading.incoming(body)]
    rows = [row for _, row in events]
    InboundEvent.objects.bulk_create(rows, ignore_conflicts=True)
    _hear_urgent([row for one, row in events if one.is_urgent], at)
    waiting = (row for row in rows if row.state == InboundEvent.State.WAITING)
    return list(dict.fromkeys(bytes(row.address_hash) for row in waiting))


def _row(event: reading.Incoming, at: datetime) -> InboundEvent:
    row = InboundEvent(
        channel=reading.LINE,
        event_id=event.event_id,
        kind=event.kind,
        address_hash=reads.address_hash(reading.LINE, event.address) if event.address else None,
        occurred_at=event.occurred_at or at,
        received_at=at,
        raw=event.raw,
        problem=event.problem,
    )
    if event.problem or not event.address:
        # Nobody's: there is nothing to put in order and nobody to answer.
        row.state = InboundEvent.State.FAILED if event.problem else InboundEvent.State.UNKNOWN
        row.handled_at = at
    return row


def _hear_urgent(rows: Sequence[InboundEvent], at: datetime) -> None:
    if not rows:
        return
    # One that was stored before keeps its own row, under another key than the one made here.
    new = set(InboundEvent.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    for row in rows:
        if row.pk in new:
            _hear_now(row, at)


def _hear_now(row: InboundEvent, at: datetime) -> None:
    try:
        handling.handle(row, at=at)
    except Exception:
        # Whatever it was, the event must be kept. If the connection itself is gone, the next line says so.
        log.exception("A call for help waits for its job.")
        row.refresh_from_db()
