"""A visit that is asked for today: in which half of the day it can still be made."""

from collections.abc import Collection
from datetime import time

from khuang.care.visits.rules.availability import AFTERNOON, MORNING

# Nobody is sent off for a half-day that is nearly over.
LAST = {MORNING: time(11, 30), AFTERNOON: time(16, 30)}


def half_today(offered: Collection[str], now: time) -> str | None:
    """Give the half-day of today in which somebody who offers some halves can still go, or None."""
    return next((half for half, last in LAST.items() if half in offered and now < last), None)
