"""The municipality in which the running code works, and the transaction that it owns.

Everything that touches municipal rows runs inside `within(municipality)`: one
transaction, in which PostgreSQL is told the municipality as well, so that its
row-level security holds even where a query forgets it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, transaction

SETTING = "khuang.municipality"


class NoMunicipality(Exception):
    """Municipal rows were touched outside a municipality's context."""


@dataclass
class Context:
    """One municipality's open transaction.

    before_commit   called in order just before the commit, inside the transaction
    pending         journal lines that wait for the end of the transaction
    """

    municipality_id: UUID
    before_commit: list[Callable[[], None]] = field(default_factory=list)
    pending: list[Any] = field(default_factory=list)


_current: ContextVar[Context | None] = ContextVar("municipality", default=None)


def current() -> Context:
    """Return the open context. Raises NoMunicipality when there is none."""
    context = _current.get()
    if context is None:
        raise NoMunicipality("No municipality is chosen: wrap this code in `with within(municipality)`.")
    return context


def current_id() -> UUID:
    """Return the id of the municipality in whose context this code runs."""
    return current().municipality_id


@contextmanager
def within(municipality: Any) -> Iterator[Context]:
    """Open a transaction in the context of `municipality` (a Municipality or its id).

    Opening the same one again joins it; opening another inside raises
    NoMunicipality, since one transaction never spans two municipalities.
    """
    key = getattr(municipality, "pk", municipality)
    open_one = _current.get()
    if open_one is not None:
        if open_one.municipality_id != key:
            raise NoMunicipality("Another municipality's transaction is still open.")
        yield open_one
        return
    with _transaction(key) as context:
        yield context


@contextmanager
def _transaction(key: UUID) -> Iterator[Context]:
    # Tests wrap everything in a transaction of their own; then the setting
    # would outlive this context, because SET LOCAL ends with the outermost.
    inside_another = connection.in_atomic_block
    with transaction.atomic():
        _tell_database(str(UUID(str(key))))
        token = _current.set(Context(key))
        try:
            yield current()
            for finish in current().before_commit:
                finish()
        finally:
            _current.reset(token)
        if inside_another:
            connection.check_constraints()
            _tell_database("")


def _tell_database(value: str) -> None:
    # A real SET LOCAL, not set_config(): on Citus only the former reaches the workers.
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {SETTING} = '{value}'")
