"""What a hearing should reach before it is closed; values from a data file that the municipality confirms."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "data" / "targets.toml"


@dataclass(frozen=True)
class Target:
    """quorum: fewest people present; leeway: percent points that a share may lie below what is known."""

    quorum: int
    leeway: int


@dataclass(frozen=True)
class Targets:
    """official, village: by the nature of a hearing; fewest_shown: smaller counts stay hidden in public."""

    official: Target
    village: Target
    fewest_shown: int
    source: str
    effective: date
    confirmed: bool

    def of(self, nature: str) -> Target:
        """Give the target of a nature of hearing."""
        return self.official if nature == "official" else self.village


@cache
def targets() -> Targets:
    """Read the file that is shipped."""
    with FILE.open("rb") as file:
        told: dict[str, Any] = tomllib.load(file)
    by_nature = {nature: Target(**told[nature]) for nature in ("official", "village")}
    return Targets(**(told | by_nature))
