"""Invented months of visits: seven villages, 1,660 people, 30 carers, about 1,250 visits in four weeks.

40 bedridden (15 of them twice a week, 25 weekly), 280 disabled (80 fortnightly, 200 monthly), 1,340
elders (340 monthly, a third of 1,000 who are visited quarterly). Whoever is visited twice a week
has two series. Half of the bedridden women want a woman; one home in fifty wants two carers.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from khuang.care.visits.rules.planning.shapes import (
    AFTERNOON,
    HALVES,
    MORNING,
    Carer,
    Half,
    Point,
    Problem,
    Shift,
    VisitNeed,
)

FIRST = date(2026, 11, 2)  # A Monday.
WEEKS, WORKDAYS = 4, 6
MINUTES = 210
NAMES = {0: "bedridden", 1: "disabled", 2: "elders"}
# Half-days a week that a carer offers, drawn from these.
AMPLE, TIGHT = (2, 2, 2, 3, 3, 3), (2, 2, 2, 2, 2, 3)
_KM = 1 / 111.2
_CENTRE = (99.4, 18.14)


def month(seed: int, half_days: tuple[int, ...] = AMPLE, size: int = 1) -> Problem:
    """Invent a month; `size` municipalities side by side make a larger one."""
    random = Random(seed)
    villages = [_village(random, number, size) for number in range(7 * size)]
    carers = [_carer(random, number, villages, half_days) for number in range(30 * size)]
    needs = [need for number in range(1660 * size) for need in _needs(random, number, villages)]
    return Problem(tuple(carers), tuple(needs))


def _village(random: Random, number: int, size: int) -> tuple[str, Point]:
    side = 6 * size**0.5
    east, north = random.uniform(-side / 2, side / 2), random.uniform(-side / 2, side / 2)
    return f"moo {number + 1}", (_CENTRE[0] + east * _KM, _CENTRE[1] + north * _KM)


def _home(random: Random, village: Point) -> Point:
    return village[0] + random.gauss(0, 0.5) * _KM, village[1] + random.gauss(0, 0.5) * _KM


def _carer(
    random: Random, number: int, villages: list[tuple[str, Point]], half_days: tuple[int, ...]
) -> Carer:
    zone, centre = villages[number % len(villages)]
    level = random.choices((1, 2, 3), (3, 4, 3))[0]
    return Carer(
        key=f"carer {number}",
        home=_home(random, centre),
        sex="female" if random.random() < 0.75 else "male",
        skills=frozenset(f"level {at}" for at in range(1, level + 1)),
        shifts=tuple(_shifts(random, random.choice(half_days))),
        zone=zone,
    )


def _shifts(random: Random, half_days: int) -> Iterator[Shift]:
    """The same half-days every week."""
    weekly = random.sample([(day, half) for day in range(WORKDAYS) for half in HALVES], half_days)
    for week in range(WEEKS):
        for day, half in sorted(weekly):
            yield Shift(FIRST + timedelta(7 * week + day), half, MINUTES)


def _needs(random: Random, number: int, villages: list[tuple[str, Point]]) -> Iterator[VisitNeed]:
    """What is due in the month to one person."""
    turn = number % 1660
    zone, centre = random.choice(villages)
    tier = 0 if turn < 40 else 1 if turn < 320 else 2
    place, is_woman, wants = _home(random, centre), random.random() < 0.55, random.random()
    level = (
        random.choices((3, 2), (1, 1))[0]
        if tier == 0
        else random.choices((2, 1), (1, 3))[0]
        if tier == 1
        else 1
    )
    minutes = random.choice(((45, 60), (30, 45), (30, 30, 30, 40))[tier])
    two = random.random() < 0.02
    halves = _halves(random)
    for series, (first, days, apart) in _due(turn):
        start = FIRST + timedelta(first)
        yield VisitNeed(
            key=f"{number} {series} {first}",
            person=str(number),
            series=f"{number} {series}",
            tier=tier,
            earliest=start,
            latest=start + timedelta(days - 1),
            minutes=minutes,
            place=place,
            halves=halves,
            skills=frozenset({f"level {level}"}),
            sex_wish="female" if tier == 0 and is_woman and wants < 0.5 else None,
            two_people=two,
            apart=apart,
            zone=zone,
        )


def _halves(random: Random) -> frozenset[Half]:
    """45 of 100 want mornings or afternoons."""
    return frozenset(random.choices((HALVES, (MORNING,), (AFTERNOON,)), (55, 23, 22))[0])


def _due(turn: int) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """Give (series, (first day, days in the window, days apart))."""
    weeks = range(0, 7 * WEEKS, 7)
    if turn < 15:
        yield from ((0, (first, 3, 5)) for first in weeks)
        yield from ((1, (first + 3, 3, 5)) for first in weeks)
    elif turn < 40:
        yield from ((0, (first, 6, 4)) for first in weeks)
    elif turn < 120:
        yield from ((0, (first, 13, 10)) for first in (0, 14))
    elif turn < 660 or turn % 3 == 0:
        yield 0, (0, 27, 0)
