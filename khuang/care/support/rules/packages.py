"""Packages of help: how they move, what an hour is worth, and what a funding source may give at most."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "packages.toml"

PROPOSED, APPROVED, UNDER_WAY = "proposed", "approved", "under-way"
HANDED_OVER, CLOSED, CANCELLED = "handed-over", "closed", "cancelled"
# State -> states that may follow. Bills may come after the hand-over, so money still moves then.
MOVES: Mapping[str, frozenset[str]] = {
    PROPOSED: frozenset({APPROVED, CANCELLED}),
    APPROVED: frozenset({UNDER_WAY, CANCELLED}),
    UNDER_WAY: frozenset({HANDED_OVER, CANCELLED}),
    HANDED_OVER: frozenset({CLOSED}),
    CLOSED: frozenset(),
    CANCELLED: frozenset(),
}
WITH_MONEY = frozenset({APPROVED, UNDER_WAY, HANDED_OVER})
BEFORE_HANDING_OVER = frozenset({PROPOSED, APPROVED, UNDER_WAY})


@dataclass(frozen=True)
class Rate:
    """What an hour of volunteer labour is worth in the accounts, from a day on; satang."""

    since: date
    satang: int
    source_en: str
    source_th: str
    confirm: bool


@dataclass(frozen=True)
class Limit:
    """What one kind of funding source may give at most for one house; satang.

    kinds    kinds of help
    funders  kinds of funder
    confirm  whether the municipality has yet to confirm it
    """

    code: str
    kinds: tuple[str, ...]
    funders: tuple[str, ...]
    per: str
    satang: int
    since: date
    words_en: str
    words_th: str
    source_en: str
    source_th: str
    confirm: bool

    def binds(self, kind: str, funder: str, on: date) -> bool:
        """Say whether it holds for such help by such a funder on a day."""
        return kind in self.kinds and funder in self.funders and self.since <= on


@cache
def told() -> tuple[tuple[Rate, ...], tuple[Limit, ...]]:
    """Read the data file; rates and limits, newest first."""
    return read(tomllib.loads(FILE.read_text()))


def read(rows: Mapping[str, Any]) -> tuple[tuple[Rate, ...], tuple[Limit, ...]]:
    """Read rates and limits. Raises ValueError for what cannot be."""
    rates = [Rate(**row) for row in rows["rates"]]
    limits = [
        Limit(**{**row, "kinds": tuple(row["kinds"]), "funders": tuple(row["funders"])})
        for row in rows["limits"]
    ]
    amounts = [one.satang > 0 for one in rates] + [one.satang > 0 for one in limits]
    if not all(amounts) or any(one.per != "house" for one in limits):
        raise ValueError("packages.toml: an amount is above zero, and a limit is per house")
    return (
        tuple(sorted(rates, key=lambda one: one.since, reverse=True)),
        tuple(sorted(limits, key=lambda one: one.since, reverse=True)),
    )


def rate_on(on: date, rates: Iterable[Rate] | None = None) -> Rate | None:
    """Give the rate that holds on a day; none before the first."""
    return next((one for one in (told()[0] if rates is None else rates) if one.since <= on), None)


def limit_for(kind: str, funder: str, on: date, limits: Iterable[Limit] | None = None) -> Limit | None:
    """Give the newest limit that binds such help by such a funder on a day; none when it is free."""
    return next(
        (one for one in (told()[1] if limits is None else limits) if one.binds(kind, funder, on)), None
    )


def limits_of(kind: str, on: date) -> list[Limit]:
    """Give every limit that binds some funder of such help on a day."""
    return [one for one in told()[1] if kind in one.kinds and one.since <= on]


def number(year: int, serial: int) -> str:
    """Write the number of a package: S for support, fiscal year, a count within it."""
    return f"S{year}-{serial:04}"
