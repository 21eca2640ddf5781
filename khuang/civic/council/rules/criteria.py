"""Criteria of scrutiny: words and weights as they are shipped, and what an announced set must be."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from khuang.civic.council.rules.problems import NoCriteria

SCALE = (1, 2, 3, 4, 5)
MOST_WEIGHT = 10
MOST = 20
FILE = Path(__file__).parent.parent / "data" / "criteria.toml"


@dataclass(frozen=True)
class Criterion:
    """One criterion.

    asks    what a delegate is asked, in both languages
    weight  points, 1 to 10
    """

    code: str
    th: str
    en: str
    asks_th: str
    asks_en: str
    weight: int

    def name(self, language: str) -> str:
        """Give its name in a language."""
        return self.en if language == "en" else self.th

    def asks(self, language: str) -> str:
        """Give its question in a language."""
        return self.asks_en if language == "en" else self.asks_th


@cache
def shipped() -> tuple[Criterion, ...]:
    """Give the criteria that are offered where nothing else was announced."""
    return tuple(Criterion(**one) for one in tomllib.loads(FILE.read_text("utf-8"))["criteria"])


def check(criteria: Sequence[Criterion]) -> None:
    """Refuse a set that cannot be scored by. Raises NoCriteria."""
    codes = [one.code for one in criteria]
    whole = 0 < len(criteria) <= MOST and all(
        one.code and one.th.strip() and one.en.strip() for one in criteria
    )
    weighed = all(1 <= one.weight <= MOST_WEIGHT for one in criteria)
    if not (whole and weighed and len(set(codes)) == len(codes)):
        raise NoCriteria


def as_rows(criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    """Give a set as it is stored."""
    return [asdict(one) for one in criteria]


def of_rows(rows: Sequence[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    """Read a set as it was stored."""
    return tuple(Criterion(**row) for row in rows)
