"""Where a visit goes best, without breaking a hard rule."""

from math import ceil

import numpy as np

from khuang.care.visits.rules.planning.compiled import compiled
from khuang.care.visits.rules.planning.month.arrays import (
    CONTINUITY,
    FAIRNESS,
    MOVING,
    NOBODY,
    OFFERED,
    PARTNER,
    ROUND,
    WORK,
    Asked,
    Numbers,
    Row,
    Standing,
)
from khuang.care.visits.rules.planning.month.moves import put, way

NOWHERE = 1e18
# How many (shift, stop) pairs of one half-day are weighed for a meeting of two.
_MEETINGS = 256
_EVER = 1 << 30


@compiled
def days_between(asked: Asked, now: Standing, need: int) -> tuple[int, int]:
    """First and last day that keep their distance to the visits of the series already placed."""
    series, rank = asked.needs[need].series, asked.needs[need].rank
    first, last = -_EVER, _EVER
    begin = asked.series[series].begin
    for at in range(begin + rank - 1, begin - 1, -1):
        before = asked.member[at]
        if now.needs[before].at >= 0:
            if asked.needs[need].apart > 0:
                first = asked.shifts[now.needs[before].at].slot // 2 + asked.needs[need].apart
            break
    for at in range(begin + rank + 1, asked.series[series].end):
        after = asked.member[at]
        if now.needs[after].at >= 0:
            if asked.needs[after].apart > 0:
                last = asked.shifts[now.needs[after].at].slot // 2 - asked.needs[after].apart
            break
    return first, last


@compiled
def has_room(asked: Asked, now: Standing, need: int, shift: int, first: int, last: int) -> bool:
    """Whether a shift could take a need, the way apart."""
    one, its = asked.shifts[shift], now.shifts[shift]
    if its.span + asked.needs[need].minutes > one.limit or its.count >= one.most:
        return False
    day = one.slot // 2
    if day < first or day > last:
        return False
    return bool(now.carers[one.carer].visits < asked.carers[one.carer].most)


@compiled
def carer_cost(asked: Asked, now: Standing, need: int, shift: int) -> float:
    """What it costs that this carer comes in this shift, beside load and way."""
    carer, its = asked.shifts[shift].carer, asked.needs[need]
    cost = 0.0
    if its.keeps >= 0:
        if carer != its.keeps:
            cost += asked.weights[CONTINUITY]
    elif now.tally[its.series, carer] < now.series[its.series].most:
        cost += asked.weights[CONTINUITY]
    if its.prior >= 0 and its.prior != shift and its.prior_second != shift:
        cost += asked.weights[MOVING]
    return cost


@compiled
def load_cost(asked: Asked, now: Standing, shift: int, longer: float) -> float:
    """What longer work of a carer does to fair load."""
    carer = asked.shifts[shift].carer
    offered, work, whole = asked.carers[carer].offered, now.carers[carer].work, now.totals[WORK]
    if offered <= 0.0:
        return 0.0
    squares = longer * (2.0 * work + longer) / offered
    return float(asked.weights[FAIRNESS] * (squares - longer * (2.0 * whole + longer) / now.totals[OFFERED]))


@compiled
def shortest(needs: Numbers, route: Numbers, many: int, need: Row, home: Row) -> tuple[float, int]:
    """Give the fewest minutes of way that a need adds to a round, and as which stop."""
    if many == 0:
        return 2.0 * way(need, home), 0
    least, best = NOWHERE, 0
    to_need = way(need, home)
    first, last = to_need, way(needs[route[0]], home)
    for stop in range(many):
        after = needs[route[stop]]
        on = way(need, after)
        longer = to_need + on - last
        if longer < least:
            least, best = longer, stop
        to_need = on
        last = way(after, needs[route[stop + 1]]) if stop + 1 < many else way(after, home)
    longer = to_need + first - last
    if longer < least:
        least, best = longer, many
    return least, best


@compiled
def detour(asked: Asked, now: Standing, need: int, shift: int, stop: int) -> float:
    """Minutes of way that a need adds to a round when it becomes the stop of that number."""
    many, home = now.shifts[shift].count, asked.carers[asked.shifts[shift].carer]
    route, here = now.route[shift], asked.needs[need]
    if many == 0:
        return 2.0 * way(here, home)
    if stop == 0:
        after = asked.needs[route[0]]
        return way(here, home) + way(here, after) - way(after, home)
    before = asked.needs[route[stop - 1]]
    if stop == many:
        return way(before, here) + way(here, home) - way(before, home)
    after = asked.needs[route[stop]]
    return way(before, here) + way(here, after) - way(before, after)


