"""Plan a day by the clock."""

from collections import defaultdict
from time import monotonic

from khuang.care.visits.rules.planning.day.annealing import anneal, keep_day, sow
from khuang.care.visits.rules.planning.day.arrays import COST, DayAsked, DayNow, day_asked, day_now
from khuang.care.visits.rules.planning.day.moves import assign_anybody
from khuang.care.visits.rules.planning.day.shapes import Day, DayPlan, DayStop
from khuang.care.visits.rules.planning.day.timing import remember

# Changes tried between two looks at the clock.
_AT_ONCE = 5000
# Minutes that a worse day may be worse at first and at last, as shares of the mean way.
_HOT, _COLD = 1.0, 0.01
# How far a visit is carried in the order at once, as a share of all.
_REACH = 0.3


def plan_day(day: Day, *, seconds: float = 60.0, seed: int = 1, rounds: int = 1 << 40) -> DayPlan:
    """Give the best day found in so many seconds or changes, whichever ends first.

    The same seed gives the same day where the changes end first. Raises NobodyAble.
    """
    asked = day_asked(day)
    now, best = day_now(asked, len(day.carers)), day_now(asked, len(day.carers))
    sow(seed)
    assign_anybody(asked, now)
    remember(asked, now, 0, len(day.visits))
    keep_day(now, best)
    _anneal(asked, now, best, seconds, rounds)
    remember(asked, best, 0, len(day.visits))
    return _told(day, best)


def _anneal(asked: DayAsked, now: DayNow, best: DayNow, seconds: float, rounds: int) -> None:
    mean = float(asked.ways.mean()) or 1.0  # everybody in one place: what is left to weigh is minutes
    hot, cold = _HOT * mean, _COLD * mean
    reach = max(4, int(_REACH * len(now.order)))
    begun, tried, done = monotonic(), 0, 0.0
    while done < 1.0 and best.totals[COST] > 0.0:
        anneal(asked, now, best, min(_AT_ONCE, rounds - tried), hot * (cold / hot) ** done, reach)
        tried += _AT_ONCE
        done = max(tried / rounds, (monotonic() - begun) / seconds)


def _told(day: Day, best: DayNow) -> DayPlan:
    """Give each carer's stops in the order of the visits."""
    rounds: dict[str, list[DayStop]] = defaultdict(list)
    for number in best.order.tolist():
        visit = day.visits[number]
        for task in range(len(visit.tasks)):
            carer = day.carers[int(best.who[number, task])].key
            rounds[carer].append(DayStop(visit.key, task, float(best.starts[number, task])))
    return DayPlan({key: tuple(stops) for key, stops in rounds.items()})
