"""The visits to a person, a window at a time, and what about visits waits for somebody."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.care.people.models import Person
from khuang.care.people.reads import speaking_for
from khuang.care.visits.models import Visit, VisitQuestion, VisitReply
from khuang.ground.accounts.reads import scope_of

WINDOW = 20


@dataclass(frozen=True)
class Window:
    """Some visits to a person, newest first; `after` leads to the next ones, None at the end."""

    visits: list[Visit]
    after: str | None


def visits_to(person: Person, *, after: str = "", size: int = WINDOW) -> Window:
    """Give the visits to a person, merged records included, from where the last window ended.

    after  what the last window said; anything else begins at the newest
    However many there are, only `size` are read and opened.
    """
    rows = Visit.objects.filter(person__in=speaking_for(person)).select_related("volunteer", "same_as")
    where = _place(after)
    if where is not None:
        at, key = where
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=key))
    found = list(rows.order_by("-at", "-pk")[: size + 1])
    shown = found[:size]
    return Window(shown, f"{shown[-1].at.isoformat()}_{shown[-1].pk}" if len(found) > size else None)


def _place(after: str) -> tuple[datetime, UUID] | None:
    at, _line, key = after.partition("_")
    try:
        return datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None


def recorded(persons: Collection[UUID]) -> QuerySet[Visit]:
    """Give every visit to persons, oldest first, whatever counts among what was told twice."""
    return Visit.objects.filter(person__in=persons).order_by("at", "pk")


def worried_visits(actor: Any) -> QuerySet[Visit]:
    """Give the visits with a worry where an actor supervises, newest first."""
    rows = scope_of(actor, "visits.supervise").filter(Visit.objects.filter(worried=True, same_as=None))
    return rows.select_related("person__village", "volunteer").order_by("-at", "-pk")


def open_questions(actor: Any) -> QuerySet[VisitQuestion]:
    """Give what about recorded visits waits for a decision where an actor supervises, newest first."""
    rows = scope_of(actor, "visits.supervise").filter(VisitQuestion.objects.filter(settled_at=None))
    return rows.select_related("visit__person__village", "visit__volunteer", "visit__planned")


def replies_to(visits: Collection[Visit]) -> dict[UUID, list[VisitReply]]:
    """Give the answers to visits, oldest first."""
    found: dict[UUID, list[VisitReply]] = {}
    for one in VisitReply.objects.filter(visit__in=visits):
        found.setdefault(one.visit_id, []).append(one)
    return found


def told_twice(questions: Iterable[VisitQuestion]) -> dict[UUID, list[Visit]]:
    """Give by planned visit all that was recorded of it, oldest first, where more than one was."""
    keys = {one.visit.planned_id for one in questions} - {None}
    found: dict[UUID, list[Visit]] = {}
    for one in Visit.objects.filter(planned__in=keys).select_related("volunteer").order_by("at", "pk"):
        if one.planned_id is not None:
            found.setdefault(one.planned_id, []).append(one)
    return {key: visits for key, visits in found.items() if len(visits) > 1}
