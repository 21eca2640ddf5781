"""What became of a message afterwards: it arrived, or it did not and the next way is tried."""

from datetime import datetime

from khuang.ground.journal import actions as journal
from khuang.ground.messaging.actions.sending import note, try_next
from khuang.ground.messaging.models import Message

OPEN = (Message.State.QUEUED, Message.State.AT_CONTACT, Message.State.SENT)
ENDS = {"delivered": "messaging.delivered", "failed": "messaging.failed", "expired": "messaging.expired"}


@journal.action
def note_receipt(message: Message, state: str, because: str = "", *, at: datetime) -> Message:
    """Note that a message arrived (delivered) or did not (failed): then the next way is tried.

    because  code of the reason, such as nobody-answered
    What has ended already stays as it is, so a receipt may come twice.
    Journal: messaging.delivered or messaging.failed. Raises ValueError for another state.
    """
    if state not in ("delivered", "failed"):
        raise ValueError(f"A receipt says delivered or failed, not {state}.")
    fresh = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if fresh.state in OPEN:
        end(fresh, state, because, at=at)
    return fresh


def end(message: Message, state: str, because: str, *, at: datetime) -> None:
    """End a message that is locked; when it did not arrive, the next way is tried first."""
    message.state, message.because, message.next_try_at = state, because, None
    if state == "delivered":
        message.sent_at = message.sent_at or at
    message.save()
    if state != "delivered":
        try_next(message, at=at)
    note(ENDS[state], message, by=journal.SYSTEM, at=at)
