"""A day of visits by the clock: the home health care routing and scheduling problem.

After Mankowska, Meisel and Bierwirth (2014): every visit has hours, lateness costs but is not
forbidden, a visit may need two carers, and the cost is (way + all lateness + greatest lateness) / 3.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """What one carer does on a visit: what they must be able to do, and how long it takes."""

    ability: str
    minutes: float


@dataclass(frozen=True)
class DayVisit:
    """A visit of one or two carers.

    earliest, latest   when each task should start; later costs, earlier is not possible
    gap      least and most minutes from the start of the first task to that of the second;
             (0, 0) where both begin at once
    """

    key: str
    earliest: float
    latest: float
    tasks: tuple[Task, ...]
    gap: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class DayCarer:
    """A carer who sets out from the office at minute 0 and comes back to it."""

    key: str
    abilities: frozenset[str]


@dataclass(frozen=True)
class Day:
    """A day to plan.

    ways   from place to place: row and column 0 the office, then the visits in their order
    """

    carers: tuple[DayCarer, ...]
    visits: tuple[DayVisit, ...]
    ways: Sequence[Sequence[float]]


@dataclass(frozen=True)
class DayStop:
    """A task in a carer's round: which visit, which of its tasks, when it starts."""

    visit: str
    task: int
    start: float


@dataclass(frozen=True)
class DayPlan:
    """A day planned: carer -> stops in order."""

    rounds: dict[str, tuple[DayStop, ...]]


@dataclass(frozen=True)
class DayCost:
    """Way, all lateness, greatest lateness, each in minutes."""

    way: float
    late: float
    latest: float

    @property
    def mean(self) -> float:
        """The cost as the literature has it."""
        return (self.way + self.late + self.latest) / 3
