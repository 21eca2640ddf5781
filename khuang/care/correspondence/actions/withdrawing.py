"""Take a call off the list that is no longer needed."""

from datetime import datetime
from typing import Any

from khuang.care.correspondence.models import Call
from khuang.ground.journal import actions as journal
from khuang.ground.messaging.models import Message


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
