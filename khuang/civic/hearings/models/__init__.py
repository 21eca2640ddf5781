"""What is kept of hearings: who was invited, what was noted in the hall, papers, minutes."""

from khuang.civic.hearings.models.entries import HallEntry
from khuang.civic.hearings.models.hearings import Hearing, Invited
from khuang.civic.hearings.models.minutes import Minutes
from khuang.civic.hearings.models.papers import Assisted, Paper, PaperTyping

__all__ = ["Assisted", "HallEntry", "Hearing", "Invited", "Minutes", "Paper", "PaperTyping"]
