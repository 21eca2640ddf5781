"""Everything that changes a cry for help, a ladder, duty or a drill."""

from khuang.care.duty.actions.asking import close_questions
from khuang.care.duty.actions.climbing import begin_ladder, climb, end_ladder
from khuang.care.duty.actions.cries import hear, take_message
from khuang.care.duty.actions.drills import hold_drill, notice_drill, see_drill, send_drills
from khuang.care.duty.actions.helping import note_call, say_cannot
from khuang.care.duty.actions.setting import end_duty, put_on_duty, set_ladder
from khuang.care.duty.actions.strays import acknowledge_stray, link_stray, settle_stray

__all__ = [
    "acknowledge_stray",
    "begin_ladder",
    "climb",
    "close_questions",
    "end_duty",
    "end_ladder",
    "hear",
    "hold_drill",
    "link_stray",
    "note_call",
    "notice_drill",
    "put_on_duty",
    "say_cannot",
    "see_drill",
    "send_drills",
    "set_ladder",
    "settle_stray",
    "take_message",
]
