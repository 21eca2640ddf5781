"""Questions about hearings, answered for screens and for other apps."""

from khuang.civic.hearings.reads.calendar import as_nodes, calendar
from khuang.civic.hearings.reads.content import content
from khuang.civic.hearings.reads.hall import balance_of, goal, roll, steps, turns
from khuang.civic.hearings.reads.hall_state import hall_state
from khuang.civic.hearings.reads.hearings import (
    draft,
    hearings,
    hearings_and_minutes,
    issues_heard,
    late,
    minutes_in_force,
    paper_states,
    statements,
    versions,
    waiting,
)
from khuang.civic.hearings.reads.paper import Paper, paper, village_names
from khuang.civic.hearings.reads.sentences import why
from khuang.civic.hearings.rules.roll import tally

__all__ = [
    "Paper", "as_nodes", "balance_of", "calendar", "content", "draft", "goal", "hall_state", "hearings",
    "hearings_and_minutes", "issues_heard", "late", "minutes_in_force", "paper", "paper_states", "roll",
    "statements", "steps", "tally", "turns", "versions", "village_names", "waiting", "why",
]  # fmt: skip
