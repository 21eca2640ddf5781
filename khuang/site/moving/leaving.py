"""`khuang municipality export`: everything of one municipality in one sealed file.

The file opens with a code that is made for it. Its sealed values are sealed anew with keys that are
made for it too, so whoever leaves a network does not take the network's keys along.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from django.conf import settings
from psycopg import Connection, sql

from khuang.ground.journal.rules import FIRST
from khuang.ground.municipalities.fields import keyring
from khuang.lib import archives, recovery
from khuang.lib.archives import Part
from khuang.lib.sealing import Keyring
from khuang.site import tables
from khuang.site.keys.files import sealed_files
from khuang.site.keys.sealed import SecondFactors
from khuang.site.moving import FOLLOWING, KIND, SECOND_FACTORS, STAYING, CannotMove
from khuang.site.moving.resealing import resealed
from khuang.site.tables import Table


def export(slug: str, path: Path, code: str, *, at: datetime) -> dict[str, Any]:
    """Write a municipality into a file that `code` opens, and return the manifest. Raises CannotMove."""
    if path.exists():
        raise CannotMove(f"{path} is there already, and nothing is overwritten.")
    with tables.owner() as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        leaving = _Leaving(connection, slug)
        try:
            return archives.write(
                path,
                recovery.sealer(code),
                leaving.parts(),
                leaving.manifest,
                kind=KIND,
                made_at=at.isoformat(),
                version=metadata.version("khuang"),
            )
        except OSError as problem:
            raise CannotMove(f"{path} was not written: {problem.strerror}.") from None


class _Leaving:
    """What goes along, counted on its way."""

    def __init__(self, connection: Connection, slug: str) -> None:
        self.connection = connection
        words = "SELECT id::text FROM municipalities_municipality WHERE slug = %s"
        found = connection.execute(words, [slug]).fetchone()
        if not found:
            raise CannotMove(f"There is no municipality {slug} here.")
        self.slug, self.id = slug, found[0]
        self._must_rest()
        self.tables = [
            table
            for table in tables.tables(connection)
            if table.name in FOLLOWING or (table.is_municipal and table.name not in STAYING)
        ]
        self.keys = Keyring(1, {1: secrets.token_bytes(32)}, b"")
        self.counts: dict[str, int] = {}
        self.files = 0

    def parts(self) -> Iterator[Part]:
        yield "key", [self.keys.keys[1]]
        tables.choose(self.connection, self.id)
        for table in self.tables:
            rows = resealed(table.name, list(table.columns), self._rows(table), keyring(), self.keys)
            yield f"tables/{table.name}", tables.deflated(rows)
        yield SECOND_FACTORS, [self._second_factors()]
        for one in sealed_files(Path(settings.KHUANG_MEDIA), self.id):
            # Erased meanwhile, it stays out.
            with suppress(FileNotFoundError):
                pieces = self.keys.seal_chunks(one.opened(keyring()), one.bound)
                first = next(pieces)
                self.files += 1
                yield f"media/{one.path.parent.name}/{one.path.name}", _again(first, pieces)

    def manifest(self) -> dict[str, Any]:
        head = self.connection.execute("SELECT seq, encode(hash, 'hex') FROM journal_chainhead").fetchone()
        lines, last = head or (0, FIRST.hex())
        return {
            "id": self.id,
            "slug": self.slug,
            "columns": {table.name: table.columns for table in self.tables},
            "counts": self.counts,
            "files": self.files,
            "lines": lines,
            "head": last,
        }

    def _rows(self, table: Table) -> Iterator[bytes]:
        where = sql.SQL("")
        if column := FOLLOWING.get(table.name):
            where = sql.SQL("WHERE {} = {}").format(sql.Identifier(column), sql.Literal(self.id))
        self.counts[table.name] = 0
        for block in tables.rows_out(self.connection, table, where):
            self.counts[table.name] += block.count(b"\n")
            yield block

    def _second_factors(self) -> bytes:
        rows = SecondFactors().rows(self.connection, self.id)
        self.counts["mfa_authenticator"] = len(rows)
        moved = [
            row | {"data": SecondFactors.resealed(row["data"], row["user_id"], keyring(), self.keys)}
            for row in rows
        ]
        return json.dumps(moved).encode()

    def _must_rest(self) -> None:
        words = (
            "SELECT count(*) FROM procrastinate_jobs "
            "WHERE status IN ('todo', 'doing') AND args->>'municipality' = %s"
        )
        waiting = self.connection.execute(words, [self.id]).fetchone()[0]
        if waiting:
            raise CannotMove(f"{waiting} jobs of {self.slug} wait. Let `khuang up` finish them first.")


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
