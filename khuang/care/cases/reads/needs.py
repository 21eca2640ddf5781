"""What people need, as screens and other apps ask it."""

from typing import Any, TypeVar

from django.db.models import Count, Model, Q, QuerySet

from khuang.care.cases.models import Need
from khuang.care.people.models import Person
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.indicators.reads import need_kinds

Row = TypeVar("Row", bound=Model)


def of_human(rows: QuerySet[Row], person: Person, way: str = "person") -> QuerySet[Row]:
    """Keep the rows of a person and of the records merged into theirs; `way` leads to the person."""
    return rows.filter(Q(**{way: person.pk}) | Q(**{f"{way}__merged_into": person.pk}))


def needs_of(person: Person) -> QuerySet[Need]:
    """Give every need of a person, merged records included, newest first."""
    return of_human(Need.objects.all(), person)


def open_needs(person: Person) -> QuerySet[Need]:
    """Give the needs of a person that are not met or withdrawn."""
    return needs_of(person).filter(ended_at=None)


def open_need(person: Person, kind: str) -> Need | None:
    """Give the open need of a kind that a person has, in a merged record too."""
    return open_needs(person).filter(kind=kind).first()


def seen_needs(account: Any, person: Person) -> QuerySet[Need]:
    """Give the open needs that an account may see: who only notes needs sees no confidential ones."""
    rows = open_needs(person)
    if may(account, "cases.view", person):
        return rows
    if may(account, "cases.note-need", person):
        return rows.exclude(kind__in=[code for code, kind in need_kinds().items() if kind.confidential])
    return rows.none()


def doubted(account: Any) -> QuerySet[Need]:
    """Give the open needs that a later survey contradicts, where an account works on cases; oldest first."""
    rows = Need.objects.filter(ended_at=None, doubted_at__isnull=False)
    return scope_of(account, "cases.work").filter(rows).select_related("person").order_by("doubted_at", "pk")


def in_use() -> dict[str, int]:
    """Count the open needs of each kind, in the whole municipality; without names."""
    rows = Need.objects.filter(ended_at=None).order_by().values_list("kind")
    return dict(rows.annotate(count=Count("pk")))
