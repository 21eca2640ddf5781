"""Where a visit goes best, without breaking a hard rule."""

from math import ceil

import numpy as np

from khuang.care.visits.rules.planning.compiled import lean
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
_EVER = 1 << 30


@lean
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


@lean
def has_room(asked: Asked, now: Standing, need: int, shift: int, first: int, last: int) -> bool:
    """Whether a shift could take a need, the way apart."""
    one, its = asked.shifts[shift], now.shifts[shift]
    if its.span + asked.needs[need].minutes > one.limit or its.count >= one.most:
        return False
    day = one.slot // 2
    if day < first or day > last:
        return False
    return bool(now.carers[one.carer].visits < asked.carers[one.carer].most)


@lean
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


@lean
def load_cost(asked: Asked, now: Standing, shift: int, longer: float) -> float:
    """What longer work of a carer does to fair load."""
    carer = asked.shifts[shift].carer
    offered, work, whole = asked.carers[carer].offered, now.carers[carer].work, now.totals[WORK]
    if offered <= 0.0:
        return 0.0
    squares = longer * (2.0 * work + longer) / offered
    return float(asked.weights[FAIRNESS] * (squares - longer * (2.0 * whole + longer) / now.totals[OFFERED]))


@lean
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


@lean
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


@lean
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


@lean
def best_stop_between_meetings(asked: Asked, now: Standing, need: int, shift: int) -> tuple[float, int]:
    """The same in a round in which somebody waits at a certain minute."""
    least, best = NOWHERE, NOBODY
    for stop in range(now.shifts[shift].count + 1):
        longer = span_with(asked, now, need, shift, stop) - now.shifts[shift].span
        if longer - asked.needs[need].minutes < least:
            least, best = longer - asked.needs[need].minutes, stop
    return least, best


@lean
def span_with(asked: Asked, now: Standing, need: int, shift: int, stop: int) -> float:
    """Minutes of a round with one more need as the stop of that number; `NOWHERE` if it does not fit."""
    many, home = now.shifts[shift].count, asked.carers[asked.shifts[shift].carer]
    clock, before = 0.0, NOBODY
    for at in range(many + 1):
        each = need if at == stop else now.route[shift, at - (at > stop)]
        here = asked.needs[each]
        clock += way(here, home) if before < 0 else way(here, asked.needs[before])
        meets = now.needs[each].meets if each != need else -1.0
        if meets >= 0.0:
            if clock > meets + 1e-6:
                return NOWHERE
            clock = meets
        clock += here.minutes
        before = each
    clock += way(asked.needs[before], home)
    return float(clock) if clock <= asked.shifts[shift].limit else NOWHERE


@lean
def reached(asked: Asked, now: Standing, need: int, shift: int, stop: int) -> float:
    """When a carer is at a need at the earliest that becomes the stop of that number."""
    home = asked.carers[asked.shifts[shift].carer]
    clock, before = 0.0, NOBODY
    for at in range(stop):
        each = now.route[shift, at]
        here = asked.needs[each]
        clock += way(here, home) if before < 0 else way(here, asked.needs[before])
        clock = max(clock, now.needs[each].meets) + here.minutes
        before = each
    here = asked.needs[need]
    return clock + (way(here, home) if before < 0 else way(here, asked.needs[before]))


@lean
def latest(asked: Asked, now: Standing, need: int, shift: int, stop: int) -> float:
    """When a need must start at the latest as the stop of that number."""
    home = asked.carers[asked.shifts[shift].carer]
    clock, after = asked.shifts[shift].limit, NOBODY
    for at in range(now.shifts[shift].count - 1, stop - 1, -1):
        each = now.route[shift, at]
        here = asked.needs[each]
        clock -= here.minutes + (way(here, home) if after < 0 else way(here, asked.needs[after]))
        if now.needs[each].meets >= 0.0:
            clock = min(clock, now.needs[each].meets)
        after = each
    here = asked.needs[need]
    back = way(here, home) if after < 0 else way(here, asked.needs[after])
    return float(clock - here.minutes - back)


@lean
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


