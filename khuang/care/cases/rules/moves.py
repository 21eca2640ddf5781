"""Which way a need, a case and a step may go. Steps of a case as Primero's: see docs/adr/0028."""

from collections.abc import Mapping

Moves = Mapping[str, frozenset[str]]

NEED: Moves = {
    "open": frozenset({"being-met", "met", "withdrawn"}),
    "being-met": frozenset({"open", "met", "withdrawn"}),
    "met": frozenset(),
    "withdrawn": frozenset(),
}

CASE: Moves = {
    "intake": frozenset({"assessment", "closed"}),
    "assessment": frozenset({"plan", "closed"}),
    "plan": frozenset({"service", "closed"}),
    # Whoever is helped is assessed again, and the plan changes with it.
    "service": frozenset({"plan", "closed"}),
    "closed": frozenset({"assessment", "intake"}),
}


def may_move(moves: Moves, before: str, after: str) -> bool:
    """Say whether the table allows the way from one state to another."""
    return after in moves[before]
