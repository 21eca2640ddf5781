"""How the money of a project is shared when it is divided. All amounts are satang."""

from collections.abc import Sequence


def shares_fit(balance: int, shares: Sequence[int]) -> bool:
    """Say whether at least two shares, each above zero, make up exactly what is left."""
    return len(shares) > 1 and min(shares) > 0 and sum(shares) == balance
