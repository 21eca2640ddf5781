"""How long to search, and whom to tell."""

from collections.abc import Callable
from typing import NamedTuple

# Told (share done 0 to 1, needs not placed); what it raises ends the search.
Tell = Callable[[float, int], None]


class Effort(NamedTuple):
    """How long to search.

    rounds    of ruin and recreate, if the clock allows; with 0 the plan is only filled
    seconds   by the clock; whoever is not held up by it gets the same plan for the same seed
    hot, cold minutes that a worse plan may be worse, at first and at last
    """

    rounds: int
    seconds: float
    seed: int
    hot: float = 10.0
    cold: float = 0.1
