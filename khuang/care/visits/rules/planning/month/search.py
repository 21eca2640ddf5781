"""Ruin and recreate: lift some visits that lie near each other, put them back better, and cool down.

After "slack induction by string removals" (Christiaens and Vanden Berghe, 2020), with simulated
annealing; a string is a piece of one round. Leaving a visit out costs so much, and so much more
the worse off somebody is, that coverage comes first.
"""

import numpy as np

from khuang.care.visits.rules.planning.compiled import compiled, lean
from khuang.care.visits.rules.planning.month.arrays import (
    ABSENT,
    COST,
    LOGGED,
    ROUND,
    Asked,
    Numbers,
    Standing,
)
from khuang.care.visits.rules.planning.month.insertion import insert, is_changed
from khuang.care.visits.rules.planning.month.moves import lift, undo

# Strings lifted on average, and the share of shifts passed over by chance.
_STRINGS = 3
_BLINK = 0.01
_FAR = 1e7


@compiled
def sow(seed: int) -> None:
    """Begin the random numbers of the compiled code."""
    np.random.seed(seed)


@compiled
def lift_string(asked: Asked, now: Standing, need: int, shift: int) -> None:
    """Lift a piece of a round that holds a need; what is fixed stays."""
    many, stop = now.shifts[shift].count, 0
    while now.route[shift, stop] != need:
        stop += 1
    length = np.random.randint(1, many + 1)
    begin = np.random.randint(max(0, stop - length + 1), min(stop, many - length) + 1)
    lifted = now.route[shift, begin : begin + length].copy()
    for each in lifted:
        if not asked.needs[each].fixed:
            lift(asked, now, each)


@compiled
def ruin(asked: Asked, now: Standing, seed: int, strings: int) -> None:
    """Lift pieces of the rounds nearest to a need, one of each round."""
    left = strings
    for at in range(-1, asked.near.shape[1]):
        need = seed if at < 0 else asked.near[seed, at]
        shift = now.needs[need].at
        if shift < 0 or asked.needs[need].fixed or now.shifts[shift].stamp >= now.sizes[ROUND]:
            continue
        lift_string(asked, now, need, shift)
        left -= 1
        if left == 0:
            return


@compiled
def keys(asked: Asked, needs: Numbers) -> Numbers:
    """Give the order in which absent needs are put back: the worst off first, then one of four ways."""
    way = np.random.randint(0, 8)
    order = np.empty(len(needs))
    for at in range(len(needs)):
        need = needs[at]
        options = float(asked.needs[need].end - asked.needs[need].begin)
        by_chance = np.random.random()
        if way < 3:
            order[at] = by_chance
        elif way < 5:
            order[at] = -asked.needs[need].minutes + by_chance
        elif way < 7:
            order[at] = options + by_chance
        else:
            order[at] = asked.needs[need].minutes + by_chance
        if way != 0:
            order[at] += _FAR * asked.needs[need].tier
    return order


@compiled
def recreate(asked: Asked, now: Standing, already: Numbers, blink: float) -> None:
    """Put absent needs back; those absent before the ruin only where something changed."""
    absent = now.absent[: now.sizes[ABSENT]].copy()
    for at in np.argsort(keys(asked, absent)):
        need = absent[at]
        was_absent = already[need] == now.sizes[ROUND]
        if was_absent and asked.needs[need].two and not is_changed(asked, now, need):
            continue
        insert(asked, now, need, now.sizes[ROUND] if was_absent else 0, blink)


@lean
def mark(now: Standing, already: Numbers) -> None:
    """Remember who is absent at the beginning of this round of the search."""
    for at in range(now.sizes[ABSENT]):
        already[now.absent[at]] = now.sizes[ROUND]


@lean
def seed_of(asked: Asked, now: Standing) -> int:
    """Choose around whom to search: half of the time around somebody left out."""
    if now.sizes[ABSENT] > 0 and np.random.random() < 0.5:
        return int(now.absent[np.random.randint(0, now.sizes[ABSENT])])
    return int(np.random.randint(0, len(asked.needs)))


@compiled
def keep(now: Standing, best: Standing) -> None:
    """Copy a plan into another of the same size."""
    best.route[:] = now.route
    best.shifts[:] = now.shifts
    best.needs[:] = now.needs
    best.totals[:] = now.totals
    best.sizes[ABSENT] = now.sizes[ABSENT]


@compiled
def search(asked: Asked, now: Standing, best: Standing, already: Numbers, rounds: int, heat: float) -> None:
    """Search some rounds at a heat, in minutes; `best` is the best met so far."""
    for _ in range(rounds):
        now.sizes[ROUND] += 1
        now.sizes[LOGGED] = 0
        before = now.totals[COST]
        mark(now, already)
        ruin(asked, now, seed_of(asked, now), np.random.randint(1, 2 * _STRINGS + 1))
        recreate(asked, now, already, _BLINK)
        if now.totals[COST] >= before - heat * np.log(1.0 - np.random.random()):
            undo(asked, now, 0)
            now.totals[COST] = before
        elif now.totals[COST] < best.totals[COST] - 1e-6:
            keep(now, best)


@compiled
def fill(asked: Asked, now: Standing, already: Numbers) -> None:
    """Put in whatever fits, the worst off first, with nothing left to chance."""
    now.sizes[ROUND] += 1
    now.sizes[LOGGED] = 0
    recreate(asked, now, already, 0.0)
