"""Judge a planned day from its rounds alone; knows nothing of how it was made."""

from collections import defaultdict
from collections.abc import Iterator

from khuang.care.visits.rules.planning.day.shapes import Day, DayCost, DayPlan, DayVisit

_EXACT = 1e-6


def cost(day: Day, plan: DayPlan) -> DayCost:
    """Add up ways and lateness."""
    visits = {visit.key: visit for visit in day.visits}
    late = [
        max(0.0, stop.start - visits[stop.visit].latest) for stops in plan.rounds.values() for stop in stops
    ]
    return DayCost(_way(day, plan), sum(late), max(late, default=0.0))


def broken(day: Day, plan: DayPlan) -> tuple[str, ...]:
    """List what a plan breaks: a task not done once, an ability, hours, a way, a gap."""
    return (*_tasks(day, plan), *_rounds(day, plan), *_gaps(day, plan))


def _way(day: Day, plan: DayPlan) -> float:
    place = {visit.key: number for number, visit in enumerate(day.visits, 1)}
    way = 0.0
    for stops in plan.rounds.values():
        places = [0, *(place[stop.visit] for stop in stops), 0]
        way += sum(day.ways[one][other] for one, other in zip(places, places[1:], strict=False))
    return way


def _tasks(day: Day, plan: DayPlan) -> Iterator[str]:
    done: dict[tuple[str, int], int] = defaultdict(int)
    able = {carer.key: carer.abilities for carer in day.carers}
    for key, stops in plan.rounds.items():
        for stop in stops:
            done[stop.visit, stop.task] += 1
            task = next(visit for visit in day.visits if visit.key == stop.visit).tasks[stop.task]
            if task.ability not in able[key]:
                yield f"{key} cannot do {task.ability} at {stop.visit}"
    for visit in day.visits:
        for number in range(len(visit.tasks)):
            if done[visit.key, number] != 1:
                yield f"task {number} of {visit.key} is done {done[visit.key, number]} times"


def _rounds(day: Day, plan: DayPlan) -> Iterator[str]:
    visits = {visit.key: (number, visit) for number, visit in enumerate(day.visits, 1)}
    for key, stops in plan.rounds.items():
        clock, here = 0.0, 0
        for stop in stops:
            place, visit = visits[stop.visit]
            clock += day.ways[here][place]
            if stop.start < max(clock, visit.earliest) - _EXACT:
                yield f"{key} starts too soon at {stop.visit}"
            clock, here = stop.start + visit.tasks[stop.task].minutes, place


def _gaps(day: Day, plan: DayPlan) -> Iterator[str]:
    starts: dict[str, dict[int, tuple[str, float]]] = defaultdict(dict)
    for key, stops in plan.rounds.items():
        for stop in stops:
            starts[stop.visit][stop.task] = key, stop.start
    for visit in day.visits:
        if len(visit.tasks) == 2 and not _keeps_gap(visit, starts[visit.key]):
            yield f"the two of {visit.key} do not meet as they should"


def _keeps_gap(visit: DayVisit, starts: dict[int, tuple[str, float]]) -> bool:
    if len(starts) < 2 or starts[0][0] == starts[1][0]:
        return False
    gap = starts[1][1] - starts[0][1]
    return visit.gap[0] - _EXACT <= gap <= visit.gap[1] + _EXACT
