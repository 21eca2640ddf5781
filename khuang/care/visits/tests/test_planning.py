"""Plans of small months that one can see through, and the months that cannot be planned."""

from dataclasses import replace

import pytest

from khuang.care.visits.rules.planning import plans
from khuang.care.visits.rules.planning.comparison import compare
from khuang.care.visits.rules.planning.fixes import what_would_fix
from khuang.care.visits.rules.planning.measures import gini
from khuang.care.visits.rules.planning.reasons import why, why_not
from khuang.care.visits.rules.planning.shapes import AFTERNOON, Coverage, Placed, Problem
from khuang.care.visits.tests.small_months import (
    carer,
    day,
    need,
    place,
    planned,
    planned_again,
    shift,
)


def codes(reasons):
    return [reason.code for reason in reasons]


def of(plan, key):
    return next(each for each in plan.placed if each.need == key)


def test_a_month_without_carers_leaves_everybody_out_and_says_so():
    plan = planned(Problem((), (need("kham"), need("bua"))))
    assert plan.placed == ()
    assert {key: codes(reasons) for key, reasons in plan.unserved.items()} == {
        "kham": ["no-carers"],
        "bua": ["no-carers"],
    }
    assert plan.figures.tiers == {1: Coverage(due=2, placed=0)}


def test_a_month_without_needs_is_an_empty_plan():
    plan = planned(Problem((carer(),), ()))
    assert (plan.placed, plan.unserved, plan.figures.gini) == ((), {}, 0.0)


def test_a_carer_who_offers_no_half_day_visits_nobody():
    plan = planned(Problem((replace(carer(), shifts=()),), (need(),)))
    assert codes(plan.unserved["kham"]) == ["nobody-at-that-time"]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"skills": frozenset({"lifts"})}, "nobody-with-skill"),
        ({"sex_wish": "female"}, "nobody-of-sex"),
        ({"languages": frozenset({"nod"})}, "nobody-speaks"),
        ({"avoid": frozenset({"mali"})}, "all-avoided"),
        ({"two_people": True}, "only-one-carer"),
        ({"earliest": day(3), "latest": day(4)}, "nobody-at-that-time"),
        ({"halves": frozenset({AFTERNOON})}, "nobody-at-that-time"),
        ({"minutes": 240}, "longer-than-any-shift"),
        ({"minutes": 205}, "too-far"),
    ],
)
def test_a_need_that_cannot_be_met_says_which_rule_leaves_nobody(wish, code):
    plan = planned(Problem((carer(sex="male"),), (need(**wish),)))
    assert codes(plan.unserved["kham"]) == [code]


def test_who_is_left_out_of_full_shifts_is_told_how_much_is_missing():
    needs = tuple(need(key, minutes=90, tier=tier) for key, tier in (("kham", 0), ("bua", 1), ("dao", 2)))
    plan = planned(Problem((carer(),), needs))
    (reason,) = plan.unserved["dao"]
    assert reason.code == "full"
    assert (reason.figures["minutes"], reason.figures["shifts"]) == (90, 1)


def test_the_worst_off_come_first_when_there_is_not_time_for_all():
    needs = (need("bua", tier=2, minutes=180), need("kham", tier=0, minutes=180))
    assert [each.need for each in planned(Problem((carer(),), needs)).placed] == ["kham"]


def test_a_household_shares_the_way_there():
    home = place(5)
    together = tuple(need(key, place=home, minutes=60) for key in ("kham", "bua"))
    plan = planned(Problem((carer("mali", shift(0), shift(1)),), together))
    assert of(plan, "kham").day == of(plan, "bua").day
    assert plan.figures.km == pytest.approx(2 * 1.3 * 5 * 0.01 * 111.2 * 0.9505, rel=0.01)


def test_two_carers_are_at_a_risky_home_at_the_same_minute():
    carers = (carer("mali", home=place(0)), carer("boonsri", home=place(4)))
    plan = planned(Problem(carers, (need("kham", two_people=True), need("bua", place=place(4)))))
    meeting = of(plan, "kham")
    assert set(meeting.carers) == {"mali", "boonsri"}
    assert meeting.arrival >= 3


