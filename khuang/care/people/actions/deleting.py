"""Delete rows and whatever points at them.

A model that is added later needs no word here: a row with a foreign key to somebody goes with
them, unless its model says `outlives_person`; then its key is emptied.
"""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID


def delete_with_what_points_at(model: Any, keys: Collection[UUID]) -> set[str]:
    """Delete rows and, first, the rows of every model that points at them; give the tables touched."""
    if not keys:
        return set()
    touched = {model._meta.db_table}
    for field in _pointing_at(model):
        rows = field.model.objects.filter(**{f"{field.name}__in": list(keys)}).order_by()
        if field.model.outlives_person:
            changed = rows.update(**{field.name: None})
            touched |= {field.model._meta.db_table} if changed else set()
        else:
            theirs = set(rows.values_list("pk", flat=True)) - set(keys)
            touched |= delete_with_what_points_at(field.model, theirs)
    # At once and not by Django's own collector: what points here is gone, and keys are checked at the commit.
    rows = model.objects.filter(pk__in=list(keys))
    rows._raw_delete(rows.db)
    return touched


def _pointing_at(model: Any) -> Iterator[Any]:
    # With the hidden ones: a relation named "+" is a foreign key all the same.
    relations = model._meta.get_fields(include_hidden=True)
    return (one.field for one in relations if one.auto_created and not one.concrete and one.one_to_many)
