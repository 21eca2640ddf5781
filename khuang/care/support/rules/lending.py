"""Kinds of equipment, and when a loan is due."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from khuang.care.risk.rules.instruments import Words, words

FILE = Path(__file__).parent.parent / "data" / "equipment.json"
LONGEST = timedelta(days=731)
# Conditions and states as the models store them.
GOOD, WORN, BROKEN = "good", "worn", "broken"
READY, REPAIR, WRITTEN_OFF = "ready", "repair", "written_off"


@dataclass(frozen=True)
class Kind:
    """A kind of equipment; `days` is how long it is usually lent."""

    code: str
    words: Words
    days: int


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds that come with the system, by code."""
    document = json.loads(FILE.read_text("utf-8"))
    return {one["code"]: Kind(one["code"], words(one), one["days"]) for one in document["kinds"]}


def usually_due(kind: str, since: date) -> date:
    """Give the last day of a loan as it is usual for this kind; one that is no more counts as other."""
    return since + timedelta(days=kinds().get(kind, kinds()["other"]).days)


def days_overdue(due_on: date, on: date) -> int:
    """Count the days since a loan was due; 0 when it is not overdue."""
    return max(0, (on - due_on).days)
