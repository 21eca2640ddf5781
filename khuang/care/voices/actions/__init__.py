"""Everything that changes a report, a talk or an issue."""

from khuang.care.voices.actions.answering import answer, close_unasked, pass_on, tell_subject
from khuang.care.voices.actions.forgetting import forget_erased
from khuang.care.voices.actions.issues import keep, note_told, release, tell_raiser, withdraw
from khuang.care.voices.actions.reports import Follow, Told, note_letter, take_down
from khuang.care.voices.actions.talks import Said, cancel, close_talk, drop_issue, hold, invite, note_issue
from khuang.care.voices.actions.words import ask_raiser, note_carried, note_word

__all__ = [
    "Follow",
    "Said",
    "Told",
    "answer",
    "ask_raiser",
    "cancel",
    "close_talk",
    "close_unasked",
    "drop_issue",
    "forget_erased",
    "hold",
    "invite",
    "keep",
    "note_carried",
    "note_issue",
    "note_letter",
    "note_told",
    "note_word",
    "pass_on",
    "release",
    "take_down",
    "tell_raiser",
    "tell_subject",
    "withdraw",
]
