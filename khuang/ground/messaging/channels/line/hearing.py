"""Hear what came from one address: event after event, each in a transaction of its own, by LINE's time."""

import json
import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from khuang.ground.messaging import reads
from khuang.ground.messaging.channels.line import client, content, groups, handling, menus, reading
from khuang.ground.messaging.models import InboundEvent
from khuang.ground.municipalities.context import within

log = logging.getLogger("khuang.messaging")

WAITING = InboundEvent.State.WAITING


def hear(municipality_id: UUID, address_hash: bytes, clock: Callable[[], datetime] = timezone.now) -> None:
    """Handle every waiting event of one address, then fetch what came with them.

    May run twice and change nothing. What LINE does not do now still waits, and is found by the minute.
    """
    try:
        while event := _next(municipality_id, address_hash):
            _before(municipality_id, event)
            with within(municipality_id):
                _handle(event.pk, clock())
            _after(municipality_id, event)
        content.fetch_waiting(municipality_id, address_hash, at=clock())
    except client.LineTrouble as trouble:
        log.warning("LINE does not let itself be heard now: %s.", type(trouble).__name__)


def _next(municipality_id: UUID, address_hash: bytes) -> InboundEvent | None:
    with within(municipality_id):
        waiting = InboundEvent.objects.filter(channel=reading.LINE, address_hash=address_hash, state=WAITING)
        return waiting.order_by("occurred_at", "pk").first()


def _handle(key: UUID, at: datetime) -> None:
    event = InboundEvent.objects.select_for_update(of=("self",)).filter(pk=key, state=WAITING).first()
    if event is None:
        return
    try:
        handling.handle(event, at=at)
    except (OperationalError, InterfaceError):
        # The database's trouble, not the event's.
        raise
    except Exception as problem:
        # Somebody must look; whatever came after it from the same address is heard all the same.
        log.exception("An event could not be understood.")
        event.refresh_from_db()
        handling.finish(event, InboundEvent.State.FAILED, at=at, problem=type(problem).__name__[:40])


def _before(municipality_id: UUID, event: InboundEvent) -> None:
    if event.kind == "join":
        with within(municipality_id):
            account, told = reads.account_of(reading.LINE), json.loads(event.raw)
        groups.leave(account, told["source"])


def _after(municipality_id: UUID, event: InboundEvent) -> None:
    if event.kind == "follow":
        try:
            menus.fit(municipality_id, event.address_hash)
        except client.LineTrouble as trouble:
            # The menu in Thai does as well.
            log.warning("Nobody knows which language a new follower speaks: %s.", type(trouble).__name__)
