"""A problem to arrays."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from khuang.care.visits.rules.planning.eligible import Slot, slots
from khuang.care.visits.rules.planning.month.arrays import (
    CARER,
    NEED,
    NOBODY,
    OPTION,
    SERIES,
    SHIFT,
    Asked,
    Numbers,
    Rounds,
    standing,
)
from khuang.care.visits.rules.planning.month.possible import Possible
from khuang.care.visits.rules.planning.rounds import agreed, by_round
from khuang.care.visits.rules.planning.shapes import HALVES, Carer, Placed, Problem, VisitNeed
from khuang.care.visits.rules.planning.travel import ground_of

# Minutes that leaving out a visit of the highest tier costs, and how many times that the next tier down.
_LEFT_OUT, _STEP = 1000.0, 20.0
# Minutes: keeping the carer at continuity 1, the spread of load, moving a visit, not the partner.
_KEEPING, _FAIR, _MOVED, _NO_PARTNER = 200.0, 0.2, 400.0, 10.0
# Less than moving one visit.
_WAS_LEFT_OUT = 0.75 * _MOVED
_NEIGHBOURS = 60
_AT_ONCE = 1000
_NO_LIMIT = 1 << 30


@dataclass(frozen=True)
class Month:
    """A problem in arrays, with what is needed to read the answer.

    carers   those of the problem, and those who are gone but have locked visits
    shifts   number of a shift -> (carer's key, half-day)
    begun    the rounds to begin from; what follows from them is not worked out yet
    """

    problem: Problem
    carers: tuple[Carer, ...]
    asked: Asked
    shifts: tuple[tuple[str, Slot], ...]
    begun: Rounds


def encoded(
    problem: Problem,
    stays: Sequence[Placed],
    before: Sequence[Placed] = (),
    left_out: frozenset[str] = frozenset(),
) -> Month:
    """Lay a problem out as arrays.

    stays    placements to begin from; those of `problem.fixed` cannot be moved
    before   the plan before, from which moving a visit costs something
    left_out needs that were not in the plan before, for which nobody is moved
    """
    return _Encoder(problem, stays, before, left_out).month()


class _Encoder:
    def __init__(
        self,
        problem: Problem,
        stays: Sequence[Placed],
        before: Sequence[Placed],
        left_out: frozenset[str],
    ) -> None:
        self.problem = problem
        self.needs = {need.key: need for need in problem.needs}
        self.number = {need.key: at for at, need in enumerate(problem.needs)}
        self.stays = [each for each in stays if each.need in self.needs]
        self.before, self.left_out = before, left_out
        self.ground = ground_of(problem)
        self.carers = [*problem.carers, *self._strangers()]
        self.carer_number = {carer.key: at for at, carer in enumerate(self.carers)}
        self.epoch = min((need.earliest for need in problem.needs), default=None)
        self.offered = {carer.key: slots(carer) for carer in self.carers}
        self.shifts = self._shifts()
        self.shift_number = {shift: at for at, shift in enumerate(self.shifts)}
        self.of_carers, self.of_shifts = self._carers(), self._of_shifts()

    def month(self) -> Month:
        """Give everything as arrays."""
        needs = self._needs()
        series, member = self._series(needs)
        options = self._options(needs)
        weights = np.array([_KEEPING * self.problem.continuity, _FAIR, _MOVED, _NO_PARTNER])
        near = nearest(needs["x"], needs["y"])
        asked = Asked(self.of_carers, self.of_shifts, needs, series, options, member, near, weights)
        begun = self._begun(asked, self._longest())
        return Month(self.problem, tuple(self.carers), asked, tuple(self.shifts), begun)

    def _strangers(self) -> list[Carer]:
        """Carers of locked visits who are no longer there; they offer nothing."""
        known = {carer.key for carer in self.problem.carers}
        return [
            Carer(key, self.needs[each.need].place)
            for key, each in {key: each for each in self.stays for key in each.carers}.items()
            if key not in known
        ]

    def _shifts(self) -> list[tuple[str, Slot]]:
        """Every half-day that is offered, and those of locked visits that nobody offers; by half-day."""
        wanted = {(key, (each.day, each.half)) for each in self.stays for key in each.carers}
        offered = {(key, slot) for key, found in self.offered.items() for slot in found}
        return sorted(offered | wanted, key=lambda shift: (self._slot(shift[1]), self.carer_number[shift[0]]))

    def _slot(self, slot: Slot) -> int:
        day, half = slot
        return 2 * ((day - self.epoch).days if self.epoch else 0) + HALVES.index(half)

    def _limit(self, shift: tuple[str, Slot]) -> float:
        return float(self.offered[shift[0]].get(shift[1], 0))

    def _longest(self) -> int:
        """Most stops that a round can have."""
        shortest = min((max(need.minutes, 1) for need in self.problem.needs), default=1)
        most = max((self._limit(shift) for shift in self.shifts), default=0.0)
        kept = max(map(len, by_round(self.stays).values()), default=0)
        return int(most // shortest) + kept + 2

    def _carers(self) -> Numbers:
        found = np.zeros(len(self.carers), CARER)
        for row, carer in zip(found, self.carers, strict=True):
            row["x"], row["y"] = self.ground.laid(carer.home)
            row["offered"] = sum(self.offered[carer.key].values())
            row["most"] = _limit(carer.most_a_month)
            row["partner"] = self.carer_number.get(carer.partner or "", NOBODY)
        return found

    def _of_shifts(self) -> Numbers:
        found = np.zeros(len(self.shifts), SHIFT)
        for row, (key, slot) in zip(found, self.shifts, strict=True):
            row["carer"], row["slot"] = self.carer_number[key], self._slot(slot)
            row["limit"] = self._limit((key, slot))
            row["most"] = _limit(self.carers[row["carer"]].most_visits)
        return found

    def _needs(self) -> Numbers:
        found = np.zeros(len(self.needs), NEED)
        tiers = sorted({need.tier for need in self.problem.needs})
        fixed = {each.need for each in self.problem.fixed}
        for row, need in zip(found, self.problem.needs, strict=True):
            row["x"], row["y"] = self.ground.laid(need.place)
            row["minutes"], row["apart"], row["two"] = max(need.minutes, 1), need.apart, need.two_people
            row["tier"] = tiers.index(need.tier)
            row["keeps"] = self.carer_number.get(need.keeps or "", NOBODY)
            row["fixed"] = need.key in fixed
        found["penalty"] = _LEFT_OUT * _STEP ** (len(tiers) - 1.0 - found["tier"])
        was_out = [need.key in self.left_out for need in self.problem.needs]
        found["penalty"][was_out] = _WAS_LEFT_OUT
        found["prior"] = found["prior_second"] = NOBODY
        self._note_before(found)
        return found

    def _note_before(self, found: Numbers) -> None:
        for each in self.before:
            shifts = [self.shift_number.get((key, (each.day, each.half)), NOBODY) for key in each.carers]
            if each.need in self.number and NOBODY not in shifts:
                row = found[self.number[each.need]]
                row["prior"], row["prior_second"] = (*shifts, NOBODY)[:2]

    def _series(self, needs: Numbers) -> tuple[Numbers, Numbers]:
        """Number the series and their visits by date, and give where each lies in the list of needs."""
        series: dict[str, list[VisitNeed]] = defaultdict(list)
        for need in self.problem.needs:
            series[need.series].append(need)
        found, member = np.zeros(len(series), SERIES), np.zeros(len(needs), np.int32)
        end = 0
        for number, visits in enumerate(series.values()):
            visits.sort(key=lambda need: (need.earliest, need.key))
            rows = [self.number[need.key] for need in visits]
            needs["series"][rows], needs["rank"][rows] = number, range(len(rows))
            found[number] = end, end + len(rows)
            member[end : end + len(rows)] = rows
            end += len(rows)
        return found, member

    def _options(self, needs: Numbers) -> Numbers:
        """Give every shift in which each need may be made, and note where they lie."""
        possible = Possible(self.carers, self.of_carers, self.of_shifts)
        found, end = [np.zeros(0, OPTION)], 0
        for row, need in zip(needs, self.problem.needs, strict=True):
            options = possible.of(need, row, self._slot)
            found.append(options)
            row["begin"], row["end"] = end, end + len(options)
            end += len(options)
        return np.concatenate(found)

    def _begun(self, asked: Asked, longest: int) -> Rounds:
        """Where the search begins: with what stays."""
        begun = standing(asked, longest)
        carers = {carer.key: carer for carer in self.carers}
        stays = agreed(self.stays, by_round(self.stays), carers, self.needs, self.ground)
        for (key, slot), stops in by_round(stays).items():
            shift = self.shift_number[key, slot]
            begun.shifts["count"][shift] = len(stops)
            begun.route[shift, : len(stops)] = [self.number[stop.need] for stop in stops]
        for each in stays:
            need = self.number[each.need]
            shifts = [self.shift_number[key, (each.day, each.half)] for key in each.carers]
            begun.needs["at"][need], begun.needs["second"][need] = (*shifts, NOBODY)[:2]
            begun.needs["meets"][need] = each.arrival if len(shifts) > 1 else -1.0
        return begun.rounds()


def _limit(most: int | None) -> int:
    return _NO_LIMIT if most is None else most


def nearest(x: Numbers, y: Numbers) -> Numbers:
    """For each point the others, from the nearest on, some at a time to spare memory."""
    many = min(_NEIGHBOURS, max(len(x) - 1, 0))
    found = np.zeros((len(x), many), np.int32)
    for begin in range(0, len(x), _AT_ONCE):
        rows = slice(begin, begin + _AT_ONCE)
        far = np.hypot(x[rows, None] - x, y[rows, None] - y)
        far[np.arange(len(far)), np.arange(begin, begin + len(far))] = -1.0
        near = np.argpartition(far, many, axis=1)[:, : many + 1]
        by_way = np.argsort(np.take_along_axis(far, near, axis=1), axis=1, kind="stable")
        found[rows] = np.take_along_axis(near, by_way, axis=1)[:, 1:]
    return found
