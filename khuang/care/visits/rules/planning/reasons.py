"""Why a visit is in a plan as it is, and why one is not."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import floor

from khuang.care.visits.rules.planning.eligible import (
    Slot,
    has_wanted_sex,
    is_understood,
    may_lead,
    slots,
    suits,
)
from khuang.care.visits.rules.planning.rounds import by_round, walked
from khuang.care.visits.rules.planning.shapes import Carer, Placed, Plan, Problem, Reason, VisitNeed
from khuang.care.visits.rules.planning.travel import Ground, ground_of

# Homes so near that one goes from one to the other on foot.
_NEXT_DOOR = 0.3


class Explainer:
    """Explains one plan; made once for many questions."""

    def __init__(self, problem: Problem, placed: Sequence[Placed]) -> None:
        self.carers = {carer.key: carer for carer in problem.carers}
        self.needs = {need.key: need for need in problem.needs}
        self.placed = {each.need: each for each in placed if each.need in self.needs}
        self.ground: Ground = ground_of(problem)
        self.offered = {carer.key: slots(carer) for carer in problem.carers}
        self.rounds = by_round(self.placed.values())
        self.minutes = {
            shift: walked(self.carers[shift[0]], stops, self.needs, self.ground).minutes
            for shift, stops in self.rounds.items()
            if shift[0] in self.carers
        }
        self.visits = dict.fromkeys(self.carers, 0)
        for (key, _), stops in self.rounds.items():
            if key in self.visits:
                self.visits[key] += len(stops)

    def why(self, key: str) -> tuple[Reason, ...]:
        """Say why this carer, what weighs most first; nothing for a visit that is not in the plan."""
        if key not in self.placed:
            return ()
        need, each = self.needs[key], self.placed[key]
        come = [self.carers[carer] for carer in each.carers if carer in self.carers]
        found = [reason for carer in come[:1] for reason in self._of_carer(need, each, carer)]
        if each.locked:
            found.insert(0, Reason("locked"))
        if len(come) > 1:
            partners = come[0].partner == come[1].key
            found.append(Reason("partners" if partners else "two-carers", {"carer": come[1].key}))
        return tuple(found)

    def why_not(self, key: str) -> tuple[Reason, ...]:
        """Say why a need is left out: the first rule that leaves nobody, else that all are full."""
        need = self.needs[key]
        able = list(self.carers.values())
        if not able:
            return (Reason("no-carers"),)
        for code, figures, holds in self._rules(need):
            left = [carer for carer in able if holds(carer)]
            if len(left) < 1 + (need.two_people and code in _OF_BOTH):
                return (Reason(code, {**figures, "carers": len(able)}),)
            able = left
        return self._full(need, able)

    def _of_carer(self, need: VisitNeed, each: Placed, carer: Carer) -> Iterator[Reason]:
        able = [other for other in self.carers.values() if may_lead(other, need)]
        if need.keeps is not None and need.keeps in each.carers:
            yield Reason("main-carer")
        elif (many := self._in_series(need, each)) > 1:
            yield Reason("same-carer", {"visits": many})
        if len(able) == 1:
            yield Reason("only-one-who-may")
        yield from _asked_for(need, carer, self.carers.values())
        if nearer := self._nearest_free(need, each, carer, able):
            yield nearer
        if neighbours := self._next_door(need, each):
            yield Reason("on-the-way", {"visits": neighbours})
        yield Reason("load", {"percent": self._load(carer)})

    def _in_series(self, need: VisitNeed, each: Placed) -> int:
        visits = [other for key, other in self.placed.items() if self.needs[key].series == need.series]
        return sum(each.carers[0] in other.carers for other in visits)

    def _nearest_free(
        self, need: VisitNeed, each: Placed, carer: Carer, able: Sequence[Carer]
    ) -> Reason | None:
        """Whether nobody who lives nearer has time within the window."""
        km = self._km(carer, need)
        nearer = [other for other in able if self._km(other, need) < km]
        free = [other for other in nearer if other.key not in each.carers and self._fitting(other, need)]
        if free:
            return None
        return Reason("nearest-free" if nearer else "nearest", {"km": round(km, 1)})

    def _km(self, carer: Carer, need: VisitNeed) -> float:
        return self.ground.km(self.ground.minutes(carer.home, need.place))

    def _next_door(self, need: VisitNeed, each: Placed) -> int:
        """Other stops of the round that are next door."""
        stops = self.rounds[each.carers[0], (each.day, each.half)]
        ways = [self.ground.minutes(need.place, self.needs[stop.need].place) for stop in stops]
        return sum(self.ground.km(way) <= _NEXT_DOOR for way in ways) - 1

    def _load(self, carer: Carer) -> int:
        offered = sum(self.offered[carer.key].values())
        worked = sum(minutes for (key, _), minutes in self.minutes.items() if key == carer.key)
        return round(100 * worked / offered) if offered else 0

    def _rules(
        self, need: VisitNeed
    ) -> Iterator[tuple[str, Mapping[str, str | int], Callable[[Carer], bool]]]:
        """The hard rules in order: code, figures, whether a carer keeps it."""
        yield "only-one-carer", {}, lambda carer: True
        yield "all-avoided", {}, lambda carer: carer.key not in need.avoid
        yield "nobody-of-sex", {"sex": need.sex_wish or ""}, lambda carer: has_wanted_sex(carer, need)
        skills = {"skills": ", ".join(sorted(need.skills))}
        languages = {"languages": ", ".join(sorted(need.languages))}
        if not need.two_people:
            yield "nobody-with-skill", skills, lambda carer: need.skills <= carer.skills
            yield "nobody-speaks", languages, lambda carer: is_understood(carer, need)
        yield "nobody-at-that-time", self._window(need), lambda carer: bool(self._times(carer, need))
        longest = {"minutes": need.minutes, "longest": self._longest(need)}
        yield (
            "longer-than-any-shift",
            longest,
            lambda carer: max(self._times(carer, need).values()) >= need.minutes,
        )
        yield "too-far", {"minutes": need.minutes}, lambda carer: self._reaches(carer, need)
        yield "month-full", {}, self._has_month

    def _window(self, need: VisitNeed) -> dict[str, str | int]:
        return {
            "earliest": need.earliest.isoformat(),
            "latest": need.latest.isoformat(),
            "halves": len(need.halves),
        }

    def _times(self, carer: Carer, need: VisitNeed) -> dict[Slot, int]:
        return {slot: minutes for slot, minutes in self.offered[carer.key].items() if suits(need, slot)}

    def _longest(self, need: VisitNeed) -> int:
        return max(
            (max(self._times(carer, need).values(), default=0) for carer in self.carers.values()), default=0
        )

    def _reaches(self, carer: Carer, need: VisitNeed) -> bool:
        there_and_back = 2 * self.ground.minutes(carer.home, need.place)
        return there_and_back + need.minutes <= max(self._times(carer, need).values())

    def _has_month(self, carer: Carer) -> bool:
        return carer.most_a_month is None or self.visits[carer.key] < carer.most_a_month

    def _fitting(self, carer: Carer, need: VisitNeed) -> list[Slot]:
        """Half-days with time enough, and a visit to spare, for a visit and no way at all."""
        return [
            slot
            for slot, minutes in self._times(carer, need).items()
            if self._has_month(carer) and self._spare(carer, slot, minutes) >= need.minutes
        ]

    def _spare(self, carer: Carer, slot: Slot, minutes: int) -> float:
        stops = self.rounds.get((carer.key, slot), [])
        if carer.most_visits is not None and len(stops) >= carer.most_visits:
            return 0.0
        return minutes - self.minutes.get((carer.key, slot), 0.0)

    def _full(self, need: VisitNeed, able: Sequence[Carer]) -> tuple[Reason, ...]:
        """Everybody who may come has no time left, or none far enough from the visit before."""
        fitting = [slot for carer in able for slot in self._fitting(carer, need)]
        spare = [
            self._spare(carer, slot, minutes)
            for carer in able
            for slot, minutes in self._times(carer, need).items()
        ]
        figures = {"carers": len(able), "shifts": len(spare), "minutes": need.minutes}
        if not fitting:
            return (Reason("full", {**figures, "most": floor(max(spare, default=0.0))}),)
        if all(self._is_close(need, slot) for slot in fitting):
            return (Reason("too-close"),)
        return (Reason("no-two-together" if need.two_people else "full-with-the-way", figures),)

    def _is_close(self, need: VisitNeed, slot: Slot) -> bool:
        """Whether a half-day is too close to another visit of the series that is in the plan."""
        for key, each in self.placed.items():
            other = self.needs[key]
            if other.series == need.series:
                later = max(need, other, key=lambda one: (one.earliest, one.key))
                if abs((slot[0] - each.day).days) < later.apart:
                    return True
        return False


# Rules that each of two carers must keep.
_OF_BOTH = {"only-one-carer", "all-avoided", "nobody-of-sex", "nobody-at-that-time"}


def _asked_for(need: VisitNeed, carer: Carer, carers: object) -> Iterator[Reason]:
    """What was asked for, and this carer has."""
    if need.sex_wish is not None and need.sex_wish == carer.sex:
        yield Reason("wanted-sex", {"sex": carer.sex})
    if need.skills and need.skills <= carer.skills:
        yield Reason("has-skill", {"skills": ", ".join(sorted(need.skills))})
    if spoken := need.languages & carer.languages:
        yield Reason("speaks", {"languages": ", ".join(sorted(spoken))})


def why(problem: Problem, plan: Plan, need: str) -> tuple[Reason, ...]:
    """Say why this carer comes to a need; for many needs make one `Explainer`."""
    return Explainer(problem, plan.placed).why(need)


def why_not(problem: Problem, plan: Plan, need: str) -> tuple[Reason, ...]:
    """Say why a need is not in the plan."""
    return Explainer(problem, plan.placed).why_not(need)
