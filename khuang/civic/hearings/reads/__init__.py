"""Questions about hearings, answered for screens and for other apps."""

from khuang.civic.hearings.reads.calendar import as_nodes, calendar
from khuang.civic.hearings.reads.content import content
from khuang.civic.hearings.reads.hall import balance_of, goal, roll, steps, turns
from khuang.civic.hearings.reads.hearings import draft, hearings, late, minutes_in_force, versions, waiting
from khuang.civic.hearings.rules.roll import tally

__all__ = [
    "as_nodes", "balance_of", "calendar", "content", "draft", "goal", "hearings", "late", "minutes_in_force",
    "roll", "steps", "tally", "turns", "versions", "waiting",
]  # fmt: skip
