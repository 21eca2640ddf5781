"""Put a visit into a round, lift it out, and undo both, with the cost kept up to date.

The cost is, in minutes: the penalty of each need left out, the way and the waiting of every
round, unfair load (the spread of work by offered hours), each visit not by the main carer, each
visit that moved away from the plan before, and each meeting of two who are not partners.
"""

from math import sqrt

from khuang.care.visits.rules.planning.compiled import lean
from khuang.care.visits.rules.planning.month.arrays import (
    ABSENT,
    CONTINUITY,
    COST,
    FAIRNESS,
    LOGGED,
    MOVING,
    NOBODY,
    OFFERED,
    PARTNER,
    ROUND,
    SQUARES,
    WORK,
    Asked,
    Row,
    Standing,
)

_PUT, _LIFTED = 1, 0
_LONG = 1e4


@lean
def way(one: Row, other: Row) -> float:
    """Minutes between two needs, or between a need and a carer's home."""
    east, north = one.x - other.x, one.y - other.y
    return sqrt(east * east + north * north)


@lean
def span(asked: Asked, now: Standing, shift: int) -> float:
    """Minutes of a round from home to home; `_LONG` more where somebody comes late to a meeting."""
    many, home = now.shifts[shift].count, asked.carers[asked.shifts[shift].carer]
    if many == 0:
        return 0.0
    clock, before = 0.0, NOBODY
    for stop in range(many):
        need = now.route[shift, stop]
        here = asked.needs[need]
        clock += way(here, home) if stop == 0 else way(here, asked.needs[before])
        meets = now.needs[need].meets
        if meets >= 0.0:
            clock = meets + (_LONG if clock > meets + 1e-6 else 0.0)
        clock += here.minutes
        before = need
    return clock + way(asked.needs[before], home)


@lean
def fairness(asked: Asked, now: Standing) -> float:
    """The spread of load over carers, weighed."""
    totals = now.totals
    if totals[OFFERED] <= 0.0:
        return 0.0
    spread = totals[SQUARES] - totals[WORK] * totals[WORK] / totals[OFFERED]
    return float(asked.weights[FAIRNESS] * spread)


@lean
def keeping(asked: Asked, now: Standing, need: int) -> float:
    """What a need, or its series, costs by who comes."""
    if asked.needs[need].keeps >= 0:
        if now.needs[need].at < 0:
            return 0.0
        kept = asked.shifts[now.needs[need].at].carer == asked.needs[need].keeps
        if now.needs[need].second >= 0:
            kept = kept or asked.shifts[now.needs[need].second].carer == asked.needs[need].keeps
        return 0.0 if kept else float(asked.weights[CONTINUITY])
    series = asked.needs[need].series
    return float(asked.weights[CONTINUITY] * (now.series[series].done - now.series[series].most))


@lean
def place_cost(asked: Asked, now: Standing, need: int) -> float:
    """What a need costs by where it is: left out, moved, or with another than the partner."""
    if now.needs[need].at < 0:
        return float(asked.needs[need].penalty)
    cost = 0.0
    if asked.needs[need].prior >= 0 and (
        now.needs[need].at != asked.needs[need].prior
        or now.needs[need].second != asked.needs[need].prior_second
    ):
        cost += asked.weights[MOVING]
    if now.needs[need].second >= 0:
        first, second = asked.shifts[now.needs[need].at].carer, asked.shifts[now.needs[need].second].carer
        if asked.carers[first].partner != second:
            cost += asked.weights[PARTNER]
    return cost


@lean
def cost_around(asked: Asked, now: Standing, need: int) -> float:
    """The part of the cost that changes when this need is put or lifted, but for the ways."""
    return place_cost(asked, now, need) + keeping(asked, now, need) + fairness(asked, now)


