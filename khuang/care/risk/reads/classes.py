"""Who is of which class and of which kind of vulnerability, in whose sight."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from khuang.care.people.models import Person, here
from khuang.care.risk.models import Classification, Vulnerability
from khuang.care.risk.rules.policies import LEVELS
from khuang.ground.accounts.reads import scope_of

UNASSESSED = "unassessed"


def current(persons: Iterable[UUID]) -> dict[UUID, Classification]:
    """Give the current class of persons by their id; who was never assessed is left out."""
    rows = Classification.objects.filter(person__in=list(persons), superseded_at=None)
    rows = rows.select_related("override", "policy").defer("policy__document")
    return {row.person_id: row for row in rows}


def of_level(persons: QuerySet[Person], level: str) -> QuerySet[Person]:
    """Keep the persons of a class; "unassessed" keeps those who have none."""
    now = Classification.objects.filter(person=OuterRef("pk"), superseded_at=None).order_by()
    return persons.filter(~Exists(now) if level == UNASSESSED else Exists(now.filter(level=level)))


def due(persons: QuerySet[Person], by_day: date) -> QuerySet[Person]:
    """Keep the persons whose class of medium or high may no longer be relied upon after a day."""
    rows = Classification.objects.filter(person=OuterRef("pk"), superseded_at=None).order_by()
    return persons.filter(Exists(rows.filter(expires_on__lte=by_day, level__in=LEVELS[2:])))


def of_kind(persons: QuerySet[Person], kind: str) -> QuerySet[Person]:
    """Keep the persons who are of a kind of vulnerability now."""
    now = Vulnerability.objects.filter(person=OuterRef("pk"), kind=kind, until=None).order_by()
    return persons.filter(Exists(now))


def kinds_of(persons: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Give the codes of the kinds that persons are of now, in alphabetical order."""
    found: dict[UUID, list[str]] = {}
    rows = Vulnerability.objects.filter(person__in=list(persons), until=None).order_by("kind")
    for person, kind in rows.values_list("person", "kind"):
        found.setdefault(person, []).append(kind)
    return found


def counts(actor: Any) -> dict[str, int]:
    """Count the people whom an actor may see by class, highest first."""
    rows = scope_of(actor, "risk.view").filter(_here())
    counted = Counter(dict(rows.order_by().values_list("level").annotate(count=Count("pk"))))
    return {level: counted[level] for level in reversed(LEVELS)}


def expiring(actor: Any, by_day: date) -> QuerySet[Classification]:
    """Give the classes of medium and high that may no longer be relied upon after a day, soonest first."""
    rows = scope_of(actor, "risk.view").filter(_here())
    due = rows.filter(expires_on__lte=by_day, level__in=LEVELS[2:])
    return due.select_related("person__village", "override").order_by("expires_on", "pk")


def moved_since(actor: Any, moment: datetime) -> QuerySet[Classification]:
    """Give the classes of medium and high that began after a moment, newest first."""
    rows = scope_of(actor, "risk.view").filter(_here()).filter(at__gte=moment, level__in=LEVELS[2:])
    return rows.select_related("person__village").order_by("-at", "-pk")


def history(person: Person) -> QuerySet[Classification]:
    """Give all classes that a person ever had, newest first."""
    return Classification.objects.filter(person=person).select_related("policy", "override")


def _here() -> QuerySet[Classification]:
    rows = Classification.objects.filter(superseded_at=None)
    return rows.filter(here("person__"))
