"""By when somebody is answered or told; values from a data file that the municipality confirms."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "deadlines.toml"
SELF = "self"


@dataclass(frozen=True)
class Deadlines:
    """answer_days: urgency -> days until an answer is due; tell_days: days until a person is told."""

    answer_days: dict[str, int]
    tell_days: dict[str, int]
    source: str
    effective: date
    confirmed: bool


@cache
def deadlines() -> Deadlines:
    """Read the file that is shipped."""
    with FILE.open("rb") as file:
        return Deadlines(**tomllib.load(file))


def answer_due(urgency: str, received_on: date) -> date:
    """Say by when a report is answered, counted from the day on which it came."""
    return received_on + timedelta(days=deadlines().answer_days[urgency])


def tell_due(speaker: str, *, about_somebody: bool, taken_on: date) -> date | None:
    """Say by when a person is told what others said of them; none when they spoke themselves.

    Source: PDPA section 25, data collected from others.
    """
    if speaker == SELF or not about_somebody:
        return None
    return taken_on + timedelta(days=deadlines().tell_days["from_others"])