@compiled
def best_stop(asked: Asked, now: Standing, need: int, shift: int) -> tuple[float, int]:
    """Give the least minutes that a need adds to a round, its visit apart, and as which stop."""
    its = now.shifts[shift]
    if its.meetings > 0:
        return best_stop_between_meetings(asked, now, need, shift)
    one, here = asked.shifts[shift], asked.needs[need]
    least, best = shortest(asked.needs, now.route[shift], its.count, here, asked.carers[one.carer])
    if its.span + here.minutes + least > one.limit:
        return NOWHERE, NOBODY
    return least, best


@compiled
def best_stop_between_meetings(asked: Asked, now: Standing, need: int, shift: int) -> tuple[float, int]:
    """The same in a round in which somebody waits at a certain minute."""
    least, best = NOWHERE, NOBODY
    early, late = clocks(asked, now, shift)
    for stop in range(now.shifts[shift].count + 1):
        reached, latest = window(asked, now, need, shift, stop, early, late)
        if reached <= latest:
            longer = span_with(asked, now, need, shift, stop) - now.shifts[shift].span
            if longer - asked.needs[need].minutes < least:
                least, best = longer - asked.needs[need].minutes, stop
    return least, best


@compiled
def span_with(asked: Asked, now: Standing, need: int, shift: int, stop: int) -> float:
    """Minutes of a round with one more need as the stop of that number."""
    many, home = now.shifts[shift].count, asked.carers[asked.shifts[shift].carer]
    clock, before = 0.0, NOBODY
    for at in range(many + 1):
        each = need if at == stop else now.route[shift, at - (at > stop)]
        here = asked.needs[each]
        clock += way(here, home) if before < 0 else way(here, asked.needs[before])
        if each != need:
            clock = max(clock, now.needs[each].meets)
        clock += here.minutes
        before = each
    return clock + way(asked.needs[before], home)


@compiled
def clocks(asked: Asked, now: Standing, shift: int) -> tuple[Numbers, Numbers]:
    """When each stop of a round is over at the earliest, and when it must start at the latest."""
    many, home = now.shifts[shift].count, asked.carers[asked.shifts[shift].carer]
    early, late = np.zeros(many), np.zeros(many)
    clock, before = 0.0, NOBODY
    for stop in range(many):
        need = now.route[shift, stop]
        here = asked.needs[need]
        clock += way(here, home) if before < 0 else way(here, asked.needs[before])
        clock = max(clock, now.needs[need].meets) + here.minutes
        early[stop] = clock
        before = need
    clock, after = asked.shifts[shift].limit, NOBODY
    for stop in range(many - 1, -1, -1):
        need = now.route[shift, stop]
        here = asked.needs[need]
        clock -= here.minutes + (way(here, home) if after < 0 else way(here, asked.needs[after]))
        if now.needs[need].meets >= 0.0:
            clock = min(clock, now.needs[need].meets)
        late[stop] = clock
        after = need
    return early, late


@compiled
def window(
    asked: Asked, now: Standing, need: int, shift: int, stop: int, early: Numbers, late: Numbers
) -> tuple[float, float]:
    """When a need could start as the stop of that number: not before, and not after."""
    one, here, route = asked.shifts[shift], asked.needs[need], now.route[shift]
    home = asked.carers[one.carer]
    reached = way(here, home) if stop == 0 else early[stop - 1] + way(here, asked.needs[route[stop - 1]])
    if stop == now.shifts[shift].count:
        latest = one.limit - way(here, home)
    else:
        latest = late[stop] - way(here, asked.needs[route[stop]])
    return reached, latest - here.minutes


@compiled
def best_alone(asked: Asked, now: Standing, need: int, fresh: int, blink: float) -> tuple[float, int, int]:
    """Give cost, shift and stop where a need for one carer goes best.

    fresh   only shifts changed in this round of the search or later; 0 for all
    blink   share of shifts passed over by chance
    """
    first, last = days_between(asked, now, need)
    least, best, as_stop = NOWHERE, NOBODY, NOBODY
    minutes = asked.needs[need].minutes
    for at in range(asked.needs[need].begin, asked.needs[need].end):
        shift = asked.options[at].shift
        if now.shifts[shift].stamp < fresh or not has_room(asked, now, need, shift, first, last):
            continue
        cost = carer_cost(asked, now, need, shift)
        if cost >= least or (blink > 0.0 and np.random.random() < blink):
            continue
        longer, stop = best_stop(asked, now, need, shift)
        if stop >= 0:
            cost += longer + load_cost(asked, now, shift, longer + minutes)
            if cost < least:
                least, best, as_stop = cost, shift, stop
    return least, best, as_stop


