"""A day by the clock: carers meet at once or one after the other, and lateness is counted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuang.care.visits.rules.planning.day.arrays import NobodyAble, day_asked, day_now
from khuang.care.visits.rules.planning.day.days import plan_day
from khuang.care.visits.rules.planning.day.judging import broken, cost
from khuang.care.visits.rules.planning.day.moves import assign_anybody
from khuang.care.visits.rules.planning.day.shapes import Day, DayCarer, DayPlan, DayStop, DayVisit, Task
from khuang.care.visits.rules.planning.day.timing import remember

WASH, LIFT = Task("wash", 20), Task("lift", 10)
MALI, BOONSRI = DayCarer("mali", frozenset({"wash"})), DayCarer("boonsri", frozenset({"lift"}))


def line(*places: float) -> list[list[float]]:
    """Ways between places on a line; the office is at 0."""
    return [[abs(one - other) for other in (0, *places)] for one in (0, *places)]


def stop_of(plan: DayPlan, visit: str, task: int = 0) -> DayStop:
    return next(
        stop for stops in plan.rounds.values() for stop in stops if (stop.visit, stop.task) == (visit, task)
    )


def test_visits_are_made_in_the_order_of_their_hours():
    visits = (DayVisit("late", 100, 120, (WASH,)), DayVisit("early", 0, 20, (WASH,)))
    plan = plan_day(Day((MALI,), visits, line(10, 20)), rounds=2000)
    assert [stop.visit for stop in plan.rounds["mali"]] == ["early", "late"]
    assert (stop_of(plan, "early").start, stop_of(plan, "late").start) == (20, 100)


def test_two_who_meet_begin_at_once_and_the_first_waits():
    visits = (DayVisit("both", 0, 100, (WASH, LIFT)), DayVisit("before", 0, 100, (LIFT,)))
    plan = plan_day(Day((MALI, BOONSRI), visits, line(10, 30)), rounds=2000)
    assert stop_of(plan, "both", 0).start == stop_of(plan, "both", 1).start


def test_one_after_the_other_keeps_its_gap_even_when_the_second_comes_late():
    lift_far = DayVisit("far", 0, 50, (LIFT,))
    after = DayVisit("both", 0, 400, (WASH, LIFT), gap=(15, 30))
    day = Day((MALI, BOONSRI), (after, lift_far), line(10, 50))
    plan = plan_day(day, rounds=2000)
    assert broken(day, plan) == ()
    assert 15 <= stop_of(plan, "both", 1).start - stop_of(plan, "both", 0).start <= 30


def test_lateness_is_counted_by_task_and_at_its_worst():
    visits = (DayVisit("one", 0, 5, (WASH, LIFT)), DayVisit("two", 0, 60, (WASH,)))
    day = Day((MALI, BOONSRI), visits, line(10, 10))
    plan = plan_day(day, rounds=2000)
    found = cost(day, plan)
    assert (found.way, found.late, found.latest) == (40, 10, 5)
    assert found.mean == pytest.approx(55 / 3)


def test_who_can_do_nothing_of_it_is_told():
    with pytest.raises(NobodyAble):
        plan_day(Day((MALI,), (DayVisit("kham", 0, 10, (LIFT,)),), line(1)), rounds=10)


def test_one_carer_cannot_be_both_of_two():
    strong = DayCarer("mali", frozenset({"wash", "lift"}))
    with pytest.raises(NobodyAble):
        plan_day(Day((strong,), (DayVisit("kham", 0, 10, (WASH, LIFT)),), line(1)), rounds=10)


def test_the_judge_finds_what_is_wrong_with_a_day():
    day = Day((MALI, BOONSRI), (DayVisit("kham", 10, 20, (WASH, LIFT)),), line(5))
    wrong = DayPlan({"boonsri": (DayStop("kham", 0, 4.0),), "mali": (DayStop("kham", 1, 10.0),)})
    found = " ".join(broken(day, wrong))
    for words in ("cannot do wash", "cannot do lift", "starts too soon", "do not meet"):
        assert words in found
    assert "is done 0 times" in " ".join(broken(day, DayPlan({})))


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Random days whose every visit can be made."""
    places = draw(st.lists(st.integers(0, 60), min_size=1, max_size=8))
    visits = []
    for number in range(len(places)):
        opens = draw(st.integers(0, 200))
        tasks = draw(st.sampled_from([(WASH,), (LIFT,), (WASH, LIFT), (LIFT, WASH)]))
        least = draw(st.integers(0, 20))
        gap = draw(st.sampled_from([(0.0, 0.0), (float(least), float(least + 10))]))
        visits.append(DayVisit(f"visit {number}", opens, opens + draw(st.integers(0, 60)), tasks, gap))
    more = draw(st.lists(st.sampled_from([frozenset({"wash"}), frozenset({"wash", "lift"})]), max_size=2))
    carers = (MALI, BOONSRI, *(DayCarer(f"carer {number}", can) for number, can in enumerate(more)))
    return Day(carers, tuple(visits), line(*places))


@given(days(), st.integers(0, 3))
@settings(deadline=None, max_examples=100)
def test_a_day_keeps_every_rule_and_costs_what_the_search_says(day: Day, seed: int) -> None:
    plan = plan_day(day, rounds=3000, seed=seed)
    assert broken(day, plan) == ()
    asked, now = day_asked(day), day_now(day_asked(day), len(day.carers))
    assign_anybody(asked, now)
    remember(asked, now, 0, len(day.visits))
    assert cost(day, plan).mean <= now.totals[0] + 1e-6


def test_two_visits_in_one_house_are_planned_though_there_is_no_way_between_them():
    visits = (DayVisit("first", 0, 0, (WASH,)), DayVisit("second", 0, 0, (WASH,)))
    day = Day((MALI,), visits, line(0, 0))
    assert broken(day, plan_day(day, rounds=3000)) == ()


@given(days())
@settings(deadline=None, max_examples=20)
def test_the_same_seed_gives_the_same_day(day: Day) -> None:
    assert plan_day(day, rounds=3000, seed=7) == plan_day(day, rounds=3000, seed=7)
