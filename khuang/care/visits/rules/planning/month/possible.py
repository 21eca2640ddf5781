"""In which shifts a visit may be made at all: skill, sex, language, half-day, window, a shift long enough."""

from collections.abc import Callable, Sequence

import numpy as np

from khuang.care.visits.rules.planning.eligible import Slot, may_come, may_lead
from khuang.care.visits.rules.planning.month.arrays import OPTION, Numbers, Row
from khuang.care.visits.rules.planning.shapes import HALVES, Carer, VisitNeed

_NEAREST = 60


class Possible:
    """The shifts in which a need may be made."""

    def __init__(self, carers: Sequence[Carer], of_carers: Numbers, of_shifts: Numbers) -> None:
        self.carers, self.shifts, self.homes = carers, of_shifts, of_carers
        self.known: dict[object, tuple[Numbers, Numbers]] = {}

    def of(self, need: VisitNeed, row: Row, slot_of: Callable[[Slot], int]) -> Numbers:
        """Give the shifts, by half-day, and for each whether its carer may come alone or first."""
        come, lead = self._who(need)
        there = np.hypot(self.homes["x"] - row["x"], self.homes["y"] - row["y"])
        near = _near(come if need.two_people else lead, there)
        who, slot = self.shifts["carer"], self.shifts["slot"]
        first, last = slot_of((need.earliest, HALVES[0])), slot_of((need.latest, HALVES[1]))
        fits = near[who] & (slot >= first) & (slot <= last)
        fits &= 2 * there[who] + row["minutes"] <= self.shifts["limit"]
        fits &= np.array([half in need.halves for half in HALVES])[slot % 2]
        if need.days_off:
            weekday = (slot // 2 - first // 2 + need.earliest.weekday()) % 7
            fits &= ~np.isin(weekday, list(need.days_off))
        options = np.zeros(np.count_nonzero(fits), OPTION)
        options["shift"] = np.flatnonzero(fits)
        options["leads"] = lead[who[options["shift"]]]
        return options

    def _who(self, need: VisitNeed) -> tuple[Numbers, Numbers]:
        alike = (need.skills, need.sex_wish, need.languages, need.avoid)
        if alike not in self.known:
            come = np.array([may_come(carer, need) for carer in self.carers], bool)
            self.known[alike] = come, np.array([may_lead(carer, need) for carer in self.carers], bool)
        return self.known[alike]


def _near(may: Numbers, there: Numbers) -> Numbers:
    """Of very many carers only the nearest are weighed."""
    if np.count_nonzero(may) <= _NEAREST:
        return may
    farthest = np.partition(there[may], _NEAREST - 1)[_NEAREST - 1]
    near: Numbers = may & (there <= farthest)
    return near
