"""Write the journal: the last line of every action, and the trigger of what follows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction

from khuang.ground.journal.models import Entry, FollowUp
from khuang.ground.journal.pending import flush
from khuang.ground.journal.rules import canonical
from khuang.ground.municipalities import context


@dataclass(frozen=True)
class System:
    """The actor of commands and jobs; it holds no account."""

    pk: None = None


SYSTEM = System()

_follow: Callable[[Entry], None] | None = None


def plug(follow: Callable[[Entry], None]) -> None:
    """Say what follows a line; `site` plugs its flow table in."""
    global _follow
    _follow = follow


def action(function: Callable) -> Callable:
    """Make `function` all or nothing: its rows and its journal lines stay or go together."""

    @wraps(function)
    def all_or_nothing(*args: Any, **options: Any) -> Any:
        pending = context.current().pending
        before = pending[:]
        try:
            with transaction.atomic():
                return function(*args, **options)
        except BaseException:
            # Lines from before that were stored meanwhile went with the savepoint: they wait again.
            pending[:] = before
            raise

    return all_or_nothing


def write(
    event: str, *, by: Any, about: Any, at: datetime, also: Iterable[UUID] = (), **reference: object
) -> None:
    """Note that `event` happened, and let the flow begin what follows it.

    by         an account, a device or SYSTEM
    about      the record it concerns (a model instance) or None
    also       ids of further records that it shows or touches
    reference  ids, codes and counts; never content
    The line is stored at the end of the transaction, so the chain is locked only briefly.
    """
    open_one = context.current()
    mentioned = [str(key) for key in also]
    entry = Entry(
        at=at,
        event=event,
        by_kind=_kind(by),
        by_id=by.pk,
        about_kind=_kind(about) if about is not None else "",
        about_id=about.pk if about is not None else None,
        reference=canonical(reference | ({"also": mentioned} if mentioned else {})),
    )
    if flush not in open_one.before_commit:
        open_one.before_commit.append(flush)
    open_one.pending.append(entry)
    if _follow:
        _follow(entry)


@action
def once(entry: Entry, step: str, do: Callable[[Entry], None], *, at: datetime) -> None:
    """Carry out `step` after the line, unless it has been: a job may run twice, its effect may not."""
    if FollowUp.objects.filter(entry_id=entry.pk, step=step).exists():
        return
    FollowUp.objects.create(entry_id=entry.pk, step=step, at=at)
    do(entry)


def _kind(record: Any) -> str:
    return "system" if isinstance(record, System) else record._meta.model_name
