"""Which work lists there are, and what narrows them."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

# Codes of the lists, in the order in which they are offered.
MINE, TEAM, OVERDUE, UNASSIGNED, REASSESS, CLOSED = (
    "mine",
    "team",
    "overdue",
    "unassigned",
    "reassess",
    "closed",
)
LISTS = (MINE, TEAM, OVERDUE, UNASSIGNED, REASSESS, CLOSED)
SOON = timedelta(days=14)  # a class that expires within this is due to be assessed again


@dataclass(frozen=True)
class Chosen:
    """What narrows a list; "" narrows nothing.

    village, lead  ids as text
    kind           code of a kind of need that is open
    state, risk    codes
    """

    village: str = ""
    kind: str = ""
    state: str = ""
    risk: str = ""
    lead: str = ""

    @property
    def in_use(self) -> dict[str, str]:
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}


def soon(on: date) -> date:
    """Give the last day of what counts as due soon."""
    return on + SOON
