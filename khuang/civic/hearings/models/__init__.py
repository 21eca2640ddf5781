"""What is kept of hearings: who was invited, what was noted in the hall, minutes."""

from khuang.civic.hearings.models.entries import HallEntry
from khuang.civic.hearings.models.hearings import Hearing, Invited
from khuang.civic.hearings.models.minutes import Minutes

__all__ = ["HallEntry", "Hearing", "Invited", "Minutes"]