@lean
def respan(asked: Asked, now: Standing, shift: int, served: float) -> None:
    """Take in that a round has changed; `served` minutes of visits were added to it."""
    carer = asked.shifts[shift].carer
    before = now.shifts[shift].span
    now.shifts[shift].span = span(asked, now, shift)
    longer = now.shifts[shift].span - before
    work, offered = now.carers[carer].work, asked.carers[carer].offered
    now.carers[carer].work = work + longer
    if offered > 0.0:
        now.totals[SQUARES] += ((work + longer) * (work + longer) - work * work) / offered
        now.totals[WORK] += longer
    now.totals[COST] += longer - served
    now.shifts[shift].stamp = now.sizes[ROUND]


@lean
def enter(asked: Asked, now: Standing, need: int, shift: int, stop: int) -> None:
    """Put a need into a round before the stop of that number."""
    route = now.route[shift]
    for at in range(now.shifts[shift].count, stop, -1):
        route[at] = route[at - 1]
    route[stop] = need
    now.shifts[shift].count += 1
    now.carers[asked.shifts[shift].carer].visits += 1
    if now.needs[need].meets >= 0.0:
        now.shifts[shift].meetings += 1
    count_for_series(asked, now, need, asked.shifts[shift].carer, 1)
    respan(asked, now, shift, asked.needs[need].minutes)


@lean
def leave(asked: Asked, now: Standing, need: int, shift: int) -> int:
    """Take a need out of a round and give which stop it was."""
    route, many = now.route[shift], now.shifts[shift].count
    stop = 0
    while route[stop] != need:
        stop += 1
    for at in range(stop, many - 1):
        route[at] = route[at + 1]
    now.shifts[shift].count -= 1
    now.carers[asked.shifts[shift].carer].visits -= 1
    if now.needs[need].meets >= 0.0:
        now.shifts[shift].meetings -= 1
    count_for_series(asked, now, need, asked.shifts[shift].carer, -1)
    respan(asked, now, shift, -asked.needs[need].minutes)
    return stop


@lean
def count_for_series(asked: Asked, now: Standing, need: int, carer: int, change: int) -> None:
    """Keep count of who visits a series; needs with a named main carer do not count."""
    if asked.needs[need].keeps >= 0:
        return
    series = asked.needs[need].series
    now.tally[series, carer] += change
    if change > 0:
        now.series[series].most = max(now.series[series].most, now.tally[series, carer])
    else:
        now.series[series].most = most_by_one(asked, now, series)


@lean
def most_by_one(asked: Asked, now: Standing, series: int) -> int:
    """Visits by the carer who has most of a series."""
    most = 0
    for at in range(asked.series[series].begin, asked.series[series].end):
        need = asked.member[at]
        if now.needs[need].at >= 0:
            most = max(most, now.tally[series, asked.shifts[now.needs[need].at].carer])
        if now.needs[need].second >= 0:
            most = max(most, now.tally[series, asked.shifts[now.needs[need].second].carer])
    return most


@lean
def write_log(
    now: Standing, put: int, need: int, shift: int, stop: int, shift2: int, stop2: int, meets: float
) -> None:
    """Note a change, so that it can be undone."""
    line = now.log[now.sizes[LOGGED]]
    line.put, line.need, line.meets = put, need, meets
    line.shift, line.stop, line.shift2, line.stop2 = shift, stop, shift2, stop2
    now.sizes[LOGGED] += 1


@lean
def put(
    asked: Asked, now: Standing, need: int, shift: int, stop: int, shift2: int, stop2: int, meets: float
) -> None:
    """Put an absent need into one round, or into two where two carers meet at a minute."""
    now.totals[COST] -= cost_around(asked, now, need)
    now.needs[need].meets = meets
    now.needs[need].at, now.needs[need].second = shift, shift2
    if asked.needs[need].keeps < 0:
        now.series[asked.needs[need].series].done += 1
    enter(asked, now, need, shift, stop)
    if shift2 >= 0:
        enter(asked, now, need, shift2, stop2)
    last = now.absent[now.sizes[ABSENT] - 1]
    now.absent[now.needs[need].absent_at] = last
    now.needs[last].absent_at = now.needs[need].absent_at
    now.needs[need].absent_at = NOBODY
    now.sizes[ABSENT] -= 1
    now.totals[COST] += cost_around(asked, now, need)
    write_log(now, _PUT, need, shift, stop, shift2, stop2, meets)


