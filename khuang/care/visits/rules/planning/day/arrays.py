"""A day as arrays, and where the search for it stands.

A plan is an order of all visits with a carer for each task. Taking the visits in that order, each
starts as soon as its carers are there; so two who wait for each other in a ring cannot happen.
"""

from typing import NamedTuple

import numpy as np

from khuang.care.visits.rules.planning.day.shapes import Day
from khuang.care.visits.rules.planning.month.arrays import Numbers

NOBODY = -1


class DayAsked(NamedTuple):
    """What does not change; -1 stands for no second task.

    ways      place 0 the office, place n + 1 visit n
    opens, closes, least, most   hours and gap of a visit
    minutes   of each visit's tasks
    able, many   carers who can do each task of each visit: able[visit, task, : many[visit, task]]
    fits      whether a carer can: fits[visit, task, carer]
    """

    ways: Numbers
    opens: Numbers
    closes: Numbers
    least: Numbers
    most: Numbers
    minutes: Numbers
    able: Numbers
    many: Numbers
    fits: Numbers


class DayNow(NamedTuple):
    """An order of visits, and what is known before each place in it.

    order, who      visits in order; carers of each visit
    free, place     before each place: when each carer is free, and where
    way, late, top  before each place: way, lateness and greatest lateness so far
    rest            after each place: greatest lateness of the rest
    steps, starts   of each visit: minutes on the way to it, when its tasks start
    totals          cost, way, lateness, greatest lateness of all
    """

    order: Numbers
    who: Numbers
    free: Numbers
    place: Numbers
    way: Numbers
    late: Numbers
    top: Numbers
    rest: Numbers
    steps: Numbers
    starts: Numbers
    totals: Numbers


COST, WAY, LATE, TOP = 0, 1, 2, 3


class NobodyAble(Exception):
    """No carer can do a task, or one alone can do both tasks of a visit."""


def day_asked(day: Day) -> DayAsked:
    """Lay a day out. Raises NobodyAble."""
    visits = day.visits
    fits = np.zeros((len(visits), 2, len(day.carers)), bool)
    able = np.full((len(visits), 2, len(day.carers)), NOBODY, np.int32)
    many, minutes = np.zeros((len(visits), 2), np.int32), np.zeros((len(visits), 2))
    for number, visit in enumerate(visits):
        for place, task in enumerate(visit.tasks):
            who = [at for at, carer in enumerate(day.carers) if task.ability in carer.abilities]
            able[number, place, : len(who)] = who
            fits[number, place, who] = True
            many[number, place], minutes[number, place] = len(who), task.minutes
        if not _can_be_done(able[number, :, :], len(visit.tasks)):
            raise NobodyAble(visit.key)
    return DayAsked(
        ways=np.array(day.ways, float),
        opens=np.array([visit.earliest for visit in visits], float),
        closes=np.array([visit.latest for visit in visits], float),
        least=np.array([visit.gap[0] for visit in visits], float),
        most=np.array([visit.gap[1] for visit in visits], float),
        minutes=minutes,
        able=able,
        many=many,
        fits=fits,
    )


def _can_be_done(able: Numbers, tasks: int) -> bool:
    who = [set(able[task][able[task] >= 0].tolist()) for task in range(tasks)]
    return all(who) and len(set().union(*who)) >= tasks


def day_now(asked: DayAsked, carers: int) -> DayNow:
    """Give the visits by the end of their hours, with nobody assigned yet."""
    visits = len(asked.opens)
    return DayNow(
        order=np.argsort(asked.closes, kind="stable").astype(np.int32),
        who=np.full((visits, 2), NOBODY, np.int32),
        free=np.zeros((visits + 1, carers)),
        place=np.zeros((visits + 1, carers), np.int32),
        way=np.zeros(visits + 1),
        late=np.zeros(visits + 1),
        top=np.zeros(visits + 1),
        rest=np.zeros(visits + 1),
        steps=np.zeros(visits),
        starts=np.zeros((visits, 2)),
        totals=np.zeros(4),
    )
