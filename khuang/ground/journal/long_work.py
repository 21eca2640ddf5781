"""Carry out long work piece by piece, so that it can be watched, stopped, and taken up again.

A piece is one transaction, which moves the work's own cursor too: whoever is killed
in the middle leaves everything as after the piece before, and the next worker goes on
from there to the same end. `site` plugs the job queue in.
"""

from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from khuang.ground.journal.models import LongWork
from khuang.ground.municipalities.context import within

# Does one piece of the work at a time; says whether more is left.
Piece = Callable[[Any, datetime], bool]
Defer = Callable[[LongWork], None]

# Then the next job has its turn, and this one goes on after it.
TURN_S = 20.0

_defer: Defer | None = None


class CannotGoOn(Exception):
    """Trying again would not help until a person has done something; `because` is a code for it."""

    def __init__(self, because: str):
        super().__init__(because)
        self.because = because


def plug(defer: Defer) -> None:
    """Say how a job for a piece of work is queued."""
    global _defer
    _defer = defer


def begin(work: LongWork) -> None:
    """Store the work as waiting and queue its job, in the transaction that wants it."""
    if _defer is None:
        raise LookupError("No job queue has been plugged in.")
    work.state, work.cancel_asked_at, work.failed_because = work.State.WAITING, None, ""
    work.save()
    _defer(work)


def ask_to_stop(work: LongWork, *, at: datetime) -> None:
    """Let the work end after the piece at hand; what is done stays."""
    work.cancel_asked_at = at
    work.save(update_fields=["cancel_asked_at"])


def carry_on(
    municipality: UUID,
    model: type[LongWork],
    key: UUID,
    piece: Piece,
    *,
    clock: Callable[[], datetime] = timezone.now,
    seconds: float = TURN_S,
) -> bool:
    """Work for a turn, each piece in a transaction of its own; say whether more is left."""
    ends = monotonic() + seconds
    more = True
    while more and monotonic() < ends:
        try:
            with within(municipality):
                more = _do(model, key, piece, clock())
        except CannotGoOn as stop:
            note_failure(municipality, model, key, stop.because)
            return False
    return more


def note_failure(municipality: UUID, model: type[LongWork], key: UUID, because: str) -> None:
    """Remember that the work was tried often enough and stopped by a fault."""
    with within(municipality):
        model.objects.filter(pk=key).update(state=LongWork.State.FAILED, failed_because=because[:120])


def _do(model: type[LongWork], key: UUID, piece: Piece, at: datetime) -> bool:
    # A worker believed dead may still be at it: the two take turns, each from the newest cursor.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key.int & (2**63 - 1)])
    work = model.objects.filter(pk=key).first()
    if work is None or work.is_over:
        return False
    if work.cancel_asked_at:
        _end(work, work.State.CANCELLED, at)
        return False
    began = monotonic()
    work.state, work.started_at, work.failed_because = work.State.RUNNING, work.started_at or at, ""
    more = piece(work, at)
    work.worked_s += monotonic() - began
    work.beat_at = at
    if more:
        _save(work)
    else:
        _end(work, work.State.DONE, at)
    return more


def _end(work: LongWork, state: LongWork.State, at: datetime) -> None:
    work.state, work.finished_at = state, at
    _save(work)


def _save(work: LongWork) -> None:
    """Save everything but the wish to stop, which somebody may have uttered meanwhile."""
    fields = (field.attname for field in work._meta.concrete_fields if not field.primary_key)
    work.save(update_fields=[name for name in fields if name != "cancel_asked_at"])
