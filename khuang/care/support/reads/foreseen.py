"""Whom the next fiscal year brings in, moves to another band, or lets go, and what it costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from khuang.care.support.reads.benefit_facts import subjects
from khuang.care.support.reads.entitled import everybody, open_benefits, receiving
from khuang.care.support.rules.awards import GRANTED
from khuang.care.support.rules.benefits import Benefit
from khuang.care.support.rules.foresight import ENTERS, KINDS, Change, budget, change


@dataclass(frozen=True)
class Foreseen:
    """What changes for one person; `receives` says whether the benefit is paid to them now."""

    person_id: UUID
    benefit: Benefit
    change: Change
    receives: bool


@dataclass(frozen=True)
class Sum:
    """How many persons a kind of change concerns, and baht of the next year.

    paid      of those who receive it now, and of those who come in
    not_paid  of those who do not receive it now
    """

    kind: str
    count: int
    paid: int
    not_paid: int


def foreseen(actor: Any, *, on: date, village: UUID | None = None, benefit: str = "") -> list[Foreseen]:
    """Give everybody whose entitlement changes with the next fiscal year, where an actor may look."""
    wanted = [one for code, one in open_benefits(on).items() if benefit in ("", code)]
    paid = {key for key, state in receiving(on).items() if state == GRANTED}
    return [
        Foreseen(one.key, each, found, (one.key, each.code) in paid)
        for one in subjects(everybody(actor, village))
        for each in wanted
        if (found := change(each, one.facts, one.born, on))
    ]


def sums(found: Iterable[Foreseen]) -> list[Sum]:
    """Add up each kind of change."""
    rows = list(found)
    return [_sum(kind, [one for one in rows if one.change.kind == kind]) for kind in KINDS]


def _sum(kind: str, rows: list[Foreseen]) -> Sum:
    counted = [one.change for one in rows if one.receives or kind == ENTERS]
    others = [one.change for one in rows if not (one.receives or kind == ENTERS)]
    return Sum(kind, len(rows), budget(counted), budget(others))
