"""Questions about elections, for pages and for other apps."""

from khuang.civic.ballots.reads.tokens import find_token, hash_of, printed

__all__ = ["find_token", "hash_of", "printed"]
