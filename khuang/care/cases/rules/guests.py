"""How long a guest's link and code hold; plain Python."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

AFTER_CONFERENCE = timedelta(days=7)
AFTER_DUE = timedelta(days=7)
LONGEST = timedelta(days=30)
CODE_MISSES = 5  # wrong codes, after which the code is no longer good
CODE_DIGITS = 6


@dataclass(frozen=True)
class Door:
    """What is known of a pass when somebody stands before it.

    is_known  whether this is the one browser in which the code was typed
    has_code  whether a code can still be typed
    """

    until: datetime
    revoked: bool
    is_known: bool
    has_code: bool


def opens(door: Door, at: datetime) -> str:
    """Say what somebody at the door meets: gone, inside, code, or taken (another browser used the code)."""
    if door.revoked or at >= door.until:
        return "gone"
    if door.is_known:
        return "inside"
    return "code" if door.has_code else "taken"


def end_of(day: date, more: timedelta, like: datetime) -> datetime:
    """Give the end of the day that lies `more` after a day, in the zone of `like`."""
    return datetime.combine(day + more + timedelta(days=1), time.min, like.tzinfo)
