"""By what right data are shared, from a dated file; the municipality confirms it."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from khuang.care.cases.rules.sharing_problems import BasisNeedsNote, ConsentTakenBack, UnknownBasis

FILE = Path(__file__).parents[1] / "data" / "bases.toml"


@dataclass(frozen=True)
class Basis:
    """One consent or law.

    note     whether the officer must add words
    consent  whether it rests on the person's word
    reach    "own" within the municipality, "all" also outside
    """

    code: str
    th: str
    en: str
    law_th: str
    law_en: str
    note: bool
    consent: bool
    reach: str

    def words(self, language: str) -> tuple[str, str]:
        """Give its name and the law it rests on, in a language."""
        return (self.th, self.law_th) if language == "th" else (self.en, self.law_en)


@dataclass(frozen=True)
class Bases:
    """All of them, from when on they hold, and whether the municipality has confirmed them."""

    effective: date
    confirmed: bool
    bases: tuple[Basis, ...]

    def reaching(self, *, outside: bool) -> tuple[Basis, ...]:
        """Give those by which data may go outside, or to a colleague."""
        return tuple(one for one in self.bases if one.reach == "all" or not outside)


@cache
def bases() -> Bases:
    """Read the file that is shipped."""
    told = tomllib.loads(FILE.read_text())
    return Bases(told["effective"], told["confirmed"], tuple(Basis(**one) for one in told["bases"]))


def check(code: str, note: str, *, outside: bool, refused: bool) -> Basis:
    """Give the basis of a code, when it may carry this.

    outside  whether the data leave the municipality
    refused  whether the person said no to sharing, or took their consent back
    Raises UnknownBasis, BasisNeedsNote, ConsentTakenBack.
    """
    found = next((one for one in bases().reaching(outside=outside) if one.code == code), None)
    if found is None:
        raise UnknownBasis
    if found.note and not note.strip():
        raise BasisNeedsNote
    if found.consent and refused:
        raise ConsentTakenBack
    return found
