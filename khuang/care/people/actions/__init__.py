"""Everything that changes the registry."""

from khuang.care.people.actions.by_hand import correct, register, settle
from khuang.care.people.actions.exports import note_export
from khuang.care.people.actions.guarding import (
    decline_level,
    guard,
    may_guard,
    note_guarded_match,
    propose_level,
)
from khuang.care.people.actions.intake import take_in
from khuang.care.people.actions.keys import fill as fill_keys
from khuang.care.people.actions.looks import note_listing, note_view
from khuang.care.people.actions.merges import merge, split
from khuang.care.people.actions.replaying import replay_check

__all__ = [
    "correct",
    "decline_level",
    "fill_keys",
    "guard",
    "may_guard",
    "merge",
    "note_export",
    "note_guarded_match",
    "note_listing",
    "note_view",
    "propose_level",
    "register",
    "replay_check",
    "settle",
    "split",
    "take_in",
]
