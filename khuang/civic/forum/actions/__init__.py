"""Everything that changes something in the forum."""

from khuang.civic.forum.actions.agreements import (
    change,
    judge_reason,
    look_again,
    note_group_stance,
    propose,
    settle,
    take_stance,
)
from khuang.civic.forum.actions.enclosures import sweep_enclosures
from khuang.civic.forum.actions.moderation import refuse, show
from khuang.civic.forum.actions.statements import offer_statement, seed
from khuang.civic.forum.actions.topics import close, open_topic, set_phases
from khuang.civic.forum.actions.votes import (
    Sheet,
    describe,
    join,
    join_with_token,
    note_hands,
    take_sheets,
    vote,
)

__all__ = [
    "Sheet",
    "change",
    "close",
    "describe",
    "join",
    "join_with_token",
    "judge_reason",
    "look_again",
    "note_group_stance",
    "note_hands",
    "offer_statement",
    "open_topic",
    "propose",
    "refuse",
    "seed",
    "set_phases",
    "settle",
    "show",
    "sweep_enclosures",
    "take_sheets",
    "take_stance",
    "vote",
]
