"""Insert rows of several models in one message to the database.

For what phones wait for: bulk_create asks the database once for each model, and works out
the same statement anew each time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from psycopg.adapt import Transformer

from khuang.ground.municipalities.models import MunicipalModel

_NOTHING: Mapping[type[MunicipalModel], Sequence[str]] = {}


def insert(
    rows: Iterable[MunicipalModel], *, or_update: Mapping[type[MunicipalModel], Sequence[str]] = _NOTHING
) -> None:
    """Insert rows, model after model in the order in which each model comes first.

    or_update  model -> names of the fields that a row brings up to date when its key is there already
    Values are prepared by their fields, as when Django saves them.
    """
    by_model: dict[type[MunicipalModel], list[MunicipalModel]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    if not by_model:
        return
    # The connection itself, since the name that Django gives it is looked up at every use.
    database = connections[DEFAULT_DB_ALIAS]
    with database.cursor() as cursor, database.wrap_database_errors:
        words = _Words(database, Transformer(cursor.connection).as_literal)
        statements = [
            _table(model).statement(some, words) + _conflict(or_update.get(model, ()))
            for model, some in by_model.items()
        ]
        cursor.execute("; ".join(statements))
    for row in chain.from_iterable(by_model.values()):
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


# No booleans: as keys of a dictionary they are 0 and 1. No times: those without a zone are given one.
_PLAIN: dict[type[models.Field], type] = {
    models.UUIDField: UUID,
    models.CharField: str,
    models.TextField: str,
    models.DateField: date,
    models.IntegerField: int,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
}


@dataclass(frozen=True)
class _Column:
    """Takes the value out of a row, makes it fit for the database, and says what stands around it.

    plain  the type whose values are fit as they are
    """

    take: Callable[[Any, bool], Any]
    prepare: Callable[[Any, Any], Any]
    around: str
    plain: type | None


@dataclass(frozen=True)
class _Words:
    """Puts values into SQL, the way psycopg quotes them."""

    database: Any
    literal: Callable[[Any], bytes]
    said: dict[Any, str] = field(default_factory=dict)  # The same few keys and words stand in row after row.

    def of(self, row: MunicipalModel, column: _Column) -> str:
        value = column.take(row, True)
        if value is None:
            return "NULL"
        if value.__class__ is column.plain:
            if value not in self.said:
                self.said[value] = self.literal(value).decode()
            return self.said[value]
        return column.around % self.literal(column.prepare(value, self.database)).decode()


@dataclass(frozen=True)
class _Table:
    head: str
    columns: tuple[_Column, ...]

    def statement(self, rows: Iterable[MunicipalModel], words: _Words) -> str:
        lines = (", ".join([words.of(row, column) for column in self.columns]) for row in rows)
        return f"{self.head} VALUES ({'), ('.join(lines)})"


@cache
def _table(model: type[MunicipalModel]) -> _Table:
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    return _Table(f"INSERT INTO {quote(model._meta.db_table)} ({names})", tuple(map(_column, fields)))


def _column(of: models.Field) -> _Column:
    # A key is stored as that to which it leads; asked here, that is asked once.
    stored = of.target_field if isinstance(of, models.ForeignKey) else of
    around = of.get_placeholder(None, None, connection) if hasattr(of, "get_placeholder") else "%s"
    return _Column(of.pre_save, stored.get_db_prep_save, around, _PLAIN.get(type(stored)))


def _conflict(names: Sequence[str]) -> str:
    if not names:
        return ""
    changes = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in names)
    return f" ON CONFLICT (municipality_id, id) DO UPDATE SET {changes}"
