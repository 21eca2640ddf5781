"""Everything that changes a cry for help, a ladder, duty or a drill."""

from khuang.care.duty.actions.asking import close_questions
from khuang.care.duty.actions.climbing import begin_ladder, climb, end_ladder
from khuang.care.duty.actions.cries import hear, take_message
from khuang.care.duty.actions.helping import note_call, say_cannot
from khuang.care.duty.actions.strays import acknowledge_stray, link_stray, settle_stray

__all__ = [
    "acknowledge_stray",
    "begin_ladder",
    "climb",
    "close_questions",
    "end_ladder",
    "hear",
    "link_stray",
    "note_call",
    "say_cannot",
    "settle_stray",
    "take_message",
]
