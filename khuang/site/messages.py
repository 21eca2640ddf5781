"""Jobs of messages: take each to its channel, and look every minute at what has become due."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import connections, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from khuang.care.duty import actions as duty
from khuang.care.wellbeing import actions as wellbeing
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging import reads
from khuang.ground.messaging.hearing import hear_due
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.rules.channels import Parcel, Receipt
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.site.hearing import look_due
from khuang.site.jobs import PATIENCE
from khuang.site.patterns import queue_outdated

log = logging.getLogger("khuang.messages")

# What is done every minute in every municipality, in this order, each in a transaction of its own.
# A step must be cheap when nothing is due.
MINUTE: dict[str, Callable[[datetime], None]] = {
    # First, so that nothing makes somebody wait who called for help.
    "minute.climb": duty.climb,
    "minute.close-questions": duty.close_questions,
    "minute.notice-silence": wellbeing.notice_silence,
    "minute.send-drills": duty.send_drills,
    "minute.send-due": messaging.send_due,
    "minute.hear-due": hear_due,
    "minute.look": look_due,
    "minute.find-patterns": queue_outdated,
}


def post(message: Message, at: datetime) -> None:
    """Queue the delivery of a message, not before a time; one address has one message at a time."""
    is_later = at > timezone.now()
    job = app.configure_task(
        "khuang.deliver",
        schedule_at=at if is_later else None,
        # A job that waits for its time would hold its lock, and with it everything else to that address.
        lock=f"contact:{message.contact_id}" if message.contact_id and not is_later else None,
        queueing_lock=f"message:{message.pk}",
        priority=_priority(message),
    )
    keys = {"municipality": str(message.municipality_id), "message": str(message.pk)}
    # When the worker is behind, the minute finds messages whose job waits already.
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(step="messages.deliver", **keys)


def _priority(message: Message) -> int:
    if message.urgency == Message.Urgency.URGENT:
        return 10
    # A reply token answers for a minute only.
    return 5 if message.contact and message.contact.reply_until else 0


# Not tried again as a job, which would hold the lock of its address: the minute takes the message up.
@app.task(name="khuang.deliver")
def deliver(*, municipality: str, step: str, message: str) -> None:
    """Claim a message, let its channel have it outside of any transaction, and note what it said."""
    try:
        deliver_now(UUID(municipality), UUID(message))
    finally:
        connections.close_all()


def deliver_now(municipality: UUID, message: UUID, clock: Callable[[], datetime] = timezone.now) -> None:
    """Deliver one message that is queued; nothing happens when it is not, or was claimed by another."""
    with within(municipality):
        parcel = messaging.claim(message, at=clock())
    if parcel is None:
        return
    receipt = _handed_over(parcel)
    with within(municipality):
        messaging.settle(parcel, receipt, at=clock())


def _handed_over(parcel: Parcel) -> Receipt:
    channel = reads.channel(parcel.message.channel)
    if channel is None or channel.deliver is None:
        return Receipt("failed", because="off")
    try:
        return channel.deliver(parcel)
    except Exception:
        # A fault of ours must not keep the message from its next way; the text is in no log.
        log.exception("The channel %s broke while it delivered.", channel.code)
        return Receipt("retry", because="fault")


@app.periodic(cron="* * * * *")
@app.task(name="khuang.minute", queueing_lock="minute")
def minute(timestamp: int) -> None:
    """Do what is due in every municipality."""
    try:
        for municipality in Municipality.objects.all():
            for step in MINUTE:
                _try(municipality.pk, step)
    finally:
        connections.close_all()


def _try(municipality: UUID, step: str) -> None:
    try:
        do_step(municipality, step)
    except Exception:
        # One that breaks must not hold up the others. It is tried again by a job, and seen when it fails.
        log.exception("%s broke.", step)
        _again(municipality, step)


def _again(municipality: UUID, step: str) -> None:
    lock = f"{step}:{municipality}"
    job = app.configure_task("khuang.due", lock=lock, queueing_lock=lock)
    # The minute before may have queued it already.
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(municipality=str(municipality), step=step)


def do_step(municipality: UUID, step: str, clock: Callable[[], datetime] = timezone.now) -> None:
    """Do one step of the minute in one municipality, in one transaction."""
    with within(municipality):
        MINUTE[step](clock())


@app.task(name="khuang.due", retry=PATIENCE)
def due(*, municipality: str, step: str) -> None:
    """Do again a step of the minute that broke."""
    try:
        do_step(UUID(municipality), step)
    finally:
        connections.close_all()
