"""Elections, their one-time tokens, paper, ballots and counts."""

from khuang.civic.ballots.models.ballots import Ballot, Count, HasVoted
from khuang.civic.ballots.models.elections import Election, Option
from khuang.civic.ballots.models.papers import PaperBallot, Typing
from khuang.civic.ballots.models.tokens import Token, TokenBatch

__all__ = [
    "Ballot",
    "Count",
    "Election",
    "HasVoted",
    "Option",
    "PaperBallot",
    "Token",
    "TokenBatch",
    "Typing",
]
