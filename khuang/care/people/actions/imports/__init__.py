"""Bring a list of people, say what its columns are, take its rows in, and take them back."""

from khuang.care.people.actions.imports.choosing import choose, open_questions, refuse_if_open, remember
from khuang.care.people.actions.imports.keeping import forget_imports, let_go, sweep_imports
from khuang.care.people.actions.imports.looking import (
    note_look,
    note_photograph,
    preview_rows,
)
from khuang.care.people.actions.imports.reading import bring, bring_again, look_again, read_piece
from khuang.care.people.actions.imports.taking import (
    begin,
    rehearse,
    rehearse_piece,
    stop,
    take_piece,
    work_piece,
)
from khuang.care.people.actions.imports.undoing import begin_undo, may_be_undone, preview_undo, undo_piece

__all__ = [
    "begin",
    "begin_undo",
    "bring",
    "bring_again",
    "choose",
    "forget_imports",
    "let_go",
    "look_again",
    "may_be_undone",
    "note_look",
    "note_photograph",
    "open_questions",
    "preview_rows",
    "preview_undo",
    "read_piece",
    "refuse_if_open",
    "rehearse",
    "rehearse_piece",
    "remember",
    "stop",
    "sweep_imports",
    "take_piece",
    "undo_piece",
    "work_piece",
]