def test_partners_go_together_where_they_can():
    carers = (
        carer("mali", partner="som"),
        carer("boonsri", home=place(0.1)),
        carer("som", home=place(0.2), partner="mali"),
    )
    plan = planned(Problem(carers, (need("kham", two_people=True),)))
    assert set(of(plan, "kham").carers) == {"mali", "som"}
    assert codes(why(Problem(carers, (need("kham", two_people=True),)), plan, "kham"))[-1] == "partners"


def test_the_main_carer_comes_although_another_lives_nearer():
    carers = (carer("mali", home=place(-3)), carer("boonsri", home=place(1)))
    problem = Problem(carers, (need("kham", keeps="mali"),))
    plan = planned(problem)
    assert of(plan, "kham").carers == ("mali",)
    assert codes(why(problem, plan, "kham"))[0] == "main-carer"
    assert plan.figures.continuity == 1.0


def test_without_weight_on_continuity_the_nearer_comes():
    carers = (carer("mali", home=place(-3)), carer("boonsri", home=place(1)))
    plan = planned(Problem(carers, (need("kham", keeps="mali"),), continuity=0.0))
    assert of(plan, "kham").carers == ("boonsri",)


def test_a_series_keeps_one_carer_and_its_distance():
    weekly = tuple(
        need(f"kham {week}", series="kham", earliest=day(7 * week), latest=day(7 * week + 6), apart=4)
        for week in range(3)
    )
    shifts = [shift(number) for number in (0, 5, 8, 15, 18)]
    plan = planned(Problem((carer("mali", *shifts), carer("boonsri", *shifts)), weekly))
    assert len({each.carers for each in plan.placed}) == 1
    days = sorted(each.day for each in plan.placed)
    assert all((later - earlier).days >= 4 for earlier, later in zip(days, days[1:], strict=False))


def test_a_visit_too_close_to_the_one_before_says_so():
    needs = (need("kham 1", series="kham"), need("kham 2", series="kham", apart=3))
    plan = planned(Problem((carer("mali", shift(0), shift(1)),), needs))
    assert [codes(reasons) for reasons in plan.unserved.values()] == [["too-close"]]


def test_limits_of_a_shift_and_of_a_month_are_kept():
    needs = tuple(need(f"need {number}") for number in range(6))
    plan = planned(Problem((carer("mali", shift(0), shift(1), most_visits=2, most_a_month=3),), needs))
    assert len(plan.placed) == 3
    assert {codes(reasons)[0] for reasons in plan.unserved.values()} == {"month-full"}


def test_a_locked_visit_stays_even_where_nobody_offers_the_half_day():
    locked = Placed("kham", ("mali",), day(4), AFTERNOON, locked=True)
    plan = planned(Problem((carer(),), (need("kham"), need("bua")), fixed=(locked,)))
    assert (of(plan, "kham").day, of(plan, "kham").half) == (day(4), AFTERNOON)
    assert [(fault.code, fault.by_lock) for fault in plan.faults] == [("no-shift", True)]
    assert of(plan, "bua").day == day(0)


def test_a_locked_visit_of_a_carer_who_is_gone_stays_and_is_told():
    locked = Placed("kham", ("gone",), day(0), "morning", locked=True)
    plan = planned(Problem((carer(),), (need("kham"),), fixed=(locked,)))
    assert of(plan, "kham").carers == ("gone",)
    assert [fault.code for fault in plan.faults] == ["unknown-carer"]


def test_too_many_locked_visits_stay_and_close_the_shift():
    locked = tuple(Placed(key, ("mali",), day(0), "morning", locked=True) for key in ("kham", "bua"))
    needs = (need("kham", minutes=120), need("bua", minutes=120), need("dao"))
    plan = planned(Problem((carer(),), needs, fixed=locked))
    assert {each.need for each in plan.placed} == {"kham", "bua"}
    assert [(fault.code, fault.by_lock) for fault in plan.faults] == [("shift-too-short", True)]


def test_two_needs_of_one_key_are_refused():
    with pytest.raises(ValueError, match="two of one key"):
        planned(Problem((), (need("kham"), need("kham"))))


