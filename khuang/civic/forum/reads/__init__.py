"""Questions that screens and other apps ask about the forum."""

from khuang.civic.forum.reads.nodes import as_nodes
from khuang.civic.forum.reads.statements import (
    Tally,
    alike_of,
    by_receipt,
    hands,
    refusals,
    shown,
    tallies,
    waiting,
)
from khuang.civic.forum.reads.topics import may_now, phase_now, phases_of, topics

__all__ = [
    "Tally",
    "alike_of",
    "as_nodes",
    "by_receipt",
    "hands",
    "may_now",
    "phase_now",
    "phases_of",
    "refusals",
    "shown",
    "tallies",
    "topics",
    "waiting",
]
