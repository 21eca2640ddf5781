"""Bring a list of people, say what its columns are, take its rows in, and take them back."""

from khuang.care.people.actions.imports.choosing import choose, open_questions, remember
from khuang.care.people.actions.imports.keeping import forget_imports, sweep_imports
from khuang.care.people.actions.imports.known import Memory
from khuang.care.people.actions.imports.looking import (
    note_look,
    note_photograph,
    preview_rows,
)
from khuang.care.people.actions.imports.reading import bring, bring_again, look_again, read_piece
from khuang.care.people.actions.imports.taking import add_up, begin, stop, take_piece, weigh_piece, work_piece
from khuang.care.people.actions.imports.undoing import begin_undo, may_be_undone, preview_undo, undo_piece

__all__ = [
    "Memory",
    "add_up",
    "begin",
    "begin_undo",
    "bring",
    "bring_again",
    "choose",
    "forget_imports",
    "look_again",
    "may_be_undone",
    "note_look",
    "note_photograph",
    "open_questions",
    "preview_rows",
    "preview_undo",
    "read_piece",
    "remember",
    "stop",
    "sweep_imports",
    "take_piece",
    "undo_piece",
    "weigh_piece",
    "work_piece",
]
