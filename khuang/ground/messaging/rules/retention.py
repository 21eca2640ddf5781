"""How long the words of messages are kept, from a dated file."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data" / "retention.toml"


@dataclass(frozen=True)
class Kept:
    """How long what is kept.

    words   of messages, with places, voices and pictures
    events  as the channel sent them
    """

    words: timedelta
    events: timedelta
    basis_th: str
    basis_en: str

    @property
    def months(self) -> int:
        """Whole months for which the words are kept."""
        return self.words.days * 12 // 365


@cache
def kept() -> Kept:
    """Read the file that ships."""
    said = tomllib.loads(FILE.read_text())
    return Kept(
        timedelta(days=said["words_days"]),
        timedelta(days=said["events_days"]),
        said["basis_th"],
        said["basis_en"],
    )
