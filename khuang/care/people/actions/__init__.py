"""Everything that changes the registry."""

from khuang.care.people.actions.by_hand import correct, register, settle
from khuang.care.people.actions.exports import note_export
from khuang.care.people.actions.intake import take_in
from khuang.care.people.actions.keys import fill as fill_keys
from khuang.care.people.actions.looks import note_listing, note_view
from khuang.care.people.actions.replaying import replay_check

__all__ = [
    "correct",
    "fill_keys",
    "note_export",
    "note_listing",
    "note_view",
    "register",
    "replay_check",
    "settle",
    "take_in",
]
