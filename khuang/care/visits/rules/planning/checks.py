"""Find the hard rules that a plan breaks; knows nothing of how a plan is made."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from khuang.care.visits.rules.planning.eligible import may_come, may_lead, slots, suits
from khuang.care.visits.rules.planning.rounds import by_round, walked
from khuang.care.visits.rules.planning.shapes import Carer, Fault, Figure, Placed, Plan, Problem, VisitNeed
from khuang.care.visits.rules.planning.travel import ground_of

# Arrivals are whole minutes.
_MINUTE = 1.0


def check(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """List every hard rule that the plan breaks; those of locked visits alone are marked so."""
    return faults(problem, plan.placed, plan.unserved)


def faults(problem: Problem, placed: Sequence[Placed], unserved: Iterable[str]) -> tuple[Fault, ...]:
    """List the hard rules that some placements break."""
    needs = {need.key: need for need in problem.needs}
    known = [each for each in placed if each.need in needs]
    lost = [Fault("unknown-need", (each.need,)) for each in placed if each.need not in needs]
    checker = _Checker(problem, needs, known)
    found = [
        *lost,
        *_once(needs, known, list(unserved)),
        *_fixed(problem, known),
        *checker.of_visits(),
        *checker.of_rounds(),
        *checker.of_months(),
        *checker.of_series(),
    ]
    return tuple(found)


def _once(needs: Iterable[str], placed: Sequence[Placed], unserved: Sequence[str]) -> Iterator[Fault]:
    """Every need is in the plan or among the unserved, once."""
    times = Counter([*(each.need for each in placed), *unserved])
    for key in needs:
        if times[key] != 1:
            yield Fault("not-once", (key,), {"times": times[key]})


def _fixed(problem: Problem, placed: Sequence[Placed]) -> Iterator[Fault]:
    """What is locked stays with whom and when it was."""
    now = {each.need: (set(each.carers), each.day, each.half) for each in placed}
    for each in problem.fixed:
        if each.need in now and now[each.need] != (set(each.carers), each.day, each.half):
            yield Fault("locked-moved", (each.need,))


class _Checker:
    """Looks at placements from the side of visits, rounds, months and series."""

    def __init__(self, problem: Problem, needs: dict[str, VisitNeed], placed: Sequence[Placed]) -> None:
        self.carers = {carer.key: carer for carer in problem.carers}
        self.offered = {carer.key: slots(carer) for carer in problem.carers}
        self.needs = needs
        self.placed = placed
        self.ground = ground_of(problem)
        fixed = {each.need for each in problem.fixed}
        self.locked = {each.need for each in placed if each.locked or each.need in fixed}

    def of_visits(self) -> Iterator[Fault]:
        """Who comes, and when."""
        for each in self.placed:
            need = self.needs[each.need]
            for code in (*self._who(need, each), *self._when(need, each)):
                yield self._fault(code, [each.need])

    def of_rounds(self) -> Iterator[Fault]:
        """Each round can be walked within the shift, and its arrivals are true."""
        for (key, slot), stops in by_round(self.placed).items():
            carer = self.carers.get(key)
            if carer is not None and slot in self.offered[key]:
                yield from self._round(carer, self.offered[key][slot], stops)

    def of_months(self) -> Iterator[Fault]:
        """Nobody has more visits than they said."""
        visits: dict[str, list[str]] = defaultdict(list)
        for each in self.placed:
            for key in each.carers:
                visits[key].append(each.need)
        for key, needs in visits.items():
            most = self.carers[key].most_a_month if key in self.carers else None
            if most is not None and len(needs) > most:
                yield self._fault("month-limit", needs, visits=len(needs), most=most)

    def of_series(self) -> Iterator[Fault]:
        """Visits of a series keep their distance."""
        series: dict[str, list[Placed]] = defaultdict(list)
        for each in self.placed:
            series[self.needs[each.need].series].append(each)
        for visits in series.values():
            visits.sort(key=lambda each: (self.needs[each.need].earliest, each.need))
            for before, after in pairwise(visits):
                days, apart = (after.day - before.day).days, self.needs[after.need].apart
                if apart and days < apart:
                    yield self._fault("too-close", [before.need, after.need], days=days, apart=apart)

    def _who(self, need: VisitNeed, each: Placed) -> Iterator[str]:
        if len(set(each.carers)) != 1 + need.two_people:
            yield "how-many-carers"
        come = [self.carers[key] for key in each.carers if key in self.carers]
        if len(come) < len(each.carers):
            yield "unknown-carer"
        if not all(may_come(carer, need) for carer in come):
            yield "may-not-come"
        if come and not any(may_lead(carer, need) for carer in come):
            yield "lacks-skill-or-language"

    def _when(self, need: VisitNeed, each: Placed) -> Iterator[str]:
        slot = (each.day, each.half)
        if not suits(need, slot):
            yield "outside-window"
        if any(slot not in self.offered[key] for key in each.carers if key in self.offered):
            yield "no-shift"

    def _round(self, carer: Carer, minutes: int, stops: Sequence[Placed]) -> Iterator[Fault]:
        needs = [stop.need for stop in stops]
        walk = walked(carer, stops, self.needs, self.ground)
        if walk.minutes > minutes + 1e-6:
            yield self._fault("shift-too-short", needs, minutes=round(walk.minutes, 1), offered=minutes)
        if carer.most_visits is not None and len(stops) > carer.most_visits:
            yield self._fault("shift-limit", needs, visits=len(stops), most=carer.most_visits)
        for stop, start in zip(stops, walk.starts, strict=True):
            if abs(stop.arrival - start) > _MINUTE:
                yield self._fault("arrival", [stop.need], says=stop.arrival, is_at=round(start, 1))

    def _fault(self, code: str, needs: Sequence[str], **figures: Figure) -> Fault:
        return Fault(code, tuple(needs), figures, all(key in self.locked for key in needs))
