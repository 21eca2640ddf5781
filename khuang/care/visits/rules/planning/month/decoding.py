"""Where the search stands, back to placements."""

from khuang.care.visits.rules.planning.month.arrays import Rounds
from khuang.care.visits.rules.planning.month.encoding import Month
from khuang.care.visits.rules.planning.rounds import agreed
from khuang.care.visits.rules.planning.shapes import Placed
from khuang.care.visits.rules.planning.travel import ground_of


def decoded(month: Month, found: Rounds) -> tuple[Placed, ...]:
    """Give the placements, in the order of the needs, with arrivals."""
    problem = month.problem
    fixed = {each.need for each in problem.fixed}
    placed = {number: _placed(month, found, number, fixed) for number in _numbers(found)}
    order = {
        shift: [placed[number] for number in found.route[at, : found.shifts["count"][at]].tolist()]
        for at, shift in enumerate(month.shifts)
    }
    carers = {carer.key: carer for carer in month.carers}
    needs = {need.key: need for need in problem.needs}
    return agreed(tuple(placed.values()), order, carers, needs, ground_of(problem))


def _numbers(found: Rounds) -> list[int]:
    return [number for number, shift in enumerate(found.needs["at"].tolist()) if shift >= 0]


def _placed(month: Month, found: Rounds, number: int, fixed: set[str]) -> Placed:
    its = found.needs[number]
    shifts = [int(shift) for shift in (its["at"], its["second"]) if shift >= 0]
    day, half = month.shifts[shifts[0]][1]
    carers = tuple(month.shifts[shift][0] for shift in shifts)
    key = month.problem.needs[number].key
    meeting = max(round(float(its["meets"])), 0)
    return Placed(key, carers, day, half, arrival=meeting, locked=key in fixed)
