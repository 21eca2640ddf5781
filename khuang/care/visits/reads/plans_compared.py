"""Two plans of a month side by side, and which visits they treat differently."""

from dataclasses import dataclass
from typing import Any

from khuang.care.visits.models import PlannedVisit, VisitPlan
from khuang.care.visits.reads.plan_words import wish_words
from khuang.care.visits.reads.planning import key_of
from khuang.care.visits.reads.plans import STILL_ON
from khuang.care.visits.reads.plans_shown import Tier, tiers, visits_in
from khuang.care.visits.rules.plans import percent


@dataclass(frozen=True)
class Side:
    """One of the two: its wish, coverage, continuity and fairness in words, km, how many it leaves out."""

    plan: VisitPlan
    wish: str
    tiers: list[Tier]
    continuity: str
    gini: float
    km: float
    unserved: int


@dataclass(frozen=True)
class Differing:
    """A visit that the two treat differently; None where a plan has none of it."""

    first: PlannedVisit | None
    second: PlannedVisit | None

    @property
    def person(self) -> Any:
        one = self.first or self.second
        return one.person if one else None


@dataclass(frozen=True)
class Compared:
    """Two plans, and their differences: those first who are worst off."""

    sides: tuple[Side, Side]
    rows: list[tuple[str, Tier | None, Tier | None]]
    differing: list[Differing]


def compared(account: Any, first: VisitPlan, second: VisitPlan) -> Compared:
    """Compare two plans, as far as an account may see their people."""
    sides = (_side(first), _side(second))
    known = [{tier.words: tier for tier in side.tiers} for side in sides]
    words = list(dict.fromkeys([*known[0], *known[1]]))
    rows = [(word, known[0].get(word), known[1].get(word)) for word in words]
    return Compared(sides, rows, differing(account, first, second))


def differing(account: Any, first: VisitPlan, second: VisitPlan) -> list[Differing]:
    """Give the visits that two plans treat differently, as far as an account may see their people."""
    one, other = (_rows(account, plan) for plan in (first, second))
    keys = dict.fromkeys([*one, *other])
    found = [
        Differing(one.get(key), other.get(key)) for key in keys if _place(one, key) != _place(other, key)
    ]
    return sorted(found, key=_weight)


def _side(plan: VisitPlan) -> Side:
    figures = plan.figures
    return Side(
        plan=plan,
        wish=wish_words(plan.continuity),
        tiers=tiers(plan),
        continuity=percent(figures.get("continuity", 0), 1),
        gini=round(figures.get("gini", 0), 3),
        km=round(figures.get("km", 0)),
        unserved=plan.visits.filter(state=PlannedVisit.State.UNSERVED).count(),
    )


def _rows(account: Any, plan: VisitPlan) -> dict[Any, PlannedVisit]:
    rows = visits_in(account, plan).exclude(state=PlannedVisit.State.CANCELLED).defer("why", "reason")
    return {key_of(row): row for row in rows}


def _place(rows: dict[Any, PlannedVisit], key: Any) -> Any:
    row = rows.get(key)
    if row is None or row.state not in STILL_ON:
        return None
    return {row.volunteer_id, row.second_id}, row.day, row.half


def _weight(one: Differing) -> tuple[Any, ...]:
    row: Any = one.first or one.second
    is_lost = one.second is None or one.second.state not in STILL_ON
    return (not is_lost, row.tier, row.day or row.latest, row.pk)
