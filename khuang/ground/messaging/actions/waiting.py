"""What waits: for the next contact, for its next try, or for a worker that died."""

from datetime import datetime, timedelta

from django.db.models import Q

from khuang.ground.journal import actions as journal
from khuang.ground.messaging import posting
from khuang.ground.messaging.actions.receipts import end
from khuang.ground.messaging.models import Contact, Message

QUEUED, AT_CONTACT = Message.State.QUEUED, Message.State.AT_CONTACT
# Its job should have begun long before.
OVERDUE = timedelta(seconds=30)
TOGETHER = 500


@journal.action
def answer_waiting(contact: Contact, *, at: datetime) -> Message | None:
    """Somebody wrote: let the oldest that waited for it go now; the others come along. Give it, or None.

    Journal: messaging.queued.
    """
    waiting = Message.objects.filter(contact=contact, state=AT_CONTACT).exclude(expires_at__lte=at)
    message = waiting.order_by("at", "pk").select_for_update(of=("self",)).first()
    if message is None:
        return None
    message.state, message.next_try_at = QUEUED, at
    message.save(update_fields=["state", "next_try_at"])
    posting.post(message, at)
    journal.write("messaging.queued", by=journal.SYSTEM, about=message, at=at, channel=message.channel)
    return message


def send_due(at: datetime) -> None:
    """Every minute: end what is too old or has nobody at its end, and take up what was left lying."""
    waiting = Message.objects.filter(state__in=[QUEUED, AT_CONTACT])
    hopeless = waiting.filter(Q(expires_at__lte=at) | Q(contact__state=Contact.State.GONE))
    for message in hopeless.select_for_update(of=("self",), skip_locked=True)[:TOGETHER]:
        is_late = message.expires_at and message.expires_at <= at
        _end(message, "expired" if is_late else "failed", "too-late" if is_late else "gone", at)
    for message in waiting.filter(state=QUEUED, next_try_at__lte=at - OVERDUE)[:TOGETHER]:
        posting.post(message, at)


@journal.action
def _end(message: Message, state: str, because: str, at: datetime) -> None:
    end(message, state, because, at=at)
