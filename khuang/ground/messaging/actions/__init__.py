"""Everything that changes what is said, to whom, and by which way."""

from khuang.ground.messaging.actions.delivering import claim, settle
from khuang.ground.messaging.actions.finding import rehash_addresses
from khuang.ground.messaging.actions.forgetting import forget_erased, forget_old_words, forget_party
from khuang.ground.messaging.actions.receipts import note_receipt
from khuang.ground.messaging.actions.sending import send, send_to
from khuang.ground.messaging.actions.setting_up import send_test, set_up_channel, switch_channel
from khuang.ground.messaging.actions.waiting import answer_waiting, send_due

__all__ = [
    "answer_waiting",
    "claim",
    "forget_erased",
    "forget_old_words",
    "forget_party",
    "note_receipt",
    "rehash_addresses",
    "send",
    "send_due",
    "send_test",
    "send_to",
    "set_up_channel",
    "settle",
    "switch_channel",
]
