"""Everything that changes what is said, to whom, and by which way."""

from khuang.ground.messaging.actions.delivering import claim, settle
from khuang.ground.messaging.actions.receipts import note_receipt
from khuang.ground.messaging.actions.sending import send, send_to
from khuang.ground.messaging.actions.waiting import answer_waiting, send_due

__all__ = ["answer_waiting", "claim", "note_receipt", "send", "send_to", "send_due", "settle"]
