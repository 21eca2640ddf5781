"""The strain of a family carer: our own short list, read and scored as an instrument."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from khuang.care.risk.rules import instruments

FILE = Path(__file__).parent.parent / "data" / "strain.json"
HEAVY = "high"


@dataclass(frozen=True)
class Strain:
    """What the list says of one carer.

    score      points so far, 0 to 21
    level      code of the band, "" while answers that could change it are missing
    exhausted  heavy strain, or one answer that is enough by itself
    """

    score: int
    level: str
    exhausted: bool


@cache
def strain_list() -> instruments.Instrument:
    """Give the list as it is asked now."""
    return instruments.instrument(json.loads(FILE.read_text("utf-8")))


def strain(answers: Mapping[str, str]) -> Strain:
    """Score the answers (item -> answer) of a carer; what is left out leaves the level open."""
    found = instruments.score(strain_list(), answers)
    level = found.band.code if found.band else ""
    return Strain(found.low, level, level == HEAVY or bool(found.alerts))
