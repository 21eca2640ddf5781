"""Questions about check-ins, signs of life and silences, answered for screens."""

from khuang.care.wellbeing.reads.board import STATES, Board, board, open_silences, reminders
from khuang.care.wellbeing.reads.proposals import listed, proposals
from khuang.care.wellbeing.reads.records import Brief, Record, brief, record
from khuang.care.wellbeing.reads.settings import NAMES, all_holidays, setting

__all__ = [
    "NAMES",
    "STATES",
    "Board",
    "Brief",
    "Record",
    "all_holidays",
    "board",
    "brief",
    "listed",
    "open_silences",
    "proposals",
    "record",
    "reminders",
    "setting",
]
