"""The rounds of a plan: each carer's stops on a half-day, and when they are at each.

A round begins at home at minute 0. Where two carers meet, the visit starts when it was said to
(`Placed.arrival`), which is never before both are there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from khuang.care.visits.rules.planning.eligible import Slot
from khuang.care.visits.rules.planning.shapes import Carer, Placed, VisitNeed
from khuang.care.visits.rules.planning.travel import Ground

Stops = Sequence[Placed]
# Times that meetings are told to both carers' rounds, before a ring of meetings is given up.
_AGREEING = 50


@dataclass(frozen=True)
class Round:
    """One carer's half-day.

    starts    minute at which each visit starts, as early as can be
    way       minutes on the way, both ways home among them
    minutes   from leaving home to being home again
    """

    stops: tuple[Placed, ...]
    starts: tuple[float, ...]
    way: float
    minutes: float


def by_round(placed: Iterable[Placed]) -> dict[tuple[str, Slot], list[Placed]]:
    """Give (carer, half-day) -> stops in the order in which they are reached."""
    found: dict[tuple[str, Slot], list[Placed]] = defaultdict(list)
    for each in placed:
        for carer in each.carers:
            found[carer, (each.day, each.half)].append(each)
    for stops in found.values():
        stops.sort(key=lambda stop: (stop.arrival, stop.order, stop.need))
    return found


def walked(carer: Carer, stops: Stops, needs: Mapping[str, VisitNeed], ground: Ground) -> Round:
    """Go a round: leave home at 0, wait where two meet, come home."""
    here, clock, way = carer.home, 0.0, 0.0
    starts = []
    for stop in stops:
        need = needs[stop.need]
        step = ground.minutes(here, need.place)
        clock = max(clock + step, float(stop.arrival) if len(stop.carers) > 1 else 0.0)
        starts.append(clock)
        here, clock, way = need.place, clock + need.minutes, way + step
    home = ground.minutes(here, carer.home)
    return Round(tuple(stops), tuple(starts), way + home, clock + home)


def agreed(
    placed: Stops,
    order: Mapping[tuple[str, Slot], Stops],
    carers: Mapping[str, Carer],
    needs: Mapping[str, VisitNeed],
    ground: Ground,
) -> tuple[Placed, ...]:
    """Give placements with their arrivals; two carers meet as soon as both can, or as said if that is later.

    order   (carer, half-day) -> stops as they are reached; it stays so
    Carers whose meetings form a ring never agree; theirs stay as they were last.
    """
    now = {each.need: each for each in placed}
    for _ in range(_AGREEING):
        then = dict(now)
        for (key, _slot), stops in order.items():
            walk = walked(carers[key], [now[stop.need] for stop in stops], needs, ground)
            for number, (stop, start) in enumerate(zip(stops, walk.starts, strict=True), 1):
                then[stop.need] = _reached(then[stop.need], key, number, ceil(start - 1e-9))
        if then == now:
            break
        now = then
    return tuple(now[each.need] for each in placed)


def _reached(each: Placed, carer: str, number: int, minute: int) -> Placed:
    """Note when a carer is at a stop, and as which stop of the first carer's round."""
    if len(each.carers) == 1:
        return replace(each, order=number, arrival=minute)
    order = number if carer == each.carers[0] else each.order
    return replace(each, order=order, arrival=max(each.arrival, minute))
