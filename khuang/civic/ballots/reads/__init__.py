"""Questions about elections, for pages and for other apps."""

from khuang.civic.ballots.reads.papers import twins, typings, waiting
from khuang.civic.ballots.reads.results import (
    Result,
    as_nodes,
    count_sheet,
    counts,
    elections,
    for_delegate,
    has_voted,
    outcomes,
    paper_states,
    public_elections,
    winners,
)
from khuang.civic.ballots.reads.tokens import find_token, hash_of, printed

__all__ = [
    "Result",
    "as_nodes",
    "count_sheet",
    "counts",
    "elections",
    "find_token",
    "for_delegate",
    "has_voted",
    "hash_of",
    "outcomes",
    "paper_states",
    "printed",
    "public_elections",
    "twins",
    "typings",
    "waiting",
    "winners",
]
