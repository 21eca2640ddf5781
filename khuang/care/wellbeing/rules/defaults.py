"""The times and levels that hold until the municipality sets its own: dated data with a source."""

import tomllib
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data" / "silence.toml"


@cache
def defaults() -> dict[str, Any]:
    """Read the shipped times by their names; data/silence.toml says what each means."""
    said = tomllib.loads(DATA.read_text())
    return {
        name: value
        for name, value in said.items()
        if name not in ("source", "source_th", "since", "confirmed")
    }


@cache
def provenance() -> tuple[str, str, date, bool]:
    """Give source (English, Thai), since when, and whether somebody confirmed them."""
    said = tomllib.loads(DATA.read_text())
    return said["source"], said["source_th"], said["since"], said["confirmed"]


def hour() -> time:
    """Give the hour that is proposed for a new check-in."""
    found: time = defaults()["hour"]
    return found
