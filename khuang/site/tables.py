"""Tables as PostgreSQL knows them, and their rows as text, as COPY writes them.

Needs none of PostgreSQL's programs and no superuser, so it is the same for the embedded server and
for one of your own: the owner role sees each municipality's rows in turn.
"""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections
from psycopg import Connection, sql

from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.context import SETTING

EVERY = sql.SQL("")


@dataclass(frozen=True)
class Table:
    """One table.

    columns       names of those whose values are kept; the database works the others out itself
    is_municipal  whether its rows are seen in a municipality's context only
    """

    name: str
    columns: tuple[str, ...]
    is_municipal: bool


@contextmanager
def owner() -> Iterator[Connection]:
    """Lend a connection as the owner of the tables, in one transaction."""
    wrapper = connections["owner"]
    connection = wrapper.get_new_connection(wrapper.get_connection_params())
    with connection:
        connection.autocommit = False
        yield connection


def tables(connection: Connection) -> list[Table]:
    """Return every table, each after those to which its rows refer."""
    columns: dict[str, list[str]] = {}
    for table, column in connection.execute(_COLUMNS):
        columns.setdefault(table, []).append(column)
    needs: dict[str, set[str]] = {table: set() for table in columns}
    for table, needed in connection.execute(_REFERENCES):
        needs[table].add(needed)
    municipal = {model._meta.db_table for model in municipal_models()}
    return [Table(name, tuple(columns[name]), name in municipal) for name in _ordered(needs)]


def choose(connection: Connection, municipality: object = "") -> None:
    """See the rows of this municipality from now on, or of none."""
    connection.execute(sql.SQL("SET LOCAL {} = {}").format(sql.SQL(SETTING), sql.Literal(str(municipality))))


def rows_out(connection: Connection, table: Table, where: sql.Composable = EVERY) -> Iterator[bytes]:
    """Give the rows as COPY writes them, each ending in a line feed."""
    words = sql.SQL("COPY (SELECT {} FROM {} {}) TO STDOUT").format(
        _names(table.columns), sql.Identifier(table.name), where
    )
    with connection.cursor().copy(words) as copy:
        for block in copy:
            yield bytes(block)


def rows_in(connection: Connection, name: str, columns: Iterable[str], blocks: Iterable[bytes]) -> None:
    """Take in rows that rows_out gave."""
    words = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), _names(columns))
    with connection.cursor().copy(words) as copy:
        for block in blocks:
            copy.write(block)


def set_sequences(connection: Connection) -> None:
    """Let every sequence go on after the numbers that are taken."""
    for sequence, table, column in connection.execute(_SEQUENCES).fetchall():
        connection.execute(
            sql.SQL("SELECT setval({}, greatest(max({}), 1), max({}) IS NOT NULL) FROM {}").format(
                sql.Literal(sequence), sql.Identifier(column), sql.Identifier(column), sql.Identifier(table)
            )
        )


def deflated(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Press blocks together; fast rather than small, since sealed values do not shrink."""
    press = zlib.compressobj(level=1)
    for block in blocks:
        yield press.compress(block)
    yield press.flush()


def inflated(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Undo deflated()."""
    press = zlib.decompressobj()
    for block in blocks:
        yield press.decompress(block)
    yield press.flush()


def applied_migrations(connection: Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()


def _ordered(needs: dict[str, set[str]]) -> list[str]:
    """Put each name after those that it needs; a circle is cut somewhere, its keys wait for the commit."""
    done: list[str] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name in seen:
            return
        seen.add(name)
        for needed in sorted(needs.get(name, ())):
            visit(needed)
        done.append(name)

    for name in sorted(needs):
        visit(name)
    return done


def _names(columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


_COLUMNS: Any = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'django_migrations'
    AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
ORDER BY c.relname, a.attnum
"""
_REFERENCES: Any = """
SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid
"""
_SEQUENCES: Any = """
SELECT s.oid::regclass::text, t.relname, a.attname
FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass
    AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace
"""