@lean
def lift(asked: Asked, now: Standing, need: int) -> None:
    """Take a need out of the plan."""
    now.totals[COST] -= cost_around(asked, now, need)
    shift, shift2, meets = now.needs[need].at, now.needs[need].second, now.needs[need].meets
    now.needs[need].at = now.needs[need].second = NOBODY
    if asked.needs[need].keeps < 0:
        now.series[asked.needs[need].series].done -= 1
    stop2 = leave(asked, now, need, shift2) if shift2 >= 0 else NOBODY
    stop = leave(asked, now, need, shift)
    now.needs[need].meets = -1.0
    now.needs[need].absent_at = now.sizes[ABSENT]
    now.absent[now.sizes[ABSENT]] = need
    now.sizes[ABSENT] += 1
    now.totals[COST] += cost_around(asked, now, need)
    write_log(now, _LIFTED, need, shift, stop, shift2, stop2, meets)


@lean
def undo(asked: Asked, now: Standing, until: int) -> None:
    """Undo the changes noted after a line of the log, the last first."""
    while now.sizes[LOGGED] > until:
        last = now.sizes[LOGGED] - 1
        line = now.log[last]
        if line.put == _PUT:
            lift(asked, now, line.need)
        else:
            put(asked, now, line.need, line.shift, line.stop, line.shift2, line.stop2, line.meets)
        now.sizes[LOGGED] = last


@lean
def settle(asked: Asked, now: Standing) -> None:
    """Work everything out anew from the rounds, and from where each need is and when two meet."""
    for each in now.shifts:
        each.span, each.meetings = 0.0, 0
    for each in now.carers:
        each.work, each.visits = 0.0, 0
    now.tally[:] = 0
    now.totals[COST] = now.totals[WORK] = now.totals[SQUARES] = 0.0
    now.sizes[ABSENT] = now.sizes[LOGGED] = 0
    for shift in range(len(asked.shifts)):
        settle_shift(asked, now, shift)
    count_done(asked, now)
    for series in range(len(now.series)):
        now.series[series].most = most_by_one(asked, now, series)
        if now.series[series].done > 0:
            now.totals[COST] += asked.weights[CONTINUITY] * (
                now.series[series].done - now.series[series].most
            )
    for need in range(len(asked.needs)):
        settle_need(asked, now, need)
    now.totals[COST] += fairness(asked, now)


@lean
def settle_shift(asked: Asked, now: Standing, shift: int) -> None:
    """Count a round and its visits."""
    carer = asked.shifts[shift].carer
    now.carers[carer].visits += now.shifts[shift].count
    served = 0.0
    for stop in range(now.shifts[shift].count):
        need = now.route[shift, stop]
        served += asked.needs[need].minutes
        if now.needs[need].meets >= 0.0:
            now.shifts[shift].meetings += 1
        if asked.needs[need].keeps < 0:
            now.tally[asked.needs[need].series, carer] += 1
    respan(asked, now, shift, served)


@lean
def settle_need(asked: Asked, now: Standing, need: int) -> None:
    """Count a need as placed or absent."""
    now.totals[COST] += place_cost(asked, now, need)
    if asked.needs[need].keeps >= 0:
        now.totals[COST] += keeping(asked, now, need)
    if now.needs[need].at < 0:
        now.needs[need].absent_at = now.sizes[ABSENT]
        now.absent[now.sizes[ABSENT]] = need
        now.sizes[ABSENT] += 1
    else:
        now.needs[need].absent_at = NOBODY


@lean
def count_done(asked: Asked, now: Standing) -> None:
    """Count the placed visits of every series that keeps no named carer."""
    for each in now.series:
        each.done = 0
    for need in range(len(asked.needs)):
        if now.needs[need].at >= 0 and asked.needs[need].keeps < 0:
            now.series[asked.needs[need].series].done += 1
