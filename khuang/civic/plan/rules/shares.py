"""Shares of the budget, exact: money of the public is a public fact and is not rounded away."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

# Of these origins a line came through the people's process: the council of community organisations
# resolved it. A project that was merged from several origins counts as mixed, never as the people's.
PEOPLE = "people"
VILLAGE = "village-plan"
OFFICER = "officer"
EXECUTIVE = "executive"
MIXED = "mixed"
UNKNOWN = "unknown"  # stood in a plan that was brought in
BY_HAND = (VILLAGE, OFFICER, EXECUTIVE)


@dataclass(frozen=True)
class Spent:
    """A budget line as it counts: whole baht, where its project came from, kind of need, work plan."""

    baht: int
    origin: str
    kind: str
    work_plan: str
    source: str


@dataclass(frozen=True)
class Share:
    """A part of a whole, in whole baht."""

    code: str
    baht: int
    whole: int
    lines: int

    @property
    def percent(self) -> str:
        """The percentage with two decimals, halves up; a dash without a whole."""
        return in_percent(self.baht, self.whole)

    @property
    def width(self) -> int:
        """The length of its bar in thousandths of the whole; what is not nothing shows."""
        return max(1, round(Fraction(self.baht * 1000, self.whole))) if self.whole and self.baht else 0


def in_percent(part: int, whole: int) -> str:
    """Write part of whole in percent with two decimals, halves up: 33.33; a dash without a whole."""
    if not whole:
        return "–"
    hundredths = (part * 20_000 + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def by(lines: Iterable[Spent], name: str) -> list[Share]:
    """Share the lines' baht out by origin, kind, work_plan or source; the largest first."""
    found = list(lines)
    whole = sum(line.baht for line in found)
    codes = sorted({getattr(line, name) for line in found})
    shares = [_share(code, [line for line in found if getattr(line, name) == code], whole) for code in codes]
    return sorted(shares, key=lambda share: (-share.baht, share.code))


def of_people(lines: Iterable[Spent]) -> Share:
    """Give what came through the people's process."""
    found = list(lines)
    return _share(PEOPLE, [one for one in found if one.origin == PEOPLE], sum(one.baht for one in found))


def joined(origins: Iterable[str]) -> str:
    """Give the origin of a project merged from several: theirs when they agree, else mixed."""
    all_of_them = set(origins)
    return all_of_them.pop() if len(all_of_them) == 1 else MIXED


def _share(code: str, lines: list[Spent], whole: int) -> Share:
    return Share(code, sum(line.baht for line in lines), whole, len(lines))
