"""Load the rows and files of a backup into an empty database and an empty home."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import Connection, sql

from khuang.ground.municipalities.migrating import one_at_a_time
from khuang.lib.archives import Manifest, Unreadable
from khuang.site import tables
from khuang.site.backups.making import MEDIA


def load(manifest: Manifest, parts: Iterator[tuple[str, Iterator[bytes]]]) -> None:
    """Make the tables as they were, fill them, then bring them up to date. Raises Unreadable."""
    _as_they_were(manifest)
    with tables.owner() as connection:
        _empty(connection)
        for name, blocks in parts:
            kind, _, rest = name.partition("/")
            if kind == "tables":
                table = rest.partition("/")[0]
                tables.rows_in(connection, table, manifest["columns"][table], tables.inflated(blocks))
            else:
                _file(rest, blocks)
        tables.set_sequences(connection)
        _compare(connection, manifest)
        _triggers(connection, "ENABLE")
    call_command("migrate", verbosity=0)


def _as_they_were(manifest: Manifest) -> None:
    """Migrate to where the backup was made; row-level security and composite keys come afterwards."""
    executor = MigrationExecutor(connections["owner"])
    applied = {tuple(one) for one in manifest["migrations"]}
    unknown = applied - set(executor.loader.graph.nodes)
    if unknown:
        app, name = min(unknown)
        raise Unreadable(f"A newer Khuang made this backup: migration {app} {name} is not known here.")
    # The newest of each app alone: naming an older one would take the newer ones back.
    nodes = executor.loader.graph.node_map
    with one_at_a_time():
        executor.migrate(sorted(one for one in applied if not _followers(nodes[one]) & applied))
    connections["owner"].close()


def _followers(node: Any) -> set[tuple[str, str]]:
    """Return the migrations of the same app that build on this one."""
    return {child.key for child in node.children if child.key[0] == node.key[0]}


def _empty(connection: Connection) -> None:
    """Take out what migrations wrote by themselves, and let no trigger answer to what comes in."""
    if connection.execute("SELECT EXISTS (SELECT FROM municipalities_municipality)").fetchone()[0]:
        raise Unreadable("The database is not empty: a backup is restored into an empty one only.")
    _triggers(connection, "DISABLE")
    names = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables.tables(connection))
    connection.execute(sql.SQL("TRUNCATE {}").format(names))


def _triggers(connection: Connection, word: str) -> None:
    if word == "ENABLE":
        # Keys that are compared at the end are compared now: a table cannot be altered before.
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables.tables(connection):
        connection.execute(
            sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(sql.Identifier(table.name), sql.SQL(word))
        )


def _file(name: str, blocks: Iterator[bytes]) -> None:
    if not MEDIA.fullmatch(name):
        raise Unreadable(f"The backup holds a file at a strange place: {name}")
    path = Path(settings.KHUANG_MEDIA) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(blocks)


def _compare(connection: Connection, manifest: Manifest) -> None:
    """Raise Unreadable when a table does not hold as many rows of each municipality as the manifest says."""
    for table, expected in manifest["counts"].items():
        whose = sql.SQL("''") if "" in expected else sql.SQL("municipality_id::text")
        words = sql.SQL("SELECT {}, count(*) FROM {} GROUP BY 1").format(whose, sql.Identifier(table))
        found = dict(connection.execute(words).fetchall())
        if found != {key: count for key, count in expected.items() if count}:
            raise Unreadable(f"The table {table} does not hold what the list of the backup says.")
