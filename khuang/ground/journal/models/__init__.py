"""Journal lines with their chain, and the base of work that takes long."""

from khuang.ground.journal.models.lines import ChainHead, Entry, FollowUp, Mention
from khuang.ground.journal.models.long_work import LongWork

__all__ = ["ChainHead", "Entry", "FollowUp", "LongWork", "Mention"]
