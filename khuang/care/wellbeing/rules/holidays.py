"""Public holidays as dated data with their source; the municipality adds its own and strikes out others."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "holidays.toml"


@dataclass(frozen=True)
class Day:
    """A holiday: its day and its name in both languages."""

    on: date
    th: str
    en: str


@dataclass(frozen=True)
class Calendar:
    """The shipped holidays in order, where they come from, and whether somebody confirmed them."""

    source: str
    source_th: str
    since: date
    confirmed: bool
    days: tuple[Day, ...]


@cache
def shipped() -> Calendar:
    """Read the shipped holidays."""
    said = tomllib.loads(DATA.read_text())
    days = sorted((Day(one["on"], one["th"], one["en"]) for one in said["days"]), key=lambda one: one.on)
    return Calendar(said["source"], said["source_th"], said["since"], said["confirmed"], tuple(days))


def holidays(own: Mapping[date, bool]) -> frozenset[date]:
    """Give all days on which nothing is awaited: the shipped ones as the municipality changed them.

    own  day -> whether it is a holiday here
    """
    return frozenset(
        ({one.on for one in shipped().days} | set(own)) - {on for on, is_on in own.items() if not is_on}
    )
