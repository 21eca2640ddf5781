"""What may be published of a count: rounded down, and nothing below a least count; kinds of need."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KINDS_FILE = Path(__file__).parent / "data" / "need_kinds.toml"


class UnsafeCount(ValueError):
    """The count is so small that somebody might be recognised in it."""

    def __init__(self, code: str, fewest: int):
        super().__init__(f"{code} is published only from {fewest} on.")
        self.code = code
        self.fewest = fewest


@dataclass(frozen=True)
class Definition:
    """What a figure counts and how exactly it may be told.

    unit    what one of it is: person, household or village
    step    the count is rounded down to a multiple of this
    fewest  a smaller count is refused
    """

    code: str
    unit: str
    step: int
    fewest: int


# Whole municipality only. Villages are public knowledge and told exactly.
DEFINITIONS = {
    definition.code: definition
    for definition in (
        Definition("people_registered", "person", step=100, fewest=100),
        Definition("households_registered", "household", step=100, fewest=100),
        Definition("villages", "village", step=1, fewest=0),
        # A kind of need in one village, brought up to date once a month.
        Definition("needs_alike", "person", step=5, fewest=20),
        # Not published: among so many people alike, nobody can say who is meant by a public text.
        Definition("people_alike", "person", step=10, fewest=20),
    )
}


def safe(code: str, count: int) -> int:
    """Give the figure that may be published of a count.

    Raises KeyError for a figure that nobody defined, UnsafeCount for too few.
    """
    definition = DEFINITIONS[code]
    if count < definition.fewest:
        raise UnsafeCount(code, definition.fewest)
    return count // definition.step * definition.step


@dataclass(frozen=True)
class Kind:
    """One kind of need, in both languages.

    covers        what belongs to it
    confidential  kept to those who work on cases, and never a figure of a single village
    urgent        somebody is told at once
    shipped       whether every municipality has it
    retired       whether it is no longer offered
    """

    code: str
    en: str
    th: str
    covers_en: str = ""
    covers_th: str = ""
    confidential: bool = False
    urgent: bool = False
    shipped: bool = False
    retired: bool = False

    def name(self, language: str) -> str:
        return self.th if language == "th" else self.en

    def covers(self, language: str) -> str:
        return self.covers_th if language == "th" else self.covers_en


@cache
def shipped_kinds() -> dict[str, Kind]:
    """Read the kinds that every municipality begins with, by code, in the order of the file."""
    with KINDS_FILE.open("rb") as file:
        kinds = tomllib.load(file)["kinds"]
    return {code: Kind(code, shipped=True, **words) for code, words in kinds.items()}