def test_when_a_carer_falls_ill_only_their_visits_move():
    carers = (carer("mali", shift(0), shift(1)), carer("boonsri", shift(0), shift(1), home=place(2)))
    needs = tuple(need(f"need {number}", place=place(number % 3)) for number in range(6))
    before = planned(Problem(carers, needs))
    ill = (replace(carers[0], shifts=(shift(1),)), carers[1])
    after = planned_again(Problem(ill, needs), before)
    theirs = {each.need for each in before.placed if each.carers == ("mali",) and each.day == day(0)}
    assert set(after.moved) == theirs
    assert after.figures.moved == len(theirs)
    assert after.unserved == {}


def test_what_was_locked_in_the_plan_before_stays_when_it_is_planned_again():
    problem = Problem((carer("mali", shift(0), shift(1)),), (need("kham"),))
    before = planned(problem)
    locked = replace(before, placed=tuple(replace(each, day=day(1), locked=True) for each in before.placed))
    again = planned_again(problem, locked)
    assert (of(again, "kham").day, of(again, "kham").locked) == (day(1), True)


def test_a_plan_of_its_own_process_is_the_same_and_tells_how_far_it_is():
    problem = Problem((carer("mali", shift(0), shift(1)),), tuple(need(f"need {n}") for n in range(8)))
    told = []
    plan = plans.plan(problem, progress=lambda *words: told.append(words))
    assert plan == planned(problem)
    assert told[-1][0] == 1.0 and told[-1][2] == 8


def test_whatever_progress_raises_ends_the_search():
    class Stopped(Exception):
        pass

    def stop(share, placed, asked):
        raise Stopped

    with pytest.raises(Stopped):
        plans.plan(Problem((carer(),), (need(),)), progress=stop)


def test_two_half_days_more_are_tried_and_said_to_cover_whom_they_cover():
    elders = tuple(
        need(f"elder {n}", zone="moo 5", place=place(8, n % 2), minutes=60, tier=2) for n in range(5)
    )
    problem = Problem((carer("mali", shift(0)),), (need("kham", minutes=190), *elders))
    plan = planned(problem)
    (fix,) = what_would_fix(problem, plan)
    assert (fix.code, fix.zone, fix.people, fix.tiers) == ("half-days", "moo 5", 5, {2: 5})
    assert len(fix.shifts) == 2
    lives_there = carer(
        "new", *(shift((each - day(0)).days, half) for each, half in fix.shifts), home=place(8)
    )
    assert planned(replace(problem, carers=(*problem.carers, lives_there))).unserved == {}


def test_what_would_fix_asks_for_the_skill_and_sex_that_are_wanting():
    wishes = {"skills": frozenset({"lifts"}), "sex_wish": "female"}
    problem = Problem((carer(sex="male"),), (need("kham", zone="moo 5", **wishes),))
    (fix,) = what_would_fix(problem, planned(problem))
    assert (fix.zone, fix.skills, fix.sex, fix.covers) == ("moo 5", {"lifts"}, "female", ("kham",))
    helped = (
        *problem.carers,
        carer("new", *(shift(*each) for each in [(0,)]), sex="female", skills=fix.skills),
    )
    assert planned(replace(problem, carers=helped)).unserved == {}


def test_two_plans_side_by_side_show_what_differs():
    problem = Problem((carer("mali", shift(0), shift(1)),), (need("kham"), need("bua")))
    first = planned(problem)
    second = planned(replace(problem, needs=(need("kham"),)))
    changes = compare(first, second).changes
    assert [(change.need, change.second) for change in changes] == [("bua", None)]


def test_why_not_of_a_need_that_would_fit_says_nothing_untrue():
    problem = Problem(
        (carer(),), (need("kham", minutes=100), need("bua", minutes=100), need("dao", minutes=20))
    )
    plan = planned(problem)
    for key in plan.unserved:
        assert codes(why_not(problem, plan, key)) in (["full"], ["full-with-the-way"])


@pytest.mark.parametrize(
    ("values", "share"), [([1, 1, 1], 0.0), ([0, 0, 3], 2 / 3), ([], 0.0), ([0, 0], 0.0)]
)
def test_gini_is_0_where_all_are_laden_alike(values, share):
    assert gini(values) == pytest.approx(share)
