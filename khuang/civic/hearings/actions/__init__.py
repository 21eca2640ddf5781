"""Everything that changes hearings."""

from khuang.civic.hearings.actions.closing import close
from khuang.civic.hearings.actions.hall import drop, note, open_hall, settle, vouch
from khuang.civic.hearings.actions.minutes import amend, confirm, write
from khuang.civic.hearings.actions.planning import Guests, Planned, call_off, change, plan

__all__ = [
    "Guests", "Planned", "amend", "call_off", "change", "close", "confirm", "drop", "note", "open_hall",
    "plan", "settle", "vouch", "write",
]  # fmt: skip
