"""Names of visits within a month, what a plan was made from in one hash, and its figures as they are kept."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from khuang.care.visits.rules.planning.shapes import Figures, Fix, Problem, Reason

ENGINE = Path(__file__).parent / "planning"
# From leaving home to being home again; 8:30 to 12:00 and 13:00 to 16:30.
HALF_MINUTES = 210
BEGINS = {"morning": 8 * 60 + 30, "afternoon": 13 * 60}
# How much keeping the same carer counts, as the page asks it.
REACH, BALANCE, KEEP = 0.1, 0.5, 0.9
# Minutes of a visit by which hours that somebody gives in a month become visits.
USUAL_VISIT = 45


@dataclass(frozen=True)
class Key:
    """Which visit it is: the same in every plan of a month."""

    person: UUID
    purpose: str
    series: int
    occurrence: int

    def __str__(self) -> str:
        return f"{self.of_series}/{self.occurrence}"

    @property
    def of_series(self) -> str:
        return f"{self.person}/{self.purpose}/{self.series}"


@cache
def solver() -> str:
    """Name the engine by what it is made of: any change of its code gives another name."""
    text = hashlib.sha256()
    for file in sorted(ENGINE.rglob("*.py")):
        text.update(file.read_bytes())
    return f"khuang-month-{text.hexdigest()[:12]}"


def clock(half: str, minute: int) -> str:
    """Give the time of day so many minutes after a half-day begins, as 9:05."""
    at = BEGINS[half] + minute
    return f"{at // 60}:{at % 60:02}"


def spread(person: UUID) -> int:
    """Give a number of a person that lies anywhere, and is always the same."""
    return int.from_bytes(hashlib.blake2s(person.bytes, digest_size=4).digest(), "big")


def most_visits(hours: int | None) -> int | None:
    """Give how many usual visits fit into the hours of visits that somebody gives in a month."""
    return None if hours is None else hours * 60 // USUAL_VISIT


def input_hash(problem: Problem) -> str:
    """Give one hash of everything that a plan is made from; the same input gives the same hash."""
    text = json.dumps(asdict(problem), sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, set | frozenset) else value.isoformat()


def figures_kept(figures: Figures) -> dict[str, Any]:
    """Give figures as they are kept: tiers as [due, placed], loads as [visits, hours, offered, km]."""
    return {
        "tiers": {str(tier): [one.due, one.placed] for tier, one in figures.tiers.items()},
        "km": figures.km,
        "gini": figures.gini,
        "continuity": figures.continuity,
        "kept_from": figures.kept_from,
        "loads": {key: [one.visits, one.hours, one.offered, one.km] for key, one in figures.loads.items()},
        "unserved": dict(figures.unserved),
        "moved": figures.moved,
    }


def fixes_kept(fixes: Iterable[Fix]) -> list[dict[str, Any]]:
    """Give what would mend a plan as it is kept: without the visits, which name people."""
    return [
        {
            "code": one.code,
            "zone": one.zone,
            "halves": len(one.shifts),
            "visits": len(one.covers),
            "people": one.people,
            "tiers": {str(tier): number for tier, number in one.tiers.items()},
            "skills": sorted(one.skills),
            "sex": one.sex or "",
            "languages": sorted(one.languages),
        }
        for one in fixes
    ]


def reasons_kept(reasons: Sequence[Reason]) -> list[list[Any]]:
    """Give reasons as they are kept: code and figures."""
    return [[one.code, dict(one.figures)] for one in reasons]


def covered(kept: Mapping[str, Any]) -> tuple[int, int]:
    """Give how many visits of kept figures are due and in the plan, of all tiers together."""
    tiers = kept.get("tiers", {}).values()
    return sum(due for due, _ in tiers), sum(placed for _, placed in tiers)


def percent(part: float, whole: float) -> str:
    """Give a share with one decimal, and never 100 while something is missing."""
    if not whole:
        return "–"
    share = 100 * part / whole
    return "100" if part >= whole else f"{min(share, 99.9):.1f}"


def in_month(day: date, month: date) -> bool:
    """Say whether a day lies in the month that begins on another."""
    return (day.year, day.month) == (month.year, month.month)
