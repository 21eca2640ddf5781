"""Plan a month for everyone at once, and plan it again when something has changed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from khuang.care.visits.rules.planning.checks import faults
from khuang.care.visits.rules.planning.comparison import is_moved
from khuang.care.visits.rules.planning.measures import measured
from khuang.care.visits.rules.planning.month.arrays import Asked, Rounds
from khuang.care.visits.rules.planning.month.decoding import decoded
from khuang.care.visits.rules.planning.month.effort import Effort, Tell
from khuang.care.visits.rules.planning.month.elsewhere import solved_elsewhere
from khuang.care.visits.rules.planning.month.encoding import Month, encoded
from khuang.care.visits.rules.planning.reasons import Explainer
from khuang.care.visits.rules.planning.shapes import Placed, Plan, Problem, Progress

Search = Callable[[Asked, Rounds, Effort, Tell], Rounds]

# Rounds of the search for each visit that is due, for a month and for a change of one.
_OF_A_MONTH, _OF_A_CHANGE = 600, 60
# Told when an arrival is worked out anew, which is no fault of a plan that is being changed.
_MENDED = frozenset({"arrival", "not-once", "locked-moved"})


class RuleBroken(Exception):
    """A plan that was made breaks a hard rule; it must not be used, and somebody must look at the engine."""


def plan(
    problem: Problem,
    *,
    seconds: float = 40.0,
    seed: int = 1,
    progress: Progress | None = None,
    search: Search = solved_elsewhere,
) -> Plan:
    """Plan a month.

    seconds   after which the best so far is taken; a month of 1,250 visits needs about 30
    seed      the same gives the same plan, unless the clock ended the search
    progress  told now and then; what it raises ends the planning
    Raises SearchStopped, RuleBroken; ValueError when two needs or carers have one key.
    """
    _keys_are_single(problem)
    month = encoded(problem, problem.fixed)
    effort = Effort(_OF_A_MONTH * len(problem.needs), seconds, seed)
    return _told(problem, _searched(month, effort, progress, search))


def replan(
    problem: Problem,
    before: Plan,
    *,
    seconds: float = 8.0,
    seed: int = 1,
    progress: Progress | None = None,
    search: Search = solved_elsewhere,
) -> Plan:
    """Plan again after carers, shifts or needs have changed, moving as few visits as can be.

    problem   as it is now; what is locked in the plan before stays, as what is in `problem.fixed`
    Visits that the plan before left out are put in where they fit, and move nobody of their own tier.
    """
    _keys_are_single(problem)
    problem = _with_locked(problem, before.placed)
    stays = _still_good(problem, before.placed)
    month = encoded(problem, stays, before.placed, left_out=frozenset(before.unserved))
    effort = Effort(_OF_A_CHANGE * len(problem.needs), seconds, seed, hot=5.0)
    placed = _searched(month, effort, progress, search)
    return _told(problem, placed, before.placed)


def _searched(month: Month, effort: Effort, progress: Progress | None, search: Search) -> tuple[Placed, ...]:
    """Search; where there is nothing to choose, what is fixed is all there is."""
    asked = len(month.problem.needs)

    def tell(share: float, absent: int) -> None:
        if progress is not None:
            progress(share, asked - absent, asked)

    if not len(month.asked.options):
        tell(1.0, asked - len(month.problem.fixed))
        return decoded(month, month.begun)
    return decoded(month, search(month.asked, month.begun, effort, tell))


def _told(problem: Problem, placed: tuple[Placed, ...], before: Iterable[Placed] | None = None) -> Plan:
    """Give the plan with its reasons and figures, after a look whether it keeps the rules."""
    there = {each.need: each for each in placed}
    explainer = Explainer(problem, placed)
    unserved = {need.key: explainer.why_not(need.key) for need in problem.needs if need.key not in there}
    broken = faults(problem, placed, unserved)
    if wrong := [fault for fault in broken if not fault.by_lock]:
        raise RuleBroken(wrong[:5])
    wanted = {need.key for need in problem.needs}
    moved = tuple(
        each.need for each in before or () if each.need in wanted and is_moved(each, there.get(each.need))
    )
    return Plan(placed, unserved, measured(problem, placed, unserved, len(moved)), broken, moved)


def _keys_are_single(problem: Problem) -> None:
    for named in (problem.needs, problem.carers, problem.fixed):
        keys = [each.need if isinstance(each, Placed) else each.key for each in named]
        if len(set(keys)) < len(keys):
            raise ValueError("two of one key")


def _with_locked(problem: Problem, placed: Iterable[Placed]) -> Problem:
    """Fix what was locked in the plan before."""
    fixed = {each.need for each in problem.fixed}
    locked = tuple(each for each in placed if each.locked and each.need not in fixed)
    return replace(problem, fixed=(*problem.fixed, *locked))


def _still_good(problem: Problem, placed: Sequence[Placed]) -> list[Placed]:
    """What can stay of the plan before; all that takes part in a broken rule is placed anew."""
    fixed = {each.need: each for each in problem.fixed}
    needs = {need.key for need in problem.needs}
    stays = [each for each in placed if each.need in needs and each.need not in fixed]
    everything = [*fixed.values(), *stays]
    bad = {
        key for fault in faults(problem, everything, ()) if fault.code not in _MENDED for key in fault.needs
    }
    return [*fixed.values(), *(each for each in stays if each.need not in bad)]
