"""Everything that changes check-ins, signs of life, silences and pauses."""

from khuang.care.wellbeing.actions.agreements import agree, end_check_in
from khuang.care.wellbeing.actions.errands import ask_visit
from khuang.care.wellbeing.actions.lives import join_merged, part_split
from khuang.care.wellbeing.actions.pauses import end_pause, keep_pause, pause
from khuang.care.wellbeing.actions.reach import take_reach
from khuang.care.wellbeing.actions.settings import keep_holiday, keep_settings, strike_holiday
from khuang.care.wellbeing.actions.signs import hear, take_call, take_message, take_visit
from khuang.care.wellbeing.actions.silences import end_silence, notice_silence

__all__ = [
    "agree",
    "ask_visit",
    "end_check_in",
    "end_pause",
    "end_silence",
    "hear",
    "join_merged",
    "keep_holiday",
    "keep_pause",
    "keep_settings",
    "notice_silence",
    "part_split",
    "pause",
    "strike_holiday",
    "take_call",
    "take_message",
    "take_reach",
    "take_visit",
]
