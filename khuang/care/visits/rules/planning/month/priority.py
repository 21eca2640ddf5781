"""Nobody worse off is left out while a visit of somebody better off could give way.

The search weighs penalties; this makes certain. Whoever is absent is tried in every shift without
the visits of higher tiers there, and those that gave way are put back wherever they still fit.
"""

import numpy as np

from khuang.care.visits.rules.planning.compiled import compiled, lean
from khuang.care.visits.rules.planning.month.arrays import ABSENT, LOGGED, NOBODY, Asked, Numbers, Standing
from khuang.care.visits.rules.planning.month.insertion import (
    best_stop,
    days_between,
    end_of_half_day,
    has_room,
    insert,
    meet,
)
from khuang.care.visits.rules.planning.month.moves import lift, put, undo


@lean
def may_give_way(asked: Asked, now: Standing, other: int, need: int) -> bool:
    """Whether a visit may be given up for a need."""
    return bool(asked.needs[other].tier > asked.needs[need].tier and not asked.needs[other].fixed)


@compiled
def clear(asked: Asked, now: Standing, shift: int, need: int) -> None:
    """Lift out of a shift whatever may give way to a need; also elsewhere, for a carer's month."""
    for each in now.route[shift, : now.shifts[shift].count].copy():
        if may_give_way(asked, now, each, need):
            lift(asked, now, each)
    carer = asked.shifts[shift].carer
    for other in range(len(asked.shifts)):
        if asked.shifts[other].carer == carer:
            ease_month(asked, now, other, need)


@compiled
def ease_month(asked: Asked, now: Standing, shift: int, need: int) -> None:
    """Lift visits out of a shift until the carer's month has room for one more."""
    carer = asked.shifts[shift].carer
    for each in now.route[shift, : now.shifts[shift].count].copy():
        if now.carers[carer].visits < asked.carers[carer].most:
            return
        if may_give_way(asked, now, each, need):
            lift(asked, now, each)


@lean
def put_into(asked: Asked, now: Standing, need: int, shift: int) -> bool:
    """Put a need into this shift, if it fits."""
    first, last = days_between(asked, now, need)
    if not has_room(asked, now, need, shift, first, last):
        return False
    _, stop = best_stop(asked, now, need, shift)
    if stop >= 0:
        put(asked, now, need, shift, stop, NOBODY, NOBODY, -1.0)
    return bool(stop >= 0)


@compiled
def make_room(asked: Asked, now: Standing, need: int) -> bool:
    """Put an absent need in by letting visits of higher tiers give way, and put those back if they fit."""
    begin = asked.needs[need].begin
    while begin < asked.needs[need].end:
        last = asked.needs[need].end
        end = end_of_half_day(asked, begin, last) if asked.needs[need].two else begin + 1
        line = now.sizes[LOGGED]
        for at in range(begin, end):
            clear(asked, now, asked.options[at].shift, need)
        if asked.needs[need].two:
            done = meet(asked, now, need, begin, end)
        else:
            done = put_into(asked, now, need, asked.options[begin].shift)
        if done:
            return True
        undo(asked, now, line)
        begin = end
    return False


@compiled
def by_tier(asked: Asked, needs: Numbers) -> Numbers:
    """Sort needs, the worst off first."""
    tiers = np.empty(len(needs))
    for at in range(len(needs)):
        tiers[at] = asked.needs[needs[at]].tier
    return needs[np.argsort(tiers, kind="mergesort")]


@compiled
def put_back(asked: Asked, now: Standing) -> None:
    """Put in whatever fits, the worst off first."""
    for need in by_tier(asked, now.absent[: now.sizes[ABSENT]].copy()):
        insert(asked, now, need, 0, 0.0)


@compiled
def let_way(asked: Asked, now: Standing) -> bool:
    """Let one absent need in for which something gives way; say whether there was one."""
    now.sizes[LOGGED] = 0
    for need in by_tier(asked, now.absent[: now.sizes[ABSENT]].copy()):
        if make_room(asked, now, need):
            put_back(asked, now)
            return True
    return False


@lean
def is_elsewhere(asked: Asked, now: Standing, need: int) -> bool:
    """Whether a need that is in the plan was in another round in the plan before."""
    its, before = now.needs[need], asked.needs[need]
    if its.at < 0 or before.prior < 0 or before.fixed:
        return False
    return bool(its.at != before.prior or its.second != before.prior_second)


@lean
def go_back(asked: Asked, now: Standing, need: int) -> bool:
    """Put a need back into its round of the plan before, if it fits there now."""
    now.sizes[LOGGED] = 0
    lift(asked, now, need)
    for at in range(asked.needs[need].begin, asked.needs[need].end):
        if asked.options[at].shift == asked.needs[need].prior and put_into(
            asked, now, need, asked.options[at].shift
        ):
            return True
    undo(asked, now, 0)
    return False


@compiled
def undo_needless(asked: Asked, now: Standing) -> None:
    """Let every visit of one carer that moved without need go back to where it was."""
    again = True
    while again:
        again = False
        for need in range(len(asked.needs)):
            if is_elsewhere(asked, now, need) and not asked.needs[need].two:
                again = go_back(asked, now, need) or again


@compiled
def keep_priority(asked: Asked, now: Standing) -> None:
    """Repeat until nobody absent could take the place of somebody better off.

    It ends, since each time one more need of a tier is in and only higher tiers are out.
    """
    put_back(asked, now)
    while let_way(asked, now):
        pass
