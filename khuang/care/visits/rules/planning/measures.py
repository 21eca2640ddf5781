"""What a plan comes to: coverage by tier, km, how evenly load lies, how often the carer is kept."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from khuang.care.visits.rules.planning.eligible import slots
from khuang.care.visits.rules.planning.rounds import Round, by_round, walked
from khuang.care.visits.rules.planning.shapes import (
    Carer,
    Coverage,
    Figures,
    Load,
    Placed,
    Plan,
    Problem,
    Reason,
    VisitNeed,
)
from khuang.care.visits.rules.planning.travel import Ground, ground_of


def figures(problem: Problem, plan: Plan) -> Figures:
    """Measure a plan."""
    return measured(problem, plan.placed, plan.unserved, moved=len(plan.moved))


def measured(
    problem: Problem,
    placed: Sequence[Placed],
    unserved: Mapping[str, tuple[Reason, ...]],
    moved: int = 0,
) -> Figures:
    """Measure placements; what is unserved counts under its first reason."""
    needs = {need.key: need for need in problem.needs}
    ground = ground_of(problem)
    loads = _loads(problem.carers, placed, needs, ground)
    kept, of = _kept([each for each in placed if each.need in needs], needs)
    return Figures(
        tiers=_tiers(problem.needs, {each.need for each in placed}),
        km=round(sum(load.km for load in loads.values()), 3),
        gini=round(gini([load.hours / load.offered for load in loads.values() if load.offered]), 4),
        continuity=round(kept / of, 4) if of else 1.0,
        kept_from=of,
        loads=loads,
        unserved=dict(Counter(reasons[0].code for reasons in unserved.values() if reasons)),
        moved=moved,
    )


def gini(values: Collection[float]) -> float:
    """How unevenly values lie, from 0 (all alike) to nearly 1 (one has all)."""
    ordered, many = sorted(values), len(values)
    if not sum(ordered):
        return 0.0
    weighed = sum((2 * rank - many - 1) * value for rank, value in enumerate(ordered, 1))
    return weighed / (many * sum(ordered))


def _tiers(needs: Iterable[VisitNeed], placed: set[str]) -> dict[int, Coverage]:
    due = Counter(need.tier for need in needs)
    there = Counter(need.tier for need in needs if need.key in placed)
    return {tier: Coverage(due[tier], there[tier]) for tier in sorted(due)}


def _loads(
    carers: Iterable[Carer], placed: Iterable[Placed], needs: Mapping[str, VisitNeed], ground: Ground
) -> dict[str, Load]:
    stops = by_round(each for each in placed if each.need in needs)
    of_carer: dict[str, list[list[Placed]]] = defaultdict(list)
    for (key, _), visits in stops.items():
        of_carer[key].append(visits)
    return {
        carer.key: _load(
            carer, [walked(carer, visits, needs, ground) for visits in of_carer[carer.key]], ground
        )
        for carer in carers
    }


def _load(carer: Carer, rounds: Sequence[Round], ground: Ground) -> Load:
    return Load(
        visits=sum(len(each.stops) for each in rounds),
        hours=round(sum(each.minutes for each in rounds) / 60, 3),
        offered=round(sum(slots(carer).values()) / 60, 3),
        km=round(ground.km(sum(each.way for each in rounds)), 3),
    )


def _kept(placed: Iterable[Placed], needs: Mapping[str, VisitNeed]) -> tuple[int, int]:
    """Visits by the main carer, and visits where there is one to keep."""
    series: dict[str, list[Placed]] = defaultdict(list)
    kept = of = 0
    for each in placed:
        keeps = needs[each.need].keeps
        if keeps is None:
            series[needs[each.need].series].append(each)
        else:
            kept, of = kept + (keeps in each.carers), of + 1
    for visits in series.values():
        if len(visits) > 1:
            most = Counter(carer for each in visits for carer in each.carers).most_common(1)
            kept, of = kept + most[0][1], of + len(visits)
    return kept, of
