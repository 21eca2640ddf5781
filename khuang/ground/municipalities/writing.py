"""Insert rows of several models in one message to the database.

For what phones wait for: bulk_create asks the database once for each model, and works out
the same statement anew each time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from psycopg.adapt import Transformer

from khuang.ground.municipalities.models import MunicipalModel


def insert(rows: Iterable[MunicipalModel], *, or_update: Sequence[str] = ()) -> None:
    """Insert rows, model after model in the order in which each model comes first.

    or_update  names of the fields that a row brings up to date when its key is there already
    Values are prepared by their fields, as when Django saves them.
    """
    by_model: dict[type[MunicipalModel], list[MunicipalModel]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    if not by_model:
        return
    # The connection itself, since the name that Django gives it is looked up at every use.
    database = connections[DEFAULT_DB_ALIAS]
    with database.cursor() as cursor:
        literal = Transformer(cursor.connection).as_literal

        def text(column: _Column, row: MunicipalModel) -> str:
            value = column.take(row, True)
            return (
                "NULL" if value is None else column.around % literal(column.prepare(value, database)).decode()
            )

        end = _conflict(or_update)
        cursor.execute(
            "; ".join(_table(model).statement(some, text) + end for model, some in by_model.items())
        )
    for some in by_model.values():
        for row in some:
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@dataclass(frozen=True)
class _Column:
    """Takes the value out of a row, makes it fit for the database, and says what stands around it."""

    take: Callable[[Any, bool], Any]
    prepare: Callable[[Any, Any], Any]
    around: str


@dataclass(frozen=True)
class _Table:
    head: str
    columns: tuple[_Column, ...]

    def statement(
        self, rows: Iterable[MunicipalModel], text: Callable[[_Column, MunicipalModel], str]
    ) -> str:
        lines = (", ".join([text(column, row) for column in self.columns]) for row in rows)
        return f"{self.head} VALUES ({'), ('.join(lines)})"


@cache
def _table(model: type[MunicipalModel]) -> _Table:
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    return _Table(f"INSERT INTO {quote(model._meta.db_table)} ({names})", tuple(map(_column, fields)))


def _column(field: models.Field) -> _Column:
    # A key is stored as that to which it leads; asked here, that is asked once.
    stored = field.target_field if isinstance(field, models.ForeignKey) else field
    around = field.get_placeholder(None, None, connection) if hasattr(field, "get_placeholder") else "%s"
    return _Column(field.pre_save, stored.get_db_prep_save, around)


def _conflict(names: Sequence[str]) -> str:
    if not names:
        return ""
    changes = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in names)
    return f" ON CONFLICT (municipality_id, id) DO UPDATE SET {changes}"
