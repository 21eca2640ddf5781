"""Everything that changes an election, its tokens, its papers and its ballots."""

from khuang.civic.ballots.actions.casting import cast
from khuang.civic.ballots.actions.counting import close_and_count, recount
from khuang.civic.ballots.actions.elections import (
    OptionDraft,
    change_election,
    close,
    make_election,
    open_election,
)
from khuang.civic.ballots.actions.importing import take_pabulib
from khuang.civic.ballots.actions.papers import (
    count_box,
    drop_paper,
    hand_out_papers,
    key_paper,
    move_typing,
)
from khuang.civic.ballots.actions.tokens import HandedOut, hand_out_tokens, replace_token, spoil_token

__all__ = [
    "HandedOut",
    "OptionDraft",
    "cast",
    "change_election",
    "close",
    "close_and_count",
    "count_box",
    "drop_paper",
    "hand_out_papers",
    "hand_out_tokens",
    "key_paper",
    "make_election",
    "move_typing",
    "open_election",
    "recount",
    "replace_token",
    "spoil_token",
    "take_pabulib",
]
