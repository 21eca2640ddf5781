"""Send by LINE: answer for free while a reply token is good, else push only what is worth its cost."""

from collections.abc import Sequence
from typing import Any

from khuang.ground.messaging.channels.line import client, health, wording
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.rules.channels import Parcel, Receipt

ROUTINE, URGENT = Message.Urgency.ROUTINE, Message.Urgency.URGENT


def deliver(parcel: Parcel) -> Receipt:
    """Take a message, and what waited for this contact, to LINE.

    A reply that LINE did not answer may have arrived; what matters is then said once more, rather
    twice than never, and what can wait waits.
    """
    line = client.of(parcel.account)
    try:
        answered = _reply(line, parcel) if parcel.reply_token else None
        return answered or _push_or_wait(line, parcel)
    except client.TokenRefused:
        health.note_problem(parcel.account, health.TOKEN, at=parcel.at)
        is_routine = parcel.message.urgency == ROUTINE
        return Receipt("at-contact" if is_routine else "failed", because=health.TOKEN)


def _reply(line: client.Client, parcel: Parcel) -> Receipt | None:
    """Answer within the minute; None when that was not possible, so that nothing is lost."""
    try:
        # What waited is older, and quick replies show only below the last.
        sent = line.reply(parcel.reply_token, _objects([*parcel.along, parcel.message]))
    except client.Refused as refusal:
        if refusal.is_token_spent or not parcel.along:
            return None
        return _reply_alone(line, parcel)
    except (client.Unreachable, client.Slower, client.QuotaUsed):
        return None
    return Receipt("sent", external_id=sent.request_id, took_along=bool(parcel.along))


def _reply_alone(line: client.Client, parcel: Parcel) -> Receipt | None:
    """Try without what waited: if something is wrong with that, the answer goes all the same."""
    try:
        sent = line.reply(parcel.reply_token, _objects([parcel.message]))
    except (client.Refused, client.Unreachable, client.Slower, client.QuotaUsed):
        return None
    return Receipt("sent", external_id=sent.request_id)


def _push_or_wait(line: client.Client, parcel: Parcel) -> Receipt:
    message = parcel.message
    if message.urgency == ROUTINE:
        return Receipt("at-contact")
    if message.urgency != URGENT and not health.may_push(parcel.account, at=parcel.at):
        return Receipt("at-contact", because="quota")
    try:
        sent = line.push(parcel.contact.address, _objects([message]), retry_key=message.retry_key)
    except client.QuotaUsed:
        return Receipt("failed" if message.urgency == URGENT else "at-contact", because="quota")
    except client.Slower as slower:
        return Receipt("retry", because="too-often", retry_after=slower.retry_after)
    except client.Unreachable:
        # The retry key makes it safe: LINE says 409 when it has it already.
        return Receipt("retry", because="unreachable")
    except client.Refused:
        return Receipt("failed", because="refused")
    return Receipt("sent", external_id=sent.request_id, units=1)


def _objects(messages: Sequence[Any]) -> list[dict[str, Any]]:
    return [wording.worded(one.text or "", one.buttons, one.pk.hex) for one in messages]
