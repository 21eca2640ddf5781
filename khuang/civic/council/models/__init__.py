"""Councils: seats and delegates, meetings and agenda, scrutiny and ranking, resolutions."""

from khuang.civic.council.models.agenda import AgendaEntry, Interest, Item, Meeting, Presence
from khuang.civic.council.models.resolutions import Dissent, Resolution
from khuang.civic.council.models.scrutiny import Count, CriteriaSet, Round, RoundItem, Score
from khuang.civic.council.models.seats import Council, Delegate, Seat

__all__ = [
    "AgendaEntry",
    "Council",
    "Count",
    "CriteriaSet",
    "Delegate",
    "Dissent",
    "Interest",
    "Item",
    "Meeting",
    "Presence",
    "Resolution",
    "Round",
    "RoundItem",
    "Score",
    "Seat",
]