@lean
def note_openings(asked: Asked, now: Standing, need: int, begin: int, end: int) -> int:
    """Note where a carer could come to a meeting on one half-day, and give how many places there are."""
    many = 0
    first, last = days_between(asked, now, need)
    for at in range(begin, end):
        shift = asked.options[at].shift
        if has_room(asked, now, need, shift, first, last):
            for stop in range(now.shifts[shift].count + 1):
                many += note_opening(asked, now, need, at, stop, many)
    return many


@lean
def note_opening(asked: Asked, now: Standing, need: int, at: int, stop: int, many: int) -> int:
    """Note one such place if the carer can be there in time; give 1, or 0."""
    shift = asked.options[at].shift
    early, late = reached(asked, now, need, shift, stop), latest(asked, now, need, shift, stop)
    if ceil(early) > late or many >= len(now.openings):
        return 0
    longer = detour(asked, now, need, shift, stop)
    load = load_cost(asked, now, shift, longer + asked.needs[need].minutes)
    line = now.openings[many]
    line[0], line[1], line[2], line[3] = at, stop, early, late
    line[4] = longer + load + carer_cost(asked, now, need, shift)
    return 1


@lean
def best_meeting(asked: Asked, now: Standing, need: int, begin: int, last: int) -> float:
    """Note where two meet best among some options, and give what it costs."""
    least = NOWHERE
    while begin < last:
        end = end_of_half_day(asked, begin, last)
        many = note_openings(asked, now, need, begin, end)
        for one in range(many):
            if asked.options[int(now.openings[one, 0])].leads:
                least = best_second(asked, now, one, many, least)
        begin = end
    return least


@lean
def end_of_half_day(asked: Asked, begin: int, last: int) -> int:
    """Where the options of the half-day of one option end."""
    end = begin + 1
    slot = asked.shifts[asked.options[begin].shift].slot
    while end < last and asked.shifts[asked.options[end].shift].slot == slot:
        end += 1
    return end


@lean
def best_second(asked: Asked, now: Standing, one: int, many: int, least: float) -> float:
    """Try every second carer with one first, and note what is better than the least so far."""
    first = now.openings[one]
    for other in range(many):
        second = now.openings[other]
        minute = float(ceil(max(first[2], second[2])))
        cost = meeting_cost(asked, first, second, minute)
        if cost < least:
            least = cost
            now.meeting[0], now.meeting[1] = asked.options[int(first[0])].shift, first[1]
            now.meeting[2], now.meeting[3] = asked.options[int(second[0])].shift, second[1]
            now.meeting[4] = minute
    return least


@lean
def meeting_cost(asked: Asked, one: Numbers, other: Numbers, minute: float) -> float:
    """What a meeting at a minute costs, waiting among it; `NOWHERE` when they cannot meet."""
    first = asked.shifts[asked.options[int(one[0])].shift].carer
    second = asked.shifts[asked.options[int(other[0])].shift].carer
    if first == second or minute > min(one[3], other[3]):
        return NOWHERE
    cost = one[4] + other[4] + abs(one[2] - other[2])
    return float(cost if asked.carers[first].partner == second else cost + asked.weights[PARTNER])


@lean
def meet(asked: Asked, now: Standing, need: int, begin: int, last: int) -> bool:
    """Let two carers meet at a need where it goes best among some options; say whether they can."""
    if best_meeting(asked, now, need, begin, last) >= NOWHERE:
        return False
    its = now.meeting
    put(asked, now, need, int(its[0]), int(its[1]), int(its[2]), int(its[3]), its[4])
    return True


@lean
def insert(asked: Asked, now: Standing, need: int, fresh: int, blink: float) -> bool:
    """Put an absent need where it goes best; say whether there was a place."""
    its = asked.needs[need]
    if its.two:
        return meet(asked, now, need, its.begin, its.end)
    _, shift, stop = best_alone(asked, now, need, fresh, blink)
    if stop >= 0:
        put(asked, now, need, shift, stop, NOBODY, NOBODY, -1.0)
    return bool(stop >= 0)


@lean
def is_changed(asked: Asked, now: Standing, need: int) -> bool:
    """Whether any shift in which a need may be made was changed in this round of the search."""
    for at in range(asked.needs[need].begin, asked.needs[need].end):
        if now.shifts[asked.options[at].shift].stamp >= now.sizes[ROUND]:
            return True
    return False
