"""What an event means: a message, a tap, a new follower, one who left. Each is handled once, in order."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from khuang.ground.journal import actions as journal
from khuang.ground.messaging.channels.line import contacts, groups, messages
from khuang.ground.messaging.models import InboundEvent

Handler = Callable[[InboundEvent, dict[str, Any], datetime], None]

HANDLERS: dict[str, Handler] = {
    "message": messages.receive,
    "postback": messages.receive,
    "unsend": messages.withdraw,
    "follow": contacts.follow,
    "unfollow": contacts.unfollow,
    "accountLink": messages.note_link,
    "join": groups.note_join,
}


@journal.action
def handle(event: InboundEvent, *, at: datetime) -> None:
    """Do what an event asks for and mark it done; of a kind that we do not know, it is only kept.

    Raises whatever is wrong with it; then nothing of it happened, and it still waits.
    """
    told = json.loads(event.raw)
    if told["source"]["type"] != "user":
        # What is said in a group is nobody's business here; only that we were brought into one.
        handler = HANDLERS["join"] if event.kind == "join" else groups.forget
    else:
        handler = HANDLERS.get(event.kind)
    if handler:
        handler(event, told, at)
    state = InboundEvent.State.DONE if handler else InboundEvent.State.UNKNOWN
    finish(event, state, at=at)


def finish(event: InboundEvent, state: str, *, at: datetime, problem: str = "") -> None:
    """Mark an event handled, however it went."""
    event.state, event.handled_at, event.problem = state, at, problem
    event.save(update_fields=["state", "handled_at", "problem", "raw"])
