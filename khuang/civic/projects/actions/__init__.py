"""Everything that changes a project."""

from khuang.civic.projects.actions.answering import bring_homes, note_answer
from khuang.civic.projects.actions.inspections import Look, answer, inspect, say_for_requester, show, withhold
from khuang.civic.projects.actions.inspectors import declare_stake, end_inspector, enrol
from khuang.civic.projects.actions.lives import close, settle, start, stop
from khuang.civic.projects.actions.money import sign_contract, spend, undo
from khuang.civic.projects.actions.parting import divide, join
from khuang.civic.projects.actions.photographs import keep_photograph, remove_photograph, sweep_photographs
from khuang.civic.projects.actions.planning import Draft, begin, reach, set_milestone

__all__ = [
    "Draft",
    "Look",
    "answer",
    "begin",
    "bring_homes",
    "close",
    "declare_stake",
    "divide",
    "end_inspector",
    "enrol",
    "inspect",
    "join",
    "keep_photograph",
    "note_answer",
    "reach",
    "remove_photograph",
    "say_for_requester",
    "set_milestone",
    "settle",
    "show",
    "sign_contract",
    "spend",
    "start",
    "stop",
    "sweep_photographs",
    "undo",
    "withhold",
]
