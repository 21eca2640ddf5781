"""Everything that changes something here."""

from khuang.care.visits.actions.looks import note_history, note_home, note_round, note_stop
from khuang.care.visits.actions.paper import keep_draft, type_in
from khuang.care.visits.actions.recording import reply, settle_question, take_in_visit
from khuang.care.visits.actions.sending import record, version_here

__all__ = [
    "keep_draft",
    "note_history",
    "note_home",
    "note_round",
    "note_stop",
    "record",
    "reply",
    "settle_question",
    "take_in_visit",
    "type_in",
    "version_here",
]
