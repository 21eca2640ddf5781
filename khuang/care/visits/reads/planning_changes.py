"""What a change by hand would do to a plan: times of its rounds, and the rules that it would break."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from khuang.care.visits.models import PlannedVisit
from khuang.care.visits.reads.planning import Month, key_of, month_as_it_is
from khuang.care.visits.rules.planning.checks import faults
from khuang.care.visits.rules.planning.rounds import agreed, by_round, walked
from khuang.care.visits.rules.planning.shapes import Fault, Half, Placed
from khuang.care.visits.rules.planning.travel import ground_of

# Only a plan that the engine made has to agree with itself to the minute.
_NO_RULE = {"arrival", "not-once", "locked-moved"}


@dataclass(frozen=True)
class Where:
    """By whom, when and as which stop somebody is visited; number None: where it makes the shortest way."""

    volunteer: UUID
    second: UUID | None
    day: date
    half: str
    number: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What a change comes to.

    placed   need -> its new place, of every visit whose place, stop or time changes
    faults   rules that are broken after it and were not before
    """

    placed: Mapping[str, Placed]
    faults: Sequence[Fault]


def outcome(row: PlannedVisit, where: Where | None) -> Outcome:
    """Work out what becomes of a plan when a visit moves, or (None) falls out of it."""
    month, name = month_as_it_is(row.plan), str(key_of(row))
    before = {one.need: one for one in month.before}
    after = {key: one for key, one in before.items() if key != name}
    order = {key: list(stops) for key, stops in by_round(after.values()).items()}
    if where and name in month.needs:
        after[name] = _new(name, where)
        _put_in(month, order, after[name], where.number)
    carers = {one.key: one for one in month.problem.carers}
    # Somebody who left since has no round to be worked out.
    order = {key: stops for key, stops in order.items() if key[0] in carers}
    placed = agreed(list(after.values()), order, carers, month.needs, ground_of(month.problem))
    changed = {one.need: one for one in placed if before.get(one.need) != one}
    return Outcome(changed, _new_faults(month, list(before.values()), list(placed)))


def _new(name: str, where: Where) -> Placed:
    half: Half = "afternoon" if where.half == "afternoon" else "morning"
    carers = [str(one) for one in (where.volunteer, where.second) if one]
    return Placed(name, tuple(carers), where.day, half, locked=True)


def _put_in(
    month: Month, order: dict[tuple[str, tuple[date, Half]], list[Placed]], one: Placed, number: int | None
) -> None:
    """Put a visit into the rounds of its carers: as the stop that was asked for, else on the shortest way."""
    carers = {carer.key: carer for carer in month.problem.carers}
    ground = ground_of(month.problem)
    for key in one.carers:
        stops = order.setdefault((key, (one.day, one.half)), [])
        if number is not None or key not in carers:
            stops.insert(min(len(stops), max(0, (number or 99) - 1)), one)
            continue
        tries = [[*stops[:at], one, *stops[at:]] for at in range(len(stops) + 1)]
        ways = [walked(carers[key], tried, month.needs, ground).minutes for tried in tries]
        stops[:] = tries[ways.index(min(ways))]


def _new_faults(month: Month, before: list[Placed], after: list[Placed]) -> list[Fault]:
    """Give the rules that are broken after and were not before."""
    problem = replace(month.problem, fixed=())
    known = {(one.code, one.needs) for one in faults(problem, before, ())}
    found = [one for one in faults(problem, after, ()) if one.code not in _NO_RULE]
    return [one for one in found if (one.code, one.needs) not in known]
