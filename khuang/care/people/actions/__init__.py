"""Everything that changes the registry."""

from khuang.care.people.actions.by_hand import correct, register, settle
from khuang.care.people.actions.duplicates import keep_apart, note_comparison, put_off
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
from khuang.care.people.actions.looks import note_listing, note_looks_listed, note_view
from khuang.care.people.actions.merges import merge, split
from khuang.care.people.actions.replaying import replay_check
from khuang.care.people.actions.searching import begin_search, new_search, search_piece, stop_search

__all__ = [
    "begin_search",
    "correct",
    "decline_level",
    "fill_keys",
    "guard",
    "keep_apart",
    "may_guard",
    "merge",
    "new_search",
    "note_comparison",
    "note_export",
    "note_guarded_match",
    "note_listing",
    "note_looks_listed",
    "note_view",
    "propose_level",
    "put_off",
    "register",
    "replay_check",
    "search_piece",
    "settle",
    "split",
    "stop_search",
    "take_in",
]
