"""Another order of visits, and other carers; each with what undoes it."""

import numpy as np

from khuang.care.visits.rules.planning.compiled import compiled, lean
from khuang.care.visits.rules.planning.day.arrays import DayAsked, DayNow
from khuang.care.visits.rules.planning.month.arrays import Numbers


@lean
def carry(order: Numbers, old: int, new: int) -> None:
    """Carry the visit at one place in the order to another."""
    visit = order[old]
    if new > old:
        for at in range(old, new):
            order[at] = order[at + 1]
    else:
        for at in range(old, new, -1):
            order[at] = order[at - 1]
    order[new] = visit


@lean
def can_all(asked: DayAsked, visit: int, first: int, second: int) -> bool:
    """Whether two different carers, or one where one is enough, can do a visit."""
    if first == second or not asked.fits[visit, 0, first]:
        return False
    if asked.many[visit, 1] == 0:
        return True
    return bool(second >= 0 and asked.fits[visit, 1, second])


@lean
def any_carer(asked: DayAsked, now: DayNow, visit: int) -> None:
    """Give one task of a visit to any carer who can do it."""
    task = np.random.randint(0, 2) if asked.many[visit, 1] > 0 else 0
    chosen = asked.able[visit, task, np.random.randint(0, asked.many[visit, task])]
    if chosen != now.who[visit, 1 - task]:
        now.who[visit, task] = chosen


@lean
def carer_of(asked: DayAsked, now: DayNow, visit: int, other: int) -> None:
    """Give a task of a visit to a carer of another visit, if that carer can do it."""
    carer = now.who[other, np.random.randint(0, 2) if asked.many[other, 1] > 0 else 0]
    task = np.random.randint(0, 2) if asked.many[visit, 1] > 0 else 0
    if not asked.fits[visit, task, carer]:
        task = 1 - task
    if asked.fits[visit, task, carer] and now.who[visit, 1 - task] != carer:
        now.who[visit, task] = carer


@lean
def swap_carers(asked: DayAsked, now: DayNow, visit: int, other: int) -> None:
    """Let two visits exchange their carers, or the one that they can exchange."""
    one, one_then = now.who[visit, 0], now.who[visit, 1]
    two, two_then = now.who[other, 0], now.who[other, 1]
    if asked.many[visit, 1] == 0 or asked.many[other, 1] == 0:
        one_then, two_then = two_then, one_then
    if can_all(asked, visit, two, two_then) and can_all(asked, other, one, one_then):
        now.who[visit, 0], now.who[visit, 1] = two, two_then
        now.who[other, 0], now.who[other, 1] = one, one_then


@compiled
def assign_anybody(asked: DayAsked, now: DayNow) -> None:
    """Begin with the least laden carers who can do each visit."""
    load = np.zeros(asked.fits.shape[2])
    for visit in now.order:
        best, first, second = 1e18, -1, -1
        for one in range(asked.fits.shape[2]):
            for two in range(-1, asked.fits.shape[2]):
                if (two < 0) == (asked.many[visit, 1] == 0) and can_all(asked, visit, one, two):
                    laden = load[one] + (load[two] if two >= 0 else 0.0)
                    if laden < best:
                        best, first, second = laden, one, two
        now.who[visit, 0], now.who[visit, 1] = first, second
        load[first] += asked.minutes[visit, 0]
        if second >= 0:
            load[second] += asked.minutes[visit, 1]
