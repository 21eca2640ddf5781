"""Solve a month over arrays, from the rounds there are to the rounds that are best."""

from time import monotonic

import numpy as np

from khuang.care.visits.rules.planning.month.arrays import ABSENT, Asked, Numbers, Rounds, Standing, standing
from khuang.care.visits.rules.planning.month.effort import Effort, Tell
from khuang.care.visits.rules.planning.month.moves import settle
from khuang.care.visits.rules.planning.month.priority import keep_priority, undo_needless
from khuang.care.visits.rules.planning.month.search import fill, keep, search, sow

# Times that somebody is told, and the heat goes down.
_STEPS = 200


def solved(asked: Asked, begun: Rounds, effort: Effort, tell: Tell) -> Rounds:
    """Give the best rounds found; the same for the same seed unless the clock ended the search."""
    sow(effort.seed)
    now = _from(asked, begun)
    settle(asked, now)
    already = np.zeros(len(asked.needs), np.int64)
    fill(asked, now, already)
    best = _from(asked, now.rounds())
    keep(now, best)
    _search(asked, now, best, already, effort, tell)
    settle(asked, best)
    keep_priority(asked, best)
    undo_needless(asked, best)
    tell(1.0, int(best.sizes[ABSENT]))
    return best.rounds()


def _search(
    asked: Asked, now: Standing, best: Standing, already: Numbers, effort: Effort, tell: Tell
) -> None:
    begun, done = monotonic(), 0.0
    each = -(-effort.rounds // _STEPS)
    for step in range(_STEPS if each else 0):
        tell(done, int(best.sizes[ABSENT]))
        heat = effort.hot * (effort.cold / effort.hot) ** done
        search(asked, now, best, already, each, heat)
        done = max((step + 1) / _STEPS, (monotonic() - begun) / effort.seconds)
        if done >= 1.0:
            return


def _from(asked: Asked, rounds: Rounds) -> Standing:
    now = standing(asked, rounds.route.shape[1])
    now.route[:], now.shifts[:], now.needs[:] = rounds
    return now
