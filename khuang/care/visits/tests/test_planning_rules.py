"""Whatever the month: no hard rule is broken, what is locked stays, and the worst off come first."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations, product

from hypothesis import given, settings

from khuang.care.visits.rules.planning.checks import check, faults
from khuang.care.visits.rules.planning.rounds import by_round, walked
from khuang.care.visits.rules.planning.shapes import Placed, Plan, Problem, VisitNeed
from khuang.care.visits.rules.planning.travel import ground_of
from khuang.care.visits.tests.small_months import planned, planned_again, problems

# The search is compiled on the first example.
slowly = settings(deadline=None, max_examples=150)


@given(problems())
@slowly
def test_a_plan_breaks_no_hard_rule_of_itself(problem: Problem) -> None:
    assert [fault for fault in check(problem, planned(problem)) if not fault.by_lock] == []


@given(problems())
@slowly
def test_what_is_locked_stays_with_whom_and_when_it_was(problem: Problem) -> None:
    there = {each.need: each for each in planned(problem).placed}
    for each in problem.fixed:
        now = there[each.need]
        assert (now.carers, now.day, now.half, now.locked) == (each.carers, each.day, each.half, True)


@given(problems())
@slowly
def test_every_need_is_placed_or_has_a_reason(problem: Problem) -> None:
    plan = planned(problem)
    assert all(plan.unserved.values())
    assert {each.need for each in plan.placed} | set(plan.unserved) == {need.key for need in problem.needs}


@given(problems())
@slowly
def test_nobody_is_left_out_while_somebody_better_off_could_give_way(problem: Problem) -> None:
    plan = planned(problem)
    left_out = [need for need in problem.needs if need.key in plan.unserved]
    assert [need.key for need in left_out if any(_ways_in(problem, plan, need))] == []


@given(problems())
@slowly
def test_planning_again_with_nothing_changed_moves_nothing(problem: Problem) -> None:
    before = planned(problem)
    again = planned_again(problem, before)
    assert again.moved == ()
    assert {each.need for each in before.placed} <= {each.need for each in again.placed}


@given(problems(locked=False))
@slowly
def test_when_a_carer_falls_ill_no_visit_moves_that_could_have_stayed(problem: Problem) -> None:
    before = planned(problem)
    ill = replace(
        problem, carers=tuple(replace(each, shifts=()) for each in problem.carers[:1]) + problem.carers[1:]
    )
    after = planned_again(ill, before)
    assert [fault for fault in check(ill, after) if not fault.by_lock] == []
    was = {each.need: each for each in before.placed}
    now = {each.need: each for each in after.placed}
    for key in after.moved:
        if key in now and len(was[key].carers) == 1:
            others = [each for each in after.placed if each.need != key]
            need = next(need for need in problem.needs if need.key == key)
            assert not any(_inserted(ill, others, need, was[key].carers, (was[key].day, was[key].half)))


def _ways_in(problem: Problem, plan: Plan, need: VisitNeed) -> Iterator[bool]:
    """Try a need everywhere, without the visits of higher tiers that could give way there."""
    tier = {each.key: each.tier for each in problem.needs}
    slots = {(shift.day, shift.half) for carer in problem.carers for shift in carer.shifts}
    who = [carer.key for carer in problem.carers]
    pairs = permutations(who, 2) if need.two_people else ((key,) for key in who)
    for carers, slot in product(pairs, sorted(slots)):
        firm = [each for each in plan.placed if each.locked or tier[each.need] <= need.tier]
        lighter = [each for each in plan.placed if each not in firm]
        elsewhere = [each for each in lighter if not set(each.carers) & set(carers)]
        yield any(_inserted(problem, [*firm, *elsewhere], need, carers, slot))


def _inserted(problem, others, need, carers, slot) -> Iterator[bool]:
    """Put a need at every stop of these carers' rounds; true where that breaks no rule."""
    known = {each.key: each for each in problem.carers}
    needs = {each.key: each for each in problem.needs}
    if not all(key in known for key in carers):
        return
    rounds = by_round(others)
    choices = [range(len(rounds.get((key, slot), [])) + 1) for key in carers]
    for stops in product(*choices):
        new = Placed(need.key, carers, *slot)
        changed = {}
        for key, stop in zip(carers, stops, strict=True):
            visits = list(rounds.get((key, slot), []))
            changed[key] = [*visits[:stop], new, *visits[stop:]]
        yield _holds(problem, others, new, changed, known, needs)


def _holds(problem, others, new, changed, known, needs) -> bool:
    ground = ground_of(problem)
    starts = {key: walked(known[key], visits, needs, ground).starts for key, visits in changed.items()}
    meets = max(starts[key][visits.index(new)] for key, visits in changed.items())
    then = replace(new, arrival=-int(-meets // 1))
    moved = {each.need: each for each in others}
    for key, visits in changed.items():
        visits = [then if each is new else each for each in visits]
        walk = walked(known[key], visits, needs, ground)
        for each, start in zip(visits, walk.starts, strict=True):
            if len(each.carers) == 1:
                moved[each.need] = replace(each, arrival=-int(-(start - 1e-9) // 1))
    placed = [*(moved[each.need] for each in others), moved.get(then.need, then)]
    asked = {each.need for each in placed}
    return all(fault.by_lock for fault in faults(problem, placed, set(needs) - asked))