@compiled
def openings(asked: Asked, now: Standing, need: int, begin: int, end: int, found: Numbers) -> int:
    """List where a carer could come to a meeting on one half-day: option, stop, early, late, cost."""
    many = 0
    first, last = days_between(asked, now, need)
    for at in range(begin, end):
        shift = asked.options[at].shift
        if not has_room(asked, now, need, shift, first, last):
            continue
        early, late = clocks(asked, now, shift)
        cost = carer_cost(asked, now, need, shift)
        for stop in range(now.shifts[shift].count + 1):
            reached, latest = window(asked, now, need, shift, stop, early, late)
            if ceil(reached) <= latest and many < _MEETINGS:
                longer = detour(asked, now, need, shift, stop)
                load = load_cost(asked, now, shift, longer + asked.needs[need].minutes)
                line = found[many]
                line[0], line[1], line[2], line[3], line[4] = at, stop, reached, latest, longer + load + cost
                many += 1
    return many


@compiled
def best_meeting(asked: Asked, now: Standing, need: int) -> tuple[float, Numbers]:
    """Give the cost, and (first's shift, stop, second's shift, stop, minute) where two meet best."""
    least, best = NOWHERE, np.full(5, -1.0)
    found = np.empty((_MEETINGS, 5))
    begin = asked.needs[need].begin
    while begin < asked.needs[need].end:
        end = begin
        slot = asked.shifts[asked.options[begin].shift].slot
        while end < asked.needs[need].end and asked.shifts[asked.options[end].shift].slot == slot:
            end += 1
        many = openings(asked, now, need, begin, end, found)
        least = best_of_half_day(asked, found, many, least, best)
        begin = end
    return least, best


@compiled
def best_of_half_day(asked: Asked, found: Numbers, many: int, least: float, best: Numbers) -> float:
    """Try every first with every second carer of one half-day."""
    for one in range(many):
        if not asked.options[int(found[one, 0])].leads:
            continue
        for other in range(many):
            cost = meeting_cost(asked, found[one], found[other])
            if cost < least:
                least = cost
                best[0], best[1] = asked.options[int(found[one, 0])].shift, found[one, 1]
                best[2], best[3] = asked.options[int(found[other, 0])].shift, found[other, 1]
                best[4] = ceil(max(found[one, 2], found[other, 2]))
    return least


@compiled
def meeting_cost(asked: Asked, one: Numbers, other: Numbers) -> float:
    """What a meeting costs, waiting among it; `NOWHERE` when they cannot meet."""
    first, second = (
        asked.shifts[asked.options[int(one[0])].shift].carer,
        asked.shifts[asked.options[int(other[0])].shift].carer,
    )
    minute = ceil(max(one[2], other[2]))
    if first == second or minute > min(one[3], other[3]):
        return NOWHERE
    cost = one[4] + other[4] + abs(one[2] - other[2])
    return float(cost if asked.carers[first].partner == second else cost + asked.weights[PARTNER])


@compiled
def insert(asked: Asked, now: Standing, need: int, fresh: int, blink: float) -> bool:
    """Put an absent need where it goes best; say whether there was a place."""
    if asked.needs[need].two:
        cost, meeting = best_meeting(asked, now, need)
        if cost < NOWHERE:
            first, stop = int(meeting[0]), int(meeting[1])
            put(asked, now, need, first, stop, int(meeting[2]), int(meeting[3]), meeting[4])
        return bool(cost < NOWHERE)
    cost, shift, stop = best_alone(asked, now, need, fresh, blink)
    if stop >= 0:
        put(asked, now, need, shift, stop, NOBODY, NOBODY, -1.0)
    return bool(stop >= 0)


@compiled
def is_changed(asked: Asked, now: Standing, need: int) -> bool:
    """Whether any shift in which a need may be made was changed in this round of the search."""
    for at in range(asked.needs[need].begin, asked.needs[need].end):
        if now.shifts[asked.options[at].shift].stamp >= now.sizes[ROUND]:
            return True
    return False
