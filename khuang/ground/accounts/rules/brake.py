"""How long the next attempt must wait after attempts that failed; plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST = timedelta(minutes=15)
FORGOTTEN = timedelta(days=1)  # Without an attempt for so long, counting begins anew.
PIN_MISSES = 10  # Wrong digits one after the other, after which a phone is no longer known.


@dataclass(frozen=True)
class Limit:
    """How many attempts are free, and how long the first one after them waits; each further twice as long."""

    free: int
    first: timedelta = timedelta(seconds=5)

    def wait(self, misses: int) -> timedelta:
        """Return how long to wait after so many misses."""
        if misses < self.free:
            return timedelta(0)
        # Beyond ten doublings it is the longest anyway.
        doubled: int = 2 ** min(misses - self.free, 10)
        return min(LONGEST, self.first * doubled)


# For one account from one address or one known browser.
ACCOUNT = Limit(free=5)
# For everybody behind one address: a town hall has only one.
ADDRESS = Limit(free=40)


def misses_now(misses: int, free_at: datetime, at: datetime) -> int:
    """Return how many misses still count."""
    return 0 if at - free_at > FORGOTTEN else misses
