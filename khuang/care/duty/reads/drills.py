"""Drills and what came of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from khuang.care.duty.models import Drill, DrillLine, Told
from khuang.care.duty.reads.words import why_not_words
from khuang.ground.accounts.reads import scope_of


@dataclass(frozen=True)
class DrillRow:
    """One line of a result.

    minutes  after the invented alert
    ways     in words, in order; empty: not reachable, and `why_not` says why
    """

    line: DrillLine
    minutes: int
    ways: list[str]
    why_not: str


def drills(account: Any) -> QuerySet[Drill]:
    """Give the drills of an account's places, newest first."""
    rows = Drill.objects.select_related("village").order_by("-held_at", "-pk")
    return scope_of(account, "duty.drill").filter(rows)


def result(drill: Drill) -> list[DrillRow]:
    """Give who would have been told, when and by which ways."""
    rows = drill.lines.select_related("account").order_by("number")
    return [
        DrillRow(
            line=one,
            minutes=round((one.at - drill.moment).total_seconds() / 60),
            ways=[str(Told.Way(way).label) for way in one.ways],
            why_not=why_not_words(one.because) if one.because else "",
        )
        for one in rows
    ]
