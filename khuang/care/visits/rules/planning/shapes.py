"""What a month of visits is planned from, and what a plan is.

Words of vehicle routing and of home health care: a need is one visit that is due, a series the
visits of one schedule, a shift one carer's half-day. Every key is a text; nothing here knows a
name or an address. Points are (longitude, latitude); minutes are minutes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

Half = Literal["morning", "afternoon"]
Point = tuple[float, float]
Figure = int | float | str
# Told (share done 0 to 1, visits placed so far, visits asked for); whatever it raises ends the planning.
Progress = Callable[[float, int, int], None]

MORNING: Half = "morning"
AFTERNOON: Half = "afternoon"
HALVES: tuple[Half, Half] = (MORNING, AFTERNOON)


@dataclass(frozen=True)
class Shift:
    """A half-day that a carer offers, from leaving home to being home again."""

    day: date
    half: Half
    minutes: int


@dataclass(frozen=True)
class Carer:
    """Somebody who visits.

    home         where each round begins and ends
    sex          as the registry writes it; "" where it is not known
    most_visits  of one shift; None for as many as fit
    most_a_month of the whole plan, locked ones among them; None for as many as fit
    partner      whom this carer goes with where two are needed, if both are free
    zone         a village, for what would mend a plan
    """

    key: str
    home: Point
    sex: str = ""
    skills: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    shifts: tuple[Shift, ...] = ()
    most_visits: int | None = None
    most_a_month: int | None = None
    partner: str | None = None
    zone: str = ""


@dataclass(frozen=True)
class VisitNeed:
    """One visit that is due.

    person      whom it is for; several needs of one place share the way there
    series      the schedule it belongs to: the unit of keeping one carer
    tier        0 is worst off; nobody is left out for somebody of a higher number
    earliest, latest   first and last day, both possible
    halves      the half-days that suit
    days_off    weekdays on which nobody may come, 0 Monday to 6 Sunday
    skills      all of them are needed, by one carer where two go
    sex_wish    sex that every carer who comes must have; None for any
    languages   one of them must be spoken, by one carer where two go; empty for any
    two_people  two carers must be there from beginning to end
    place       the home, or the village's point where there is none
    keeps       the main carer so far, whose coming is worth something
    avoid       carers who must not come
    apart       least days since the visit of the series before this one
    """

    key: str
    person: str
    series: str
    tier: int
    earliest: date
    latest: date
    minutes: int
    place: Point
    halves: frozenset[Half] = frozenset(HALVES)
    days_off: frozenset[int] = frozenset()
    skills: frozenset[str] = frozenset()
    sex_wish: str | None = None
    languages: frozenset[str] = frozenset()
    two_people: bool = False
    keeps: str | None = None
    avoid: frozenset[str] = frozenset()
    apart: int = 0
    zone: str = ""


@dataclass(frozen=True)
class Placed:
    """A visit in a plan: who comes, when, and as which stop of the round.

    need     key of the need
    carers   keys of one or two; where two come, the first has the skills
    order    stop of the first carer's round, from 1
    arrival  whole minutes after the half-day begins; the visit starts then
    locked   stays as it is: agreed on by hand, or it has happened
    """

    need: str
    carers: tuple[str, ...]
    day: date
    half: Half
    order: int = 0
    arrival: int = 0
    locked: bool = False


@dataclass(frozen=True)
class Travel:
    """How long a way takes: the straight line, times a detour, at a speed."""

    detour: float = 1.3
    km_an_hour: float = 25.0


@dataclass(frozen=True)
class Problem:
    """A month to plan.

    fixed       what must stay, whatever it breaks; taken as locked
    continuity  0 to 1: what keeping the carer is worth beside load and travel, never beside a visit
    """

    carers: tuple[Carer, ...]
    needs: tuple[VisitNeed, ...]
    fixed: tuple[Placed, ...] = ()
    continuity: float = 0.5
    travel: Travel = Travel()


@dataclass(frozen=True)
class Reason:
    """A code and its figures; the words are the screen's."""

    code: str
    figures: Mapping[str, Figure] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Fault:
    """A hard rule that a plan breaks.

    by_lock  every visit concerned is locked, so that somebody wanted it so
    """

    code: str
    needs: tuple[str, ...]
    figures: Mapping[str, Figure] = field(default_factory=lambda: MappingProxyType({}))
    by_lock: bool = False


@dataclass(frozen=True)
class Coverage:
    """Visits of a tier: how many are due and how many are in the plan."""

    due: int
    placed: int


@dataclass(frozen=True)
class Load:
    """A carer's month: visits, hours from leaving home to being home again, hours offered, km."""

    visits: int
    hours: float
    offered: float
    km: float


@dataclass(frozen=True)
class Figures:
    """What a plan comes to.

    tiers       tier -> coverage, the worst off first
    km          of all carers, from home to home
    gini        of hours worked by hours offered, 0 where all are loaded alike
    continuity  share of visits by the main carer, of those where there is one to keep:
                somebody is named, or the series has several visits in the plan
    kept_from   how many visits that share is of
    loads       carer -> load
    unserved    reason code -> visits
    moved       visits that are elsewhere than in the plan before; 0 for a plan made anew
    """

    tiers: Mapping[int, Coverage]
    km: float
    gini: float
    continuity: float
    kept_from: int
    loads: Mapping[str, Load]
    unserved: Mapping[str, int]
    moved: int = 0


@dataclass(frozen=True)
class Plan:
    """A month planned.

    unserved  need -> why it is not in the plan, what weighs most first
    faults    rules that locked visits break; they stay, and somebody has to know
    moved     needs that are elsewhere than in the plan before, or no longer in it; of a re-plan only
    """

    placed: tuple[Placed, ...]
    unserved: Mapping[str, tuple[Reason, ...]]
    figures: Figures
    faults: tuple[Fault, ...] = ()
    moved: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fix:
    """What would bring more visits into a plan, found by trying it.

    code      half-days: a carer who lives in the zone and has these skills, sex and language offers them
    zone      of those whom it would reach
    shifts    which half-days were tried
    covers    needs that they bring into the plan
    people    how many people these are
    tiers     tier -> visits gained
    """

    code: str
    zone: str
    shifts: tuple[tuple[date, Half], ...]
    covers: tuple[str, ...]
    people: int
    tiers: Mapping[int, int]
    skills: frozenset[str] = frozenset()
    sex: str | None = None
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Change:
    """A visit that two plans treat differently; None where a plan leaves it out."""

    need: str
    first: Placed | None
    second: Placed | None


@dataclass(frozen=True)
class Comparison:
    """Two plans side by side."""

    first: Figures
    second: Figures
    changes: tuple[Change, ...]
