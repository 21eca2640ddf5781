"""Which way a project may go, and how far it is."""

from collections.abc import Iterable, Mapping
from datetime import date

# State -> states that may follow. Only words of the public lead from closed to done or reopened.
MOVES: Mapping[str, frozenset[str]] = {
    "planned": frozenset({"under-way", "stopped", "carried-on"}),
    "under-way": frozenset({"closed", "stopped", "carried-on"}),
    "closed": frozenset({"done", "reopened"}),
    "done": frozenset({"reopened"}),
    "reopened": frozenset({"closed", "stopped"}),
    "stopped": frozenset(),
    "carried-on": frozenset(),
}


def may_move(before: str, after: str) -> bool:
    """Say whether a project may go from one state to another."""
    return after in MOVES[before]


def percent(done_on: Iterable[date | None]) -> int:
    """Give how far the work is in whole percent, rounded down; 0 without a milestone.

    done_on  of each milestone, none while it is not done
    """
    days = list(done_on)
    return sum(day is not None for day in days) * 100 // len(days) if days else 0
