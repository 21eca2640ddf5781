"""Send invitations and warnings to many, piece by piece."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.correspondence.models import Broadcast, Recipient, Sending
from khuang.care.correspondence.reads.audiences import (
    NOBODY,
    STOPPED,
    Reached,
    audience,
    cost_of,
    reached,
)
from khuang.care.correspondence.rules.audiences import check_cost
from khuang.care.correspondence.rules.problems import MayNotGoToAll, NobodyThere, NotWaiting
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.journal import long_work
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.reads.guarding import what_may_not_go
from khuang.ground.messaging.rules.parties import Party

TOGETHER = 25  # people told in one piece
LINE = "line"  # what may not go there goes nowhere, for everybody gets the same words


@journal.action
def draft_broadcast(
    said: Mapping[str, Any], *, broadcast: Broadcast | None = None, by: Any, at: datetime
) -> Broadcast:
    """Write or change the draft of a broadcast. Journal: correspondence.broadcast-drafted.

    said  kind, words_th, words_en, villages (ids), group, now, until
    Raises PermissionDenied, MayNotGoToAll with the reasons, NotWaiting when it was sent.
    """
    if not may(by, "correspondence.broadcast"):
        raise PermissionDenied
    reasons = [*what_may_not_go(said["words_th"], LINE), *what_may_not_go(said["words_en"], LINE)]
    if reasons:
        raise MayNotGoToAll(tuple(reasons))
    made = broadcast or Broadcast(made_at=at, made_by_id=by.pk)
    if made.state != Broadcast.State.DRAFT:
        raise NotWaiting
    for name, value in said.items():
        setattr(made, name, value)
    made.save()
    journal.write("correspondence.broadcast-drafted", by=by, about=made, at=at, group=made.group)
    return made


@journal.action
def drop_broadcast(broadcast: Broadcast, *, by: Any, at: datetime) -> None:
    """Drop a draft. Journal: correspondence.broadcast-dropped. Raises PermissionDenied, NotWaiting."""
    found = _draft(broadcast, by)
    found.state = Broadcast.State.DROPPED
    found.save(update_fields=["state"])
    journal.write("correspondence.broadcast-dropped", by=by, about=found, at=at)


@journal.action
def send_broadcast(broadcast: Broadcast, *, by: Any, at: datetime) -> Sending:
    """Begin to send a broadcast; a job does it piece by piece. Journal: correspondence.broadcast-sent.

    Raises PermissionDenied, NotWaiting, NobodyThere, ReserveBroken.
    """
    found = _draft(broadcast, by)
    if found.until <= at:
        raise NotWaiting
    people = list(audience(by, found, on=timezone.localdate(at)))
    if not people:
        raise NobodyThere
    is_warning = found.kind == Broadcast.Kind.WARNING
    ways = [one.way for one in reached(people, is_warning=is_warning)]
    cost = cost_of(ways, now=found.now)
    check_cost(cost)
    found.state, found.sent_at, found.sent_by_id, found.cost = Broadcast.State.SENT, at, by.pk, cost.cost
    found.save(update_fields=["state", "sent_at", "sent_by_id", "cost"])
    work = Sending(broadcast=found, total=len(people))
    long_work.begin(work)
    journal.write("correspondence.broadcast-sent", by=by, about=found, at=at, count=len(people))
    return work


@journal.action
def stop_sending(work: Sending, *, by: Any, at: datetime) -> None:
    """Stop after the piece at hand; who was told was told. Journal: correspondence.broadcast-stopped.

    Raises PermissionDenied.
    """
    if not may(by, "correspondence.broadcast"):
        raise PermissionDenied
    long_work.ask_to_stop(work, at=at)
    journal.write("correspondence.broadcast-stopped", by=by, about=work.broadcast, at=at)


def send_piece(work: Sending, at: datetime) -> bool:
    """Tell the next few people; `long_work` calls it. Says whether more are left."""
    broadcast = work.broadcast
    sender = Account.objects.filter(pk=broadcast.sent_by_id).first()
    if sender is None or not may(sender, "correspondence.broadcast"):
        raise long_work.CannotGoOn("sender-gone")
    rows = audience(sender, broadcast, on=timezone.localdate(broadcast.sent_at))
    if work.after:
        rows = rows.filter(pk__gt=work.after)
    people = list(rows[:TOGETHER])
    is_warning = broadcast.kind == Broadcast.Kind.WARNING
    for one in reached(people, is_warning=is_warning):
        _tell(broadcast, one, sender, at)
    if people:
        work.after = people[-1].pk
        work.done += len(people)
    return len(people) == TOGETHER


@journal.action
def note_told(recipient: Recipient, *, by: Any, at: datetime) -> None:
    """Note that one of ours told somebody in person. Journal: correspondence.told-in-person.

    Raises PermissionDenied.
    """
    if not may(by, "correspondence.broadcast", recipient):
        raise PermissionDenied
    Recipient.objects.filter(pk=recipient.pk, told_at=None).update(told_at=at, told_by_id=by.pk)
    journal.write("correspondence.told-in-person", by=by, about=recipient, at=at, also=[recipient.person_id])


def template_of(broadcast: Broadcast) -> str:
    """Give the template by which a broadcast goes: what is worth money, or waits for the next contact."""
    if broadcast.kind == Broadcast.Kind.WARNING:
        return "correspondence.warning" if broadcast.now else "correspondence.warning-later"
    return "correspondence.news-now" if broadcast.now else "correspondence.news"


def words_for(broadcast: Broadcast, language: str) -> str:
    """Give the words in a language; Thai when there are no others."""
    return broadcast.words_en if language == "en" and broadcast.words_en else broadcast.words_th


def _tell(broadcast: Broadcast, one: Reached, sender: Account, at: datetime) -> None:
    message = None
    if one.way not in (NOBODY, STOPPED):
        message = messaging.send(
            Party(one.person.pk, "person"),
            template_of(broadcast),
            words=words_for(broadcast, one.language),
            about_id=broadcast.pk,
            by=sender,
            at=at,
            channel=one.way,
        )
        # An invitation to what is over helps nobody, whatever the template says.
        Message.objects.filter(pk=message.pk).update(expires_at=broadcast.until)
    Recipient.objects.create(broadcast=broadcast, person=one.person, way=one.way, message=message, at=at)


def _draft(broadcast: Broadcast, by: Any) -> Broadcast:
    if not may(by, "correspondence.broadcast"):
        raise PermissionDenied
    found = Broadcast.objects.select_for_update().get(pk=broadcast.pk)
    if found.state != Broadcast.State.DRAFT:
        raise NotWaiting
    return found
