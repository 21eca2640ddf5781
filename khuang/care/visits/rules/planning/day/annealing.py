"""Search for the best day by simulated annealing."""

import numpy as np

from khuang.care.visits.rules.planning.compiled import compiled, lean
from khuang.care.visits.rules.planning.day.arrays import COST, DayAsked, DayNow
from khuang.care.visits.rules.planning.day.moves import any_carer, carer_of, carry, swap_carers
from khuang.care.visits.rules.planning.day.timing import remember, tried
from khuang.care.visits.rules.planning.month.arrays import Numbers


@compiled
def sow(seed: int) -> None:
    """Begin the random numbers of the compiled code."""
    np.random.seed(seed)


@lean
def shares_carer(asked: DayAsked, now: DayNow, visit: int, other: int) -> bool:
    """Whether a carer of one visit also comes to another."""
    for task in range(2):
        carer = now.who[visit, task]
        if carer >= 0 and (carer == now.who[other, 0] or carer == now.who[other, 1]):
            return True
    return False


@lean
def past_next(asked: DayAsked, now: DayNow, old: int) -> int:
    """Give the place of the next visit, or of the one before, to which a carer of this visit comes."""
    step = 1 if np.random.random() < 0.5 else -1
    at = old + step
    while 0 <= at < len(now.order):
        if shares_carer(asked, now, now.order[old], now.order[at]):
            return at
        at += step
    return old


@lean
def change(asked: DayAsked, now: DayNow, old: int, new: int) -> int:
    """Change carers of the visits at two places, and give where the first should go in the order."""
    visit, other = now.order[old], now.order[new]
    way = np.random.random()
    if way < 0.45:
        carer_of(asked, now, visit, other)
    elif way < 0.65:
        any_carer(asked, now, visit)
    elif way < 0.8:
        swap_carers(asked, now, visit, other)
    elif way < 0.9:
        return past_next(asked, now, old)
    return new if np.random.random() < 0.85 else old


@compiled
def try_one(asked: DayAsked, now: DayNow, heat: float, reach: int, free: Numbers, place: Numbers) -> bool:
    """Carry one visit to another place in the order, change carers, and keep it or undo it."""
    many = len(now.order)
    old = np.random.randint(0, many)
    new = min(max(old + np.random.randint(-reach, reach + 1), 0), many - 1)
    visit, other = now.order[old], now.order[new]
    was, was_then = now.who[visit, 0], now.who[visit, 1]
    other_was, other_was_then = now.who[other, 0], now.who[other, 1]
    goes = change(asked, now, old, new)
    carry(now.order, old, goes)
    begin, after = min(old, new, goes), max(old, new, goes) + 1
    limit = now.totals[COST] - heat * np.log(1.0 - np.random.random())
    if tried(asked, now, begin, after, limit, free, place) <= limit:
        remember(asked, now, begin, after)
        return True
    carry(now.order, goes, old)
    now.who[other, 0], now.who[other, 1] = other_was, other_was_then
    now.who[visit, 0], now.who[visit, 1] = was, was_then
    return False


@compiled
def keep_day(now: DayNow, best: DayNow) -> None:
    """Copy one order into another."""
    best.order[:] = now.order
    best.who[:] = now.who
    best.totals[:] = now.totals


@compiled
def anneal(asked: DayAsked, now: DayNow, best: DayNow, rounds: int, heat: float, reach: int) -> None:
    """Try so many changes at a heat, in minutes; `best` is the best met so far."""
    free, place = now.free[0].copy(), now.place[0].copy()
    for _ in range(rounds):
        if try_one(asked, now, heat, reach, free, place) and now.totals[COST] < best.totals[COST] - 1e-9:
            keep_day(now, best)
