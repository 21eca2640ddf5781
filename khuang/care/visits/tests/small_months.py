"""Small random months for the planning tests, and the plain words to build one by hand."""

from datetime import date, timedelta

from hypothesis import strategies as st

from khuang.care.visits.rules.planning import plans
from khuang.care.visits.rules.planning.month.solving import solved
from khuang.care.visits.rules.planning.shapes import (
    AFTERNOON,
    HALVES,
    MORNING,
    Carer,
    Half,
    Placed,
    Plan,
    Problem,
    Shift,
    VisitNeed,
)

MONDAY = date(2026, 11, 2)
# About 1.1 km, 3.4 minutes of travel.
STEP = 0.01


def day(number: int) -> date:
    return MONDAY + timedelta(number)


def place(east: float = 0, north: float = 0) -> tuple[float, float]:
    return 99.4 + east * STEP, 18.1 + north * STEP


def shift(number: int = 0, half: Half = MORNING, minutes: int = 210) -> Shift:
    return Shift(day(number), half, minutes)


def carer(key: str = "mali", *shifts: Shift, home: tuple[float, float] = place(), **traits: object) -> Carer:
    return Carer(key, home, shifts=shifts or (shift(),), **traits)  # type: ignore[arg-type]


def need(key: str = "kham", **wishes: object) -> VisitNeed:
    told = {"person": key, "series": key, "tier": 1, "earliest": day(0), "latest": day(5), "minutes": 30}
    return VisitNeed(key, **{**told, "place": place(1), **wishes})  # type: ignore[arg-type]


def planned(problem: Problem) -> Plan:
    """Plan here, without a process of its own."""
    return plans.plan(problem, search=solved)


def planned_again(problem: Problem, before: Plan) -> Plan:
    return plans.replan(problem, before, search=solved)


_places = st.builds(place, st.integers(-6, 6), st.integers(-6, 6))
_keys = st.sampled_from(["a", "b", "c", "d"])
_skills = st.frozensets(st.sampled_from(["lifts", "wounds"]), max_size=2)
_shifts = st.builds(shift, st.integers(0, 3), st.sampled_from(HALVES), st.sampled_from([60, 100, 150]))
_limits = st.sampled_from([None, None, 1, 2, 3])


@st.composite
def carers(draw: st.DrawFn, key: str) -> Carer:
    return Carer(
        key,
        draw(_places),
        draw(st.sampled_from(["female", "male"])),
        draw(_skills),
        draw(st.frozensets(st.sampled_from(["th", "nod"]))),
        tuple(draw(st.lists(_shifts, max_size=4))),
        draw(_limits),
        draw(_limits),
        draw(st.none() | _keys),
    )


@st.composite
def needs(draw: st.DrawFn, key: str) -> VisitNeed:
    series = draw(st.integers(0, 6))
    first = draw(st.integers(0, 3))
    return VisitNeed(
        key=key,
        person=key,
        series=f"series {series}",
        tier=series % 3,
        earliest=day(first),
        latest=day(first + draw(st.integers(0, 3))),
        minutes=draw(st.sampled_from([15, 30, 60, 90])),
        place=draw(_places),
        halves=draw(st.sampled_from([frozenset(HALVES), frozenset({MORNING}), frozenset({AFTERNOON})])),
        days_off=draw(st.sampled_from([frozenset(), frozenset(), frozenset({0, 2})])),
        skills=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"lifts"})])),
        sex_wish=draw(st.sampled_from([None, None, None, "female"])),
        languages=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"nod"})])),
        two_people=draw(st.sampled_from([False, False, False, True])),
        keeps=draw(st.none() | _keys),
        avoid=draw(st.frozensets(_keys, max_size=1)),
        apart=draw(st.sampled_from([0, 0, 1, 2])),
    )


@st.composite
def placements(draw: st.DrawFn, key: str) -> Placed:
    """Something that somebody locked, sensible or not; e is no carer."""
    who = draw(st.lists(st.sampled_from(["a", "b", "e"]), min_size=1, max_size=2, unique=True))
    return Placed(key, tuple(who), day(draw(st.integers(0, 3))), draw(st.sampled_from(HALVES)), locked=True)


@st.composite
def problems(draw: st.DrawFn, locked: bool = True) -> Problem:
    names = draw(st.lists(_keys, max_size=4, unique=True))
    asked = [f"need {number}" for number in range(draw(st.integers(0, 10)))]
    fixed = draw(st.lists(st.sampled_from(asked), max_size=3, unique=True)) if asked and locked else []
    return Problem(
        tuple(draw(carers(key)) for key in names),
        tuple(draw(needs(key)) for key in asked),
        tuple(draw(placements(key)) for key in fixed),
        draw(st.sampled_from([0.0, 0.5, 1.0])),
    )
