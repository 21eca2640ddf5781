"""What happened to a person, told by whichever app knows of it: an interface; `site` plugs sources in.

A case's timeline shows what this app knows and what higher floors tell (visits, help, messages).
Looks that the journal noted are no happenings.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from khuang.care.cases.models import Case


@dataclass(frozen=True)
class Happening:
    """One thing that happened.

    what   in a few words, in the reader's language
    words  what was written about it, or ""
    by_id  who did it
    url    its own page, or ""
    """

    at: datetime
    what: str
    words: str = ""
    by_id: UUID | None = None
    url: str = ""


# Case, account -> what the account may know of it.
Source = Callable[[Case, Any], Iterable[Happening]]

_plugged: dict[str, Source] = {}


def plug(name: str, source: Source) -> None:
    """Let an app tell what it knows. Called once at the start, by `site`."""
    _plugged[name] = source


def plugged() -> list[Source]:
    """Give every source that is plugged in."""
    return list(_plugged.values())
