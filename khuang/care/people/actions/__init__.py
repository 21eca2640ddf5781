"""Everything that changes the registry."""

from khuang.care.people.actions.by_hand import correct, register, settle
from khuang.care.people.actions.intake import take_in
from khuang.care.people.actions.looks import note_listing, note_view

__all__ = ["correct", "note_listing", "note_view", "register", "settle", "take_in"]
