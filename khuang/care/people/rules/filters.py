"""How a list of persons is narrowed: alike for the list, the map and its twin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from khuang.care.people.rules.ages import BAND_CODES

# Code of a last-seen filter -> days: seen within them, or (older) before them.
SEEN_WITHIN = {"30": 30, "90": 90, "365": 365}
NOT_SEEN_FOR = {"over-90": 90, "over-365": 365}
NEVER_SEEN = "never"
LAST_SEEN = (*SEEN_WITHIN, *NOT_SEEN_FOR, NEVER_SEEN)
SEXES = ("female", "male", "other", "unknown")


@dataclass(frozen=True)
class Filter:
    """What a list of persons is narrowed by; an empty word narrows nothing.

    village    id of a village, as text
    sex        one of SEXES
    age_band   code of an age band
    last_seen  one of LAST_SEEN
    """

    village: str = ""
    sex: str = ""
    age_band: str = ""
    last_seen: str = ""

    @property
    def in_use(self) -> dict[str, str]:
        """The filters that narrow, for the journal."""
        words = {name: getattr(self, name) for name in ("village", "sex", "age_band", "last_seen")}
        return {name: word for name, word in words.items() if word}


def read_filter(query: Mapping[str, str]) -> Filter:
    """Read a filter from an address; a word that is no choice narrows nothing."""
    return Filter(
        village=query.get("village", ""),
        sex=_one_of(SEXES, query.get("sex", "")),
        age_band=_one_of(tuple(BAND_CODES), query.get("age_band", "")),
        last_seen=_one_of(LAST_SEEN, query.get("last_seen", "")),
    )


def _one_of(choices: tuple[str, ...], word: str) -> str:
    return word if word in choices else ""


def seen_since(code: str, on: date) -> date | None:
    """Give the first day that counts as seen, for a code of SEEN_WITHIN."""
    return on - timedelta(days=SEEN_WITHIN[code]) if code in SEEN_WITHIN else None


def unseen_since(code: str, on: date) -> date | None:
    """Give the first day that would count as seen, for a code of NOT_SEEN_FOR."""
    return on - timedelta(days=NOT_SEEN_FOR[code]) if code in NOT_SEEN_FOR else None
