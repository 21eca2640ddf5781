"""Take a call off the list that is no longer needed."""

from datetime import datetime
from typing import Any

from khuang.care.correspondence.models import Call
from khuang.ground.journal import actions as journal
from khuang.ground.messaging.models import Message

# What a broadcast says is worth saying until its day; an answer, and the code of a letter, stay.
_OF_BROADCASTS = tuple(f"correspondence.{name}" for name in ("news", "news-now", "warning", "warning-later"))


@journal.action
def withdraw_call(message: Message, *, by: Any, at: datetime) -> bool:
    """Take off the list what a message asked to be said; say whether it was still on it.

    Journal: correspondence.call-withdrawn.
    """
    rows = Call.objects.select_for_update(of=("self",)).filter(message=message, state=Call.State.OPEN)
    call = rows.first()
    if call is None:
        return False
    call.state, call.ended_at, call.again_at = Call.State.CANCELLED, at, None
    call.save(update_fields=["state", "ended_at", "again_at"])
    also = [key for key in (call.person_id, call.account_id) if key]
    journal.write("correspondence.call-withdrawn", by=by, about=call, at=at, also=also)
    return True


def withdraw_late_calls(*, at: datetime) -> int:
    """Every night: take off the list who would be invited to what is over; give how many.

    Journal: correspondence.call-withdrawn.
    """
    late = Message.objects.filter(template__in=_OF_BROADCASTS, expires_at__lte=at)
    calls = Call.objects.filter(message__in=late, state=Call.State.OPEN).select_related("message")
    return sum(withdraw_call(call.message, by=journal.SYSTEM, at=at) for call in calls.order_by("pk"))
