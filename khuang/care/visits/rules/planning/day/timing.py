"""When every visit starts for an order of visits, and what that costs."""

from khuang.care.visits.rules.planning.compiled import compiled, lean
from khuang.care.visits.rules.planning.day.arrays import COST, LATE, TOP, WAY, DayAsked, DayNow
from khuang.care.visits.rules.planning.month.arrays import Numbers

TOO_MUCH = 1e18


@lean
def begins(
    asked: DayAsked, who: Numbers, visit: int, free: Numbers, place: Numbers
) -> tuple[float, float, float]:
    """Let a visit's carers come and do it; give the way, and when each task starts."""
    first, second = who[visit, 0], who[visit, 1]
    way = asked.ways[place[first], visit + 1]
    start = max(free[first] + way, asked.opens[visit])
    then = -1.0
    if second >= 0:
        other = asked.ways[place[second], visit + 1]
        then = max(free[second] + other, start + asked.least[visit])
        start = max(start, then - asked.most[visit])
        free[second] = then + asked.minutes[visit, 1]
        place[second] = visit + 1
        way += other
    free[first] = start + asked.minutes[visit, 0]
    place[first] = visit + 1
    return way, start, then


@lean
def differing(was_free: Numbers, was_place: Numbers, at: int, free: Numbers, place: Numbers) -> int:
    """Count carers who are elsewhere, or free at another minute, than before that place in the order."""
    many = 0
    for carer in range(len(free)):
        many += is_other(was_free, was_place, at, carer, free, place)
    return many


@lean
def is_other(
    was_free: Numbers, was_place: Numbers, at: int, carer: int, free: Numbers, place: Numbers
) -> int:
    """1 for a carer who is elsewhere or free at another minute, else 0."""
    return int(free[carer] != was_free[at, carer] or place[carer] != was_place[at, carer])


@lean
def of_visit(
    was_free: Numbers, was_place: Numbers, at: int, who: Numbers, visit: int, free: Numbers, place: Numbers
) -> int:
    """How many carers of a visit are elsewhere or free at another minute."""
    many = is_other(was_free, was_place, at, who[visit, 0], free, place)
    if who[visit, 1] >= 0:
        many += is_other(was_free, was_place, at, who[visit, 1], free, place)
    return many


@lean
def tried(
    asked: DayAsked, now: DayNow, begin: int, after: int, limit: float, free: Numbers, place: Numbers
) -> float:
    """Give the cost of an order that was changed from `begin` until before `after`; stop above a limit.

    Once all carers are again where and when they were, the rest costs what it cost.
    """
    was_free, was_place, who, order = now.free, now.place, now.who, now.order
    closes = asked.closes
    for carer in range(len(free)):
        free[carer], place[carer] = was_free[begin, carer], was_place[begin, carer]
    way, late, top = now.way[begin], now.late[begin], now.top[begin]
    others = len(free)
    for at in range(begin, len(order)):
        visit = order[at]
        if at == after:
            others = differing(was_free, was_place, at, free, place)
        if others == 0:
            way += now.totals[WAY] - now.way[at]
            late += now.totals[LATE] - now.late[at]
            return float(way + late + max(top, now.rest[at])) / 3.0
        if at >= after:
            others -= of_visit(was_free, was_place, at, who, visit, free, place)
        step, start, then = begins(asked, who, visit, free, place)
        if at >= after:
            others += of_visit(was_free, was_place, at + 1, who, visit, free, place)
        over, over_then = max(0.0, start - closes[visit]), max(0.0, then - closes[visit])
        way, late, top = way + step, late + over + over_then, max(top, over, over_then)
        if (way + late + top) > 3.0 * limit:
            return TOO_MUCH
    return float(way + ways_back(asked.ways, place) + late + top) / 3.0


@lean
def ways_back(ways: Numbers, place: Numbers) -> float:
    """Minutes of all ways back to the office."""
    way = 0.0
    for carer in range(len(place)):
        way += ways[place[carer], 0]
    return way


@compiled
def remember(asked: DayAsked, now: DayNow, begin: int, after: int) -> None:
    """Work out and keep what follows from an order that was changed from `begin` until before `after`."""
    free, place = now.free[begin].copy(), now.place[begin].copy()
    end = begin
    while end < len(now.order) and (end < after or differing(now.free, now.place, end, free, place) > 0):
        for carer in range(len(free)):
            now.free[end, carer], now.place[end, carer] = free[carer], place[carer]
        visit = now.order[end]
        step, start, then = begins(asked, now.who, visit, free, place)
        now.steps[visit], now.starts[visit, 0], now.starts[visit, 1] = step, start, then
        end += 1
    if end == len(now.order):
        now.free[end], now.place[end] = free, place
    add_up(asked, now, begin)


@lean
def add_up(asked: DayAsked, now: DayNow, begin: int) -> None:
    """Add up ways and lateness from a place in the order on."""
    many = len(now.order)
    for at in range(begin, many):
        visit = now.order[at]
        over = max(0.0, now.starts[visit, 0] - asked.closes[visit])
        over_then = max(0.0, now.starts[visit, 1] - asked.closes[visit])
        now.way[at + 1] = now.way[at] + now.steps[visit]
        now.late[at + 1] = now.late[at] + over + over_then
        now.top[at + 1] = max(now.top[at], over, over_then)
    now.rest[many] = 0.0
    for at in range(many - 1, -1, -1):
        visit = now.order[at]
        latest = max(now.starts[visit, 0], now.starts[visit, 1]) - asked.closes[visit]
        now.rest[at] = max(now.rest[at + 1], latest)
    now.totals[WAY] = now.way[many] + ways_back(asked.ways, now.place[many])
    now.totals[LATE], now.totals[TOP] = now.late[many], now.top[many]
    now.totals[COST] = (now.totals[WAY] + now.totals[LATE] + now.totals[TOP]) / 3.0
