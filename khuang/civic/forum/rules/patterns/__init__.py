"""Opinion patterns: the mathematics of Polis on a sparse matrix, without chance (docs/adr/0041)."""

from khuang.civic.forum.rules.patterns.analysis import Pattern, analyse
from khuang.civic.forum.rules.patterns.kept import kept
from khuang.civic.forum.rules.patterns.votes import TwoVotes, Votes, votes_of

__all__ = ["Pattern", "TwoVotes", "Votes", "analyse", "kept", "votes_of"]
