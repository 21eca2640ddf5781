"""When a visit was, told by a phone whose clock may be wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# More than this and the record says that the clock was wrong.
WRONG = timedelta(minutes=5)
# Longer than this no phone keeps a visit to itself; it is rather a clock.
OLDEST = timedelta(days=90)


@dataclass(frozen=True)
class Moment:
    """When something was.

    at        as we believe it
    off       seconds by which the phone's clock was wrong, 0 when it was right or that is not known
    doubtful  neither the phone nor its correction can be right: `at` is when we heard of it
    """

    at: datetime
    off: int
    doubtful: bool


def moment(phone_at: datetime | None, offset: int | None, heard_at: datetime) -> Moment:
    """Say when something was.

    phone_at  by the phone's clock; None when it does not say
    offset    seconds to add to that clock, as found at its last contact with us; None when never found
    heard_at  when it reached us
    """
    if phone_at is None:
        return Moment(heard_at, 0, doubtful=False)
    off = -offset if offset is not None and abs(offset) > WRONG.total_seconds() else 0
    try:
        at = phone_at - timedelta(seconds=off)
    except OverflowError:
        return Moment(heard_at, off, doubtful=True)
    if at > heard_at + WRONG or at < heard_at - OLDEST:
        return Moment(heard_at, off, doubtful=True)
    return Moment(min(at, heard_at), off, doubtful=False)
