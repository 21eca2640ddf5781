"""Every rule on the same ballots, side by side, and as the count keeps it."""

from collections.abc import Callable, Sequence
from typing import Any

from khuang.civic.ballots.rules.equal_shares import equal_shares
from khuang.civic.ballots.rules.orders import borda, greedy, greedy_per_cost, greedy_stop, scores
from khuang.civic.ballots.rules.ties import Outcome, Tie, tie_order
from khuang.civic.ballots.rules.votes import Votes

Rule = Callable[[Votes, int, Sequence[int]], Outcome]

RULES: dict[str, Rule] = {
    "equal-shares": equal_shares,
    "greedy": greedy,
    "greedy-stop": greedy_stop,
    "greedy-per-cost": greedy_per_cost,
    "borda": borda,
    "scores": scores,
}

# Of the others the outcome is the same by their definition: with ticks, order by votes, by scores and by
# Borda are one; places are no scores.
SHOWN = {
    "approval": ("equal-shares", "greedy", "greedy-stop", "greedy-per-cost"),
    "scores": tuple(RULES),
    "points": tuple(RULES),
    "ranking": ("equal-shares", "greedy", "greedy-stop", "greedy-per-cost", "borda"),
}


def count(votes: Votes, budget: int, tie_rule: str) -> dict[str, Outcome]:
    """Count by every rule."""
    places = tie_order(tie_rule, votes.costs)
    return {name: rule(votes, budget, places) for name, rule in RULES.items()}


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Write an outcome down; options by their numbers, from 1."""
    return {
        "funded": _numbers(outcome.funded),
        "spent": outcome.spent,
        "tally": list(outcome.tally),
        "ties": [{"options": _numbers(tie.options), "at_cut": tie.at_cut} for tie in outcome.ties],
        "filled": _numbers(outcome.filled),
        "raised": list(outcome.raised),
    }


def of_json(rule: str, said: dict[str, Any]) -> Outcome:
    """Read an outcome that was written down."""
    return Outcome(
        rule,
        _indexes(said["funded"]),
        said["spent"],
        tuple(said["tally"]),
        tuple(Tie(_indexes(tie["options"]), tie["at_cut"]) for tie in said["ties"]),
        _indexes(said["filled"]),
        (said["raised"][0], said["raised"][1]),
    )


def _numbers(options: Sequence[int]) -> list[int]:
    return [option + 1 for option in options]


def _indexes(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(number - 1 for number in numbers)
