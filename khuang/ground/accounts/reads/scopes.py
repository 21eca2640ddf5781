"""Where somebody may do something, and which guarded records open for them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

# The level of a record that is open to its team; every other one is guarded.
TEAM = "team"


@dataclass(frozen=True)
class Scope:
    """Where an actor may do something: everywhere, in some villages, or at some homes.

    A model says by `scope_fields` which of its lookups lead to the village, to
    the home, and to the level and id of the records that guard it, for example
    {"village": "village_id", "home": "dwelling_id", "level": "level", "record": "pk"};
    several guarding records are tuples of lookups in the same order. A place
    opens what lies in it, except guarded records; those open for whoever is
    named for them, or broke the glass within the last hour.
    The list filter and the object check read the same declaration; a test
    proves that they agree.

    opened       ids of the guarded records that open for the actor
    opens_every  whether no guard binds the actor: the system itself
    """

    everywhere: bool = False
    villages: frozenset[UUID] = frozenset()
    homes: frozenset[UUID] = frozenset()
    opened: frozenset[UUID] = frozenset()
    opens_every: bool = False

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.villages) or bool(self.homes)

    def filter(self, rows: QuerySet) -> QuerySet:
        """Keep the rows that lie inside this scope and are not guarded from the actor."""
        return self.unguarded(self.in_place(rows))

    def in_place(self, rows: QuerySet) -> QuerySet:
        """Keep the rows that lie in its places, guarded ones too: for what says only that there is one."""
        if self.everywhere:
            return rows
        fields = rows.model.scope_fields
        inside = Q(pk__in=[])
        if self.villages and "village" in fields:
            inside |= Q(**{f"{fields['village']}__in": self.villages})
        if self.homes and "home" in fields:
            inside |= Q(**{f"{fields['home']}__in": self.homes})
        return rows.filter(inside)

    def unguarded(self, rows: QuerySet) -> QuerySet:
        """Leave out what is guarded from the actor, wherever it lies."""
        if self.opens_every:
            return rows
        for level, record in guards_of(rows.model):
            # Left out rather than kept: a row may belong to nobody, and then nobody guards it.
            rows = rows.exclude(self._closed(level, record))
        return rows

    def _closed(self, level: str, record: str) -> Q:
        closed = Q(**{f"{level}__isnull": False}) & ~Q(**{level: TEAM})
        return closed & ~Q(**{f"{record}__in": self.opened}) if self.opened else closed

    def holds(self, record: Any) -> bool:
        """Say whether one record lies inside this scope and opens for the actor."""
        return self.has(record) and self.opens(record)

    def has(self, record: Any) -> bool:
        """Say whether one record lies in its places, guarded or not."""
        return self.everywhere or _at(record, "village") in self.villages or _at(record, "home") in self.homes

    def opens(self, record: Any) -> bool:
        """Say whether one record is open, or opens for the actor, wherever it lies."""
        return self.opens_every or all(
            _follow(record, level) in (None, TEAM) or _follow(record, guarding) in self.opened
            for level, guarding in guards_of(type(record))
        )


EVERYWHERE = Scope(everywhere=True, opens_every=True)


def guards_of(model: Any) -> list[tuple[str, str]]:
    """Give the lookups that lead from a model to the level and the id of each record that guards it."""
    fields = getattr(model, "scope_fields", {})
    if "level" not in fields:
        return []
    level, record = fields["level"], fields["record"]
    return [(level, record)] if isinstance(level, str) else list(zip(level, record, strict=True))


def _at(record: Any, kind: str) -> Any:
    way = record.scope_fields.get(kind)
    return _follow(record, way) if way else None


def _follow(record: Any, lookup: str) -> Any:
    """Follow a lookup from a record, as the list filter does."""
    *way, last = lookup.split("__")
    for name in way:
        record = getattr(record, name, None)
    if record is None or last == "pk":
        return record and record.pk
    return getattr(record, record._meta.get_field(last).attname)
