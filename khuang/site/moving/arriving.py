"""`khuang municipality import`: a municipality moves in, in one transaction or not at all."""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg import Connection, sql

from khuang.ground.journal import actions as journal
from khuang.ground.journal import reads
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.fields import keyring
from khuang.ground.municipalities.models import Municipality
from khuang.lib.archives import Archive, Manifest, Unreadable
from khuang.lib.sealing import Keyring
from khuang.site import tables
from khuang.site.backups.making import MEDIA
from khuang.site.keys.files import SealedFile
from khuang.site.keys.hashes import as_owner, rehash
from khuang.site.keys.sealed import SecondFactors
from khuang.site.moving import FOLLOWING, KIND, SECOND_FACTORS, CannotMove
from khuang.site.moving.resealing import resealed


def arrive(archive: Archive, *, at: datetime) -> Manifest:
    """Take a municipality in and return the manifest. Journal: municipality.arrived.

    Raises Unreadable and CannotMove; then nothing has changed, and it can simply be done again.
    """
    if archive.head.kind != KIND:
        raise Unreadable("This file is a backup. Run: khuang restore")
    manifest = archive.check()
    folder = Path(settings.KHUANG_MEDIA) / manifest["id"]
    with as_owner(), transaction.atomic():
        connection.ensure_connection()
        arriving = _Arriving(connection.connection, archive, manifest)
        arriving.must_fit()
        # Of a municipality that is not here: an attempt that was broken off left it.
        shutil.rmtree(folder, ignore_errors=True)
        try:
            arriving.move_in(at)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return manifest


class _Arriving:
    def __init__(self, connection: Connection, archive: Archive, manifest: Manifest) -> None:
        self.connection, self.archive, self.manifest = connection, archive, manifest
        self.id = manifest["id"]

    def must_fit(self) -> None:
        """Raise CannotMove when the tables differ, or when something of it is here already."""
        here = {table.name: list(table.columns) for table in tables.tables(self.connection)}
        differing = [name for name, columns in self.manifest["columns"].items() if here.get(name) != columns]
        if differing:
            raise CannotMove(
                f"Khuang {self.archive.head.version} made this file, and its tables are others "
                f"({', '.join(differing[:3])}). Bring both installations to the same version."
            )
        words = "SELECT FROM municipalities_municipality WHERE id = %s OR slug = %s"
        if self.connection.execute(words, [self.id, self.manifest["slug"]]).fetchone() is not None:
            raise CannotMove(f"{self.manifest['slug']} is here already.")

    def move_in(self, at: datetime) -> None:
        tables.choose(self.connection, self.id)
        parts = self.archive.parts()
        _, blocks = next(parts)
        transfer = Keyring(1, {1: b"".join(blocks)}, b"")
        triggered = self._triggers("DISABLE", list(self.manifest["columns"]))
        for name, blocks in parts:
            kind, _, rest = name.partition("/")
            if kind == "tables":
                self._table(rest, blocks, transfer)
            elif name == SECOND_FACTORS:
                self._second_factors(json.loads(b"".join(blocks)), transfer)
            else:
                self._file(rest, blocks, transfer)
        self.connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self._triggers("ENABLE", triggered)
        self._prove()
        municipality = Municipality.objects.get(pk=self.id)
        rehash(municipality)
        with within(municipality):
            journal.write("municipality.arrived", by=journal.SYSTEM, about=municipality, at=at)

    def _table(self, name: str, blocks: Iterator[bytes], transfer: Keyring) -> None:
        columns = self.manifest["columns"][name]
        if name == "accounts_account":
            blocks = iter([self._new_names(columns, b"".join(blocks))])
        rows = resealed(name, columns, tables.inflated(blocks), transfer, keyring())
        # Row-level security lets nobody COPY into a table, not even its owner.
        table, names = sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
        self.connection.execute(sql.SQL("CREATE TEMP TABLE arriving (LIKE {})").format(table))
        tables.rows_in(self.connection, "arriving", columns, rows)
        words = sql.SQL("INSERT INTO {0} ({1}) SELECT {1} FROM arriving").format(table, names)
        self.connection.execute(words)
        self.connection.execute("DROP TABLE arriving")

    def _second_factors(self, rows: list[dict[str, Any]], transfer: Keyring) -> None:
        for row in rows:
            data = SecondFactors.resealed(row["data"], row["user_id"], transfer, keyring())
            SecondFactors.insert(self.connection, row | {"data": data})

    def _file(self, name: str, blocks: Iterator[bytes], transfer: Keyring) -> None:
        if not MEDIA.fullmatch(f"{self.id}/{name}"):
            raise Unreadable(f"The file holds something at a strange place: {name}")
        path = Path(settings.KHUANG_MEDIA) / self.id / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.writelines(blocks)
        SealedFile(path).reseal(transfer, keyring())

    def _triggers(self, word: str, names: list[str]) -> list[str]:
        """Let the database not answer to what comes in: it is the past. Return the tables that would have."""
        words = (
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY(%s) ORDER BY 1"
        )
        found = [name for (name,) in self.connection.execute(words, [names]).fetchall()]
        for name in found:
            change = sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(sql.Identifier(name), sql.SQL(word))
            self.connection.execute(change)
        return found

    def _prove(self) -> None:
        """Raise Unreadable when rows are missing or the chain of the journal is not whole."""
        for name, expected in self.manifest["counts"].items():
            column = FOLLOWING.get(name, "municipality_id")
            if name == "mfa_authenticator":
                continue
            words = sql.SQL("SELECT count(*) FROM {} WHERE {} = %s")
            found = self.connection.execute(
                words.format(sql.Identifier(name), sql.Identifier(column)), [self.id]
            ).fetchone()
            if found != (expected,):
                raise Unreadable(f"The table {name} does not hold what the list of the file says.")
        with within(Municipality.objects.get(pk=self.id)):
            chain = reads.verdict()
        if chain.because or (chain.lines, chain.head.hex()) != (
            self.manifest["lines"],
            self.manifest["head"],
        ):
            raise Unreadable("The journal in the file is not whole.")

    def _new_names(self, columns: list[str], pressed: bytes) -> bytes:
        """Pass accounts on, once none of their sign-in names is taken here. Raises CannotMove."""
        rows = b"".join(tables.inflated([pressed])).splitlines()
        names = [row.split(b"\t")[columns.index("username")].decode() for row in rows]
        words = "SELECT username FROM accounts_account WHERE username = ANY(%s) ORDER BY 1"
        tables.choose(self.connection)
        taken = [name for (name,) in self.connection.execute(words, [names]).fetchall()]
        tables.choose(self.connection, self.id)
        if taken:
            raise CannotMove(f"These sign-in names are taken here; change them before: {', '.join(taken)}")
        return pressed
