"""One month, one change of a month, one public instance: planned and measured."""

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.visits import instances, months
from bench.visits.greedy import Greedy
from khuang.care.visits.rules.planning import plans
from khuang.care.visits.rules.planning.checks import faults
from khuang.care.visits.rules.planning.day import judging
from khuang.care.visits.rules.planning.day.days import plan_day
from khuang.care.visits.rules.planning.measures import measured
from khuang.care.visits.rules.planning.shapes import Carer, Placed, Plan, Problem

KINDS = {"ample": months.AMPLE, "tight": months.TIGHT}
OURS = "Khuang"

Row = dict[str, Any]


@contextmanager
def timed(row: Row) -> Iterator[None]:
    """Note wall and processor seconds, those of processes that were started among them."""
    begun, used = time.monotonic(), _used()
    yield
    row["seconds"] = round(time.monotonic() - begun, 1)
    row["cpu_seconds"] = round(_used() - used, 1)
    row["load"] = round(os.getloadavg()[0], 1)


def month(kind: str, seed: int, seconds: float) -> Iterator[Row]:
    """Plan a month by the nearest carer, by cheapest insertion, by the engine; then a carer falls ill."""
    problem = months.month(seed, KINDS[kind])
    for who, cheapest in (("greedy, nearest carer", False), ("greedy, cheapest insertion", True)):
        row: Row = {"month": kind, "seed": seed, "who": who}
        with timed(row):
            placed = Greedy(problem, cheapest).placed()
        yield row | _figures(problem, placed)
    row = {"month": kind, "seed": seed, "who": OURS}
    with timed(row):
        plan = plans.plan(problem, seconds=seconds)
    yield row | _figures(problem, plan.placed)
    yield change(kind, seed, problem, plan)


def change(kind: str, seed: int, problem: Problem, before: Plan) -> Row:
    """Let the busiest carer of a month fall ill for its second week, and plan it again."""
    ill = max(problem.carers, key=lambda carer: before.figures.loads[carer.key].visits)
    week = (months.FIRST + timedelta(7), months.FIRST + timedelta(13))
    shifts = tuple(shift for shift in ill.shifts if not week[0] <= shift.day <= week[1])
    carers = tuple(replace(ill, shifts=shifts) if carer is ill else carer for carer in problem.carers)
    changed = replace(problem, carers=carers)
    row: Row = {"month": kind, "seed": seed}
    with timed(row):
        after = plans.replan(changed, before)
    return row | _moves(before, after, ill, week) | _figures(changed, after.placed)


def instance(path: Path, best: float, seconds: float, changes: int) -> Row:
    """Plan a public instance and compare it with the best known."""
    day = instances.read(path)
    row: Row = {"instance": path.stem, "visits": len(day.visits), "carers": len(day.carers), "best": best}
    with timed(row):
        plan = plan_day(day, seconds=seconds, rounds=changes)
    if wrong := judging.broken(day, plan):
        raise AssertionError(wrong)
    cost = judging.cost(day, plan).mean
    return row | {"cost": round(cost, 3), "ratio": round(cost / best, 4)}


def _used() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _figures(problem: Problem, placed: tuple[Placed, ...]) -> Row:
    there = {each.need for each in placed}
    if wrong := faults(problem, placed, {need.key for need in problem.needs} - there):
        raise AssertionError(wrong)
    found = measured(problem, placed, {})
    tiers = {months.NAMES[tier]: round(100 * each.placed / each.due, 1) for tier, each in found.tiers.items()}
    covered = round(100 * len(placed) / len(problem.needs), 1)
    figures = {"km": round(found.km), "gini": found.gini, "continuity": found.continuity}
    return {"visits": len(problem.needs), "covered": covered, "tiers": tiers, **figures}


def _moves(before: Plan, after: Plan, ill: Carer, week: tuple[Any, Any]) -> Row:
    """How many visits the ill carer had, and how many of the others moved."""
    lost = {each.need for each in before.placed if ill.key in each.carers and week[0] <= each.day <= week[1]}
    others = len(before.placed) - len(lost)
    moved = len(set(after.moved) - lost)
    return {"lost": len(lost), "moved": moved, "moved_percent": round(100 * moved / others, 2)}
