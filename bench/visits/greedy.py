"""Two greedy plans to stand beside: the nearest carer first, and the cheapest insertion.

Both take the worst off first and keep every hard rule. `nearest` sends the nearest carer who still
has time, at the end of a round; `cheapest` tries every place in every round. Neither goes back on
what it has decided. Written apart from the engine.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from math import ceil, inf

from khuang.care.visits.rules.planning.eligible import Slot, may_come, may_lead, slots, suits
from khuang.care.visits.rules.planning.shapes import Carer, Placed, Problem, VisitNeed
from khuang.care.visits.rules.planning.travel import Ground, ground_of


@dataclass
class Round:
    """A carer's half-day as it fills: visits, and the minute at which two meet."""

    carer: Carer
    slot: Slot
    limit: int
    stops: list[tuple[VisitNeed, int | None]] = field(default_factory=list)


class Greedy:
    """Places needs one after the other."""

    def __init__(self, problem: Problem, cheapest: bool) -> None:
        self.problem, self.cheapest = problem, cheapest
        self.ground: Ground = ground_of(problem)
        self.rounds: dict[Slot, list[Round]] = defaultdict(list)
        for carer in problem.carers:
            for slot, limit in slots(carer).items():
                self.rounds[slot].append(Round(carer, slot, limit))
        self.series: dict[str, list[date]] = defaultdict(list)
        self.who: dict[str, tuple[Round, ...]] = {}

    def placed(self) -> tuple[Placed, ...]:
        """Place every need for which there is a place, the worst off and the rarest window first."""
        for need in sorted(self.problem.needs, key=lambda need: (need.tier, need.latest, need.key)):
            self._place(need)
        return tuple(self._told())

    def _place(self, need: VisitNeed) -> None:
        found = min(self._ways(need), key=lambda way: way[0], default=None)
        if found:
            _, chosen, minute = found
            for each, stop in chosen:
                each.stops.insert(stop, (need, minute))
            self.who[need.key] = tuple(each for each, _ in chosen)
            self.series[need.series].append(chosen[0][0].slot[0])

    def _ways(self, need: VisitNeed) -> Iterator[tuple[float, tuple[tuple[Round, int], ...], int | None]]:
        for slot, rounds in self.rounds.items():
            if suits(need, slot) and self._apart(need, slot[0]):
                yield from (self._meetings if need.two_people else self._alone)(need, rounds)

    def _apart(self, need: VisitNeed, day: date) -> bool:
        return all(abs((day - other).days) >= need.apart for other in self.series[need.series])

    def _alone(
        self, need: VisitNeed, rounds: list[Round]
    ) -> Iterator[tuple[float, tuple[tuple[Round, int], ...], None]]:
        for each in rounds:
            if may_lead(each.carer, need):
                for stop in self._stops(each):
                    longer = self._longer(each, need, stop, None)
                    if longer < inf:
                        yield self._cost(each, need, longer), ((each, stop),), None

    def _meetings(
        self, need: VisitNeed, rounds: list[Round]
    ) -> Iterator[tuple[float, tuple[tuple[Round, int], ...], int]]:
        """Two meet at the end of their rounds."""
        able = [each for each in rounds if may_come(each.carer, need)]
        for first in able:
            for second in able:
                if first is not second and may_lead(first.carer, need):
                    both = (first, second)
                    minute = max(ceil(self._reached(each, need)) for each in both)
                    cost = [self._longer(each, need, len(each.stops), minute) for each in both]
                    if max(cost) < inf:
                        yield (
                            sum(
                                self._cost(each, need, longer)
                                for each, longer in zip(both, cost, strict=True)
                            ),
                            tuple((each, len(each.stops)) for each in both),
                            minute,
                        )

    def _stops(self, each: Round) -> range:
        many = len(each.stops)
        return range(many + 1) if self.cheapest else range(many, many + 1)

    def _cost(self, each: Round, need: VisitNeed, longer: float) -> float:
        if self.cheapest:
            return longer
        last = each.stops[-1][0].place if each.stops else each.carer.home
        return self.ground.minutes(last, need.place)

    def _longer(self, each: Round, need: VisitNeed, stop: int, minute: int | None) -> float:
        """Minutes of way and waiting that a visit adds; infinite where it does not fit."""
        visits = sum(visit.minutes for visit, _ in each.stops)
        if visits + need.minutes > each.limit:
            return inf
        with_it = [*each.stops[:stop], (need, minute), *each.stops[stop:]]
        after = self._minutes(each, with_it)
        return after - self._minutes(each, each.stops) - need.minutes if after <= each.limit else inf

    def _minutes(self, each: Round, stops: list[tuple[VisitNeed, int | None]]) -> float:
        here, clock = each.carer.home, 0.0
        for need, minute in stops:
            clock += self.ground.minutes(here, need.place)
            if minute is not None and clock > minute + 1e-9:
                return inf
            clock = max(clock, minute or 0.0) + need.minutes
            here = need.place
        return clock + self.ground.minutes(here, each.carer.home) if stops else 0.0

    def _reached(self, each: Round, need: VisitNeed) -> float:
        last = each.stops[-1][0].place if each.stops else each.carer.home
        over = self._minutes(each, each.stops) - self.ground.minutes(last, each.carer.home)
        return over + self.ground.minutes(last, need.place)

    def _told(self) -> Iterator[Placed]:
        """Give the placements with their arrivals."""
        arrival, order = {}, {}
        for rounds in self.rounds.values():
            for each in rounds:
                for number, (need, minute) in enumerate(each.stops):
                    clock = self._minutes(each, each.stops[: number + 1]) - need.minutes
                    clock -= self.ground.minutes(need.place, each.carer.home)
                    arrival[need.key] = minute if minute is not None else ceil(clock - 1e-9)
                    order.setdefault((need.key, each.carer.key), number + 1)
        for key, rounds_of in self.who.items():
            first = rounds_of[0]
            carers = tuple(each.carer.key for each in rounds_of)
            yield Placed(key, carers, *first.slot, order[key, first.carer.key], arrival[key])
