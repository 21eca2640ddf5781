"""How often a channel is tried again, and after how long."""

from datetime import timedelta

# A worker that died in the middle: after this time another one takes the message up.
LEASE = timedelta(minutes=2)
# Claimed so often and never settled: something breaks each time.
MOST_CLAIMS = 8

_WAITS = {
    "urgent": (15, 30, 60),  # seconds; then the next way is better than this one
    "reserved": (60, 240, 900, 3600),
    "routine": (60, 240, 900, 3600),
}


def wait(tries: int, urgency: str, asked: timedelta | None = None) -> timedelta | None:
    """Say how long to wait after a number of tries; None: give up, the next way is tried.

    asked  how long the channel asked to wait; an urgent message does not wait longer than its own time
    """
    waits = _WAITS[urgency]
    if tries > len(waits):
        return None
    own = timedelta(seconds=waits[tries - 1])
    if asked is None:
        return own
    return own if urgency == "urgent" else max(own, asked)
