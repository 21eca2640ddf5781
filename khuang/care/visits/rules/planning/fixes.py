"""What would bring more visits into a plan: more half-days in a village, found by filling them.

For each zone somebody is imagined who lives among those left out there and may make their visits.
Every half-day that suits any of them is filled as the engine's rules allow, the one that reaches
most is taken, and so on; nothing is estimated.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from khuang.care.visits.rules.planning.eligible import Slot, suits
from khuang.care.visits.rules.planning.shapes import HALVES, Fix, Placed, Plan, Point, Problem, VisitNeed
from khuang.care.visits.rules.planning.travel import Ground, ground_of

# Half-days tried for one zone, and their length where nobody offers any.
_MOST, _USUAL = 4, 210

Needs = Sequence[VisitNeed]


@dataclass(frozen=True)
class _HalfDay:
    """A half-day that was filled."""

    slot: Slot
    covers: tuple[VisitNeed, ...]


def what_would_fix(problem: Problem, plan: Plan, *, most: int = 5) -> tuple[Fix, ...]:
    """Give what would help, those first who are worst off; at most so many.

    Each stands for itself: two together may reach fewer than their sum.
    """
    left_out = [need for need in problem.needs if need.key in plan.unserved]
    groups: dict[tuple[str, bool, str | None], list[VisitNeed]] = defaultdict(list)
    for need in left_out:
        groups[need.zone, need.two_people, need.sex_wish].append(need)
    trial = _Trial(problem, plan.placed)
    found = [fix for group in _with_anybody(groups) if (fix := trial.fix(group))]
    return tuple(sorted(found, key=_weight)[:most])


def _with_anybody(groups: Mapping[tuple[str, bool, str | None], Needs]) -> Iterator[Needs]:
    """Whoever comes for those who wish for a sex can also come to those who do not mind."""
    for (zone, two, sex), needs in groups.items():
        yield [*needs, *(groups.get((zone, two, None), ()) if sex is not None else ())]


def _weight(fix: Fix) -> tuple[object, ...]:
    return (*(-fix.tiers.get(tier, 0) for tier in range(max(fix.tiers) + 1)), len(fix.shifts), fix.zone)


class _Trial:
    def __init__(self, problem: Problem, placed: Iterable[Placed]) -> None:
        self.ground: Ground = ground_of(problem)
        needs = {need.key: need for need in problem.needs}
        self.days: dict[str, list[date]] = defaultdict(list)
        for each in placed:
            if each.need in needs:
                self.days[needs[each.need].series].append(each.day)
        offered = Counter(shift.minutes for carer in problem.carers for shift in carer.shifts)
        self.minutes = offered.most_common(1)[0][0] if offered else _USUAL

    def fix(self, needs: Needs) -> Fix | None:
        """Fill half-days in a zone one after the other, while each still reaches somebody."""
        home = self._among(needs)
        left, taken = list(needs), list[_HalfDay]()
        while len(taken) < _MOST and (best := self._best(left, home, taken)):
            taken.append(best)
            left = [need for need in left if need not in best.covers]
        return _told(taken) if taken else None

    def _best(self, needs: Needs, home: Point, taken: Sequence[_HalfDay]) -> _HalfDay | None:
        used = {each.slot for each in taken}
        days = {need.series: each.slot[0] for each in taken for need in each.covers}
        tries = [
            _HalfDay(slot, self._filled(needs, home, slot, days))
            for slot in sorted(_slots(needs) - used, key=lambda slot: (slot[0], HALVES.index(slot[1])))
        ]
        best = max(tries, key=lambda each: _reach(each.covers), default=None)
        return best if best and best.covers else None

    def _among(self, needs: Needs) -> Point:
        """The home nearest to all of them."""
        places = [need.place for need in needs]
        return min(places, key=lambda one: sum(self.ground.minutes(one, other) for other in places))

    def _filled(
        self, needs: Needs, home: Point, slot: Slot, days: Mapping[str, date]
    ) -> tuple[VisitNeed, ...]:
        """Fill one half-day, the worst off first and each where the way is shortest."""
        stops: list[VisitNeed] = []
        for need in sorted(needs, key=lambda need: (need.tier, need.minutes, need.key)):
            if suits(need, slot) and self._is_apart(need, slot[0], stops, days):
                tries = [[*stops[:at], need, *stops[at:]] for at in range(len(stops) + 1)]
                best = min(tries, key=lambda each: self._length(each, home))
                stops = best if self._length(best, home) <= self.minutes else stops
        return tuple(stops)

    def _is_apart(self, need: VisitNeed, day: date, stops: Needs, days: Mapping[str, date]) -> bool:
        others = [*self.days[need.series], *([days[need.series]] if need.series in days else [])]
        alone = all(other.series != need.series for other in stops)
        return alone and all(abs((day - other).days) >= max(need.apart, 1) for other in others)

    def _length(self, stops: Needs, home: Point) -> float:
        points = [home, *(need.place for need in stops), home]
        ways = sum(self.ground.minutes(one, other) for one, other in zip(points, points[1:], strict=False))
        return ways + sum(need.minutes for need in stops) if stops else inf


def _slots(needs: Needs) -> set[Slot]:
    return {
        (need.earliest + timedelta(number), half)
        for need in needs
        for number in range((need.latest - need.earliest).days + 1)
        for half in need.halves
    }


def _reach(covers: Needs) -> tuple[int, ...]:
    """How much a half-day brings, the worst off first."""
    tiers = Counter(need.tier for need in covers)
    return tuple(tiers[tier] for tier in range(max(tiers, default=0) + 1)) + (0,)


def _told(taken: Sequence[_HalfDay]) -> Fix:
    covers = [need for each in taken for need in each.covers]
    return Fix(
        code="half-days-of-two" if covers[0].two_people else "half-days",
        zone=covers[0].zone,
        shifts=tuple(each.slot for each in taken),
        covers=tuple(need.key for need in covers),
        people=len({need.person for need in covers}),
        tiers=dict(Counter(need.tier for need in covers)),
        skills=frozenset(skill for need in covers for skill in need.skills),
        sex=next((need.sex_wish for need in covers if need.sex_wish is not None), None),
        languages=frozenset(min(need.languages) for need in covers if need.languages),
    )
