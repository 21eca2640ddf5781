"""How soon somebody must look; values from a data file that the municipality confirms."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "deadlines.toml"


@dataclass(frozen=True)
class Deadlines:
    """alert_minutes: kind of alert -> minutes until it is late; review_days: first and usual."""

    alert_minutes: dict[str, int]
    review_days: dict[str, int]
    source: str
    effective: date
    confirmed: bool


@cache
def deadlines() -> Deadlines:
    """Read the file that is shipped."""
    with FILE.open("rb") as file:
        return Deadlines(**tomllib.load(file))


def alert_due(kind: str, raised_at: datetime) -> datetime:
    """Say when an alert is late if nobody has acknowledged it."""
    return raised_at + timedelta(minutes=deadlines().alert_minutes[kind])


def review_due(on: date, *, first: bool = False) -> date:
    """Say by when a case is looked at, counted from a day."""
    return on + timedelta(days=deadlines().review_days["first" if first else "usual"])
