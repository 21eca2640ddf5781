"""Outcomes laid out for a page: options by rules, ties in words, who got nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from khuang.civic.ballots.models import Count, Election, Option
from khuang.civic.ballots.reads.results import Result, outcomes
from khuang.ground.places.models import Village

RULE_WORDS = {
    "equal-shares": _("Equal shares"),
    "greedy": _("Most votes first"),
    "greedy-stop": _("Most votes, stop at the first that does not fit"),
    "greedy-per-cost": _("Most votes per baht"),
    "borda": _("Places in order (Borda)"),
    "scores": _("Sum of scores"),
}
RULE_MEANING = {
    "equal-shares": _(
        "Everybody holds an equal share of the budget. An option is bought when those who want it can pay"
        " for it together, the cheapest for each of them first. Shares are raised step by step until the"
        " budget is used; what is left over goes to the option with the most votes that still fits."
    ),
    "greedy": _("The option with the most votes first; what no longer fits is passed over."),
    "greedy-stop": _("The option with the most votes first; it ends at the first that no longer fits."),
    "greedy-per-cost": _(
        "The option with the most votes for each baht first; what does not fit is passed over."
    ),
    "borda": _(
        "One point for each option that stands below on a ballot, half a point for one on the same level."
    ),
    "scores": _(
        "The option with the largest sum of scores or points first; what no longer fits is passed over."
    ),
}
_BY = {"sex": _("By sex"), "age": _("By age"), "village": _("By village")}
_SEXES = {"female": _("women and girls"), "male": _("men and boys"), "other": _("other"), "": _("not said")}


@dataclass(frozen=True)
class Bars:
    """One rule on the page: its words, what it funds, and bars out of a hundred."""

    name: str
    words: Any
    meaning: Any
    result: Result
    spent: int  # percent of the budget
    ties: Sequence[tuple[Sequence[Option], bool | None]]
    share: int  # percent of voters with nothing, exact only at the desk
    raised: int  # satang by which equal shares raised each voter's share


@dataclass(frozen=True)
class Laid:
    """A count as a page shows it."""

    count: Count
    rules: Sequence[Bars]
    rows: Sequence[tuple[Option, int, Sequence[bool]]]  # option, votes, funded under each rule
    nothing: Sequence[tuple[Any, Sequence[tuple[Any, Sequence[Any]]]]]  # by what, then group and cells
    is_public: bool


def side_by_side(election: Election, count: Count, *, public: bool = False) -> Laid:
    """Lay out a count; in public small groups are kept back and shares rounded."""
    options = list(election.options.select_related("village"))
    found = outcomes(election, count)
    rules = [_bars(name, result, count, options) for name, result in found.items()]
    votes = found["greedy"].outcome.tally
    rows = [
        (option, votes[place], [place in result.outcome.funded for result in found.values()])
        for place, option in enumerate(options)
    ]
    return Laid(count, rules, rows, _nothing(list(found.values()), public=public), public)


def _bars(name: str, result: Result, count: Count, options: Sequence[Option]) -> Bars:
    outcome = result.outcome
    bare, of = result.nothing["all"][""]
    steps, step = outcome.raised
    return Bars(
        name,
        RULE_WORDS[name],
        RULE_MEANING[name],
        result,
        _percent(outcome.spent, count.budget),
        [([options[one] for one in tie.options], tie.at_cut) for tie in outcome.ties],
        _percent(bare, of),
        steps * step * 100,
    )


def _percent(part: int, whole: int) -> int:
    return round(Fraction(part * 100, whole)) if whole else 0


def _nothing(results: Sequence[Result], *, public: bool) -> list[tuple[Any, list[tuple[Any, list[Any]]]]]:
    tables: list[dict[str, dict[str, Any]]] = [one.safe if public else one.nothing for one in results]
    villages = {one.code: str(one) for one in Village.objects.all()}
    named = {"sex": _SEXES, "village": villages | {"": _("not said")}, "age": {"": _("not said")}}
    laid = []
    for by, words in _BY.items():
        groups = list(tables[0][by])
        if set(groups) - {""}:
            lines = [(named[by].get(one, one), [table[by][one] for table in tables]) for one in groups]
            laid.append((words, lines))
    return laid
