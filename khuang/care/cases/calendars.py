"""What stands in an account's calendar, told by whichever app knows of it: an interface, as timelines.

An entry leaves this house for a calendar of somebody else's, so it names nobody: the number of a
case, the kind of event, and a village at most.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One entry.

    key      stays the same when the entry moves, so that calendars move it too
    what     kind of event, in the reader's language
    number   of the case
    begins   a day, or a moment with its time zone
    minutes  how long it takes, for a moment
    village  or ""
    """

    key: str
    what: str
    number: str
    begins: date | datetime
    minutes: int = 60
    village: str = ""


# Account, first and last day -> entries.
Source = Callable[[Any, date, date], Iterable[Entry]]

_plugged: dict[str, Source] = {}


def plug(name: str, source: Source) -> None:
    """Let an app put entries into calendars. Called once at the start, by `site`."""
    _plugged[name] = source


def plugged() -> list[Source]:
    """Give every source that is plugged in."""
    return list(_plugged.values())
