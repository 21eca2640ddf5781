"""A month as arrays of records: what is asked (`Asked`), and where the search stands (`Standing`).

Carers, shifts, needs and series are numbers from 0; -1 stands for none. Points are in minutes of
travel, times in minutes, costs in minutes too.
"""

from typing import Any, NamedTuple

import numpy as np

Numbers = np.ndarray[Any, Any]
# A row of an array of records; the compiled code reads and writes its fields.
Row = Any

_WHOLE, _REAL, _FLAG = np.int32, np.float64, np.bool_

# most: visits a month.
CARER = np.dtype(
    [("x", _REAL), ("y", _REAL), ("offered", _REAL), ("most", _WHOLE), ("partner", _WHOLE)], align=True
)
# slot: the day times two, plus one in the afternoon. limit: minutes. most: visits.
SHIFT = np.dtype([("limit", _REAL), ("carer", _WHOLE), ("slot", _WHOLE), ("most", _WHOLE)], align=True)
# penalty: cost of leaving it out. rank: place in the series. prior: shifts in the plan before.
# begin, end: its options.
NEED = np.dtype(
    [
        *((name, _REAL) for name in ("x", "y", "minutes", "penalty")),
        *((name, np.int64) for name in ("begin", "end")),
        *((name, _WHOLE) for name in ("tier", "keeps", "apart", "series", "rank", "prior", "prior_second")),
        *((name, _FLAG) for name in ("two", "fixed")),
    ],
    align=True,
)
# A shift in which a need may be made. leads: the carer may come alone, or first.
OPTION = np.dtype([("shift", _WHOLE), ("leads", _FLAG)], align=True)
# begin, end: its needs in `member`.
SERIES = np.dtype([("begin", _WHOLE), ("end", _WHOLE)], align=True)

# span: minutes from home to home. count, meetings: stops, and those where two meet.
# stamp: the round of the search that last changed it.
ROUND_NOW = np.dtype(
    [("span", _REAL), ("stamp", np.int64), ("count", _WHOLE), ("meetings", _WHOLE)], align=True
)
CARER_NOW = np.dtype([("work", _REAL), ("visits", _WHOLE)], align=True)
# at, second: its shift and the second carer's. meets: the minute at which two meet, else -1.
# absent_at: its place among the absent.
NEED_NOW = np.dtype([("meets", _REAL), ("at", _WHOLE), ("second", _WHOLE), ("absent_at", _WHOLE)], align=True)
# most: visits by the carer who has most of them. done: all that are placed.
SERIES_NOW = np.dtype([("most", _WHOLE), ("done", _WHOLE)], align=True)
CHANGE = np.dtype(
    [("meets", _REAL), *((name, _WHOLE) for name in ("put", "need", "shift", "stop", "shift2", "stop2"))],
    align=True,
)


class Asked(NamedTuple):
    """What does not change.

    options  those of need n are options[needs[n].begin : needs[n].end], by half-day
    member   needs of series q, by date: member[series[q].begin : series[q].end]
    near     for each need others, from the nearest on
    weights  minutes that keeping the carer, fair load, not moving, and the partner are worth
    """

    carers: Numbers
    shifts: Numbers
    needs: Numbers
    series: Numbers
    options: Numbers
    member: Numbers
    near: Numbers
    weights: Numbers


class Rounds(NamedTuple):
    """The rounds themselves, from which all else follows.

    route   needs of each shift in order
    shifts, needs   as in `Standing`
    """

    route: Numbers
    shifts: Numbers
    needs: Numbers


class Standing(NamedTuple):
    """Where the search stands.

    route    needs of each shift in order
    tally    visits of each series by carer
    absent   needs not in the plan
    log      what was changed since the log was emptied
    openings where a carer could come to a meeting: option, stop, earliest, latest, cost; to work on
    meeting  the best meeting: first's shift and stop, second's shift and stop, minute; to work on
    sizes    number of absent, of lines in the log, round of the search
    totals   cost, all work, all hours offered, squares of work by hours offered
    """

    route: Numbers
    shifts: Numbers
    carers: Numbers
    needs: Numbers
    series: Numbers
    tally: Numbers
    absent: Numbers
    log: Numbers
    openings: Numbers
    meeting: Numbers
    sizes: Numbers
    totals: Numbers

    def rounds(self) -> Rounds:
        """Give the rounds."""
        return Rounds(self.route, self.shifts, self.needs)


# Places in `sizes`, `totals` and `weights`.
ABSENT, LOGGED, ROUND = 0, 1, 2
COST, WORK, OFFERED, SQUARES = 0, 1, 2, 3
CONTINUITY, FAIRNESS, MOVING, PARTNER = 0, 1, 2, 3

NOBODY = -1
_LOG, _OPENINGS = 4096, 256


def standing(asked: Asked, longest: int) -> Standing:
    """Give an empty plan: every need is absent; a round has room for `longest` stops."""
    many = len(asked.needs)
    needs = np.zeros(many, NEED_NOW)
    needs["meets"], needs["at"], needs["second"], needs["absent_at"] = -1.0, NOBODY, NOBODY, np.arange(many)
    return Standing(
        route=np.full((len(asked.shifts), longest), NOBODY, _WHOLE),
        shifts=np.zeros(len(asked.shifts), ROUND_NOW),
        carers=np.zeros(len(asked.carers), CARER_NOW),
        needs=needs,
        series=np.zeros(len(asked.series), SERIES_NOW),
        tally=np.zeros((len(asked.series), len(asked.carers)), np.int16),
        absent=np.arange(many, dtype=_WHOLE),
        log=np.zeros(_LOG + 4 * many, CHANGE),
        openings=np.zeros((_OPENINGS, 5)),
        meeting=np.zeros(5),
        sizes=np.array([many, 0, 1], np.int64),
        totals=np.array([asked.needs["penalty"].sum(), 0.0, asked.carers["offered"].sum(), 0.0]),
    )
