"""Make a backup: everything in one sealed, signed file, from one moment of the database."""

import fcntl
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from django.conf import settings
from psycopg import Connection

from khuang.ground.journal.rules import FIRST
from khuang.lib import archives, keyrings, recovery
from khuang.lib.archives import Part
from khuang.lib.sealing import CHUNK
from khuang.site import tables
from khuang.site.backups import ERASURES, KIND
from khuang.site.tables import Table

NAME = "khuang-{at:%Y-%m-%d-%H%M%S}.khuang"
OURS = re.compile(r"khuang-\d{4}-\d\d-\d\d-\d{6}\.khuang(\.part)?")
MEDIA = re.compile(r"[0-9a-f-]{36}/[0-9a-z]{2}/[0-9a-z.-]+")


class CannotBackUp(Exception):
    """Why no backup is made, and what to do."""


@dataclass(frozen=True)
class Made:
    """A backup that was made, with its manifest."""

    path: Path
    bytes: int
    manifest: dict[str, Any]


def key_file() -> Path:
    return settings.KHUANG_HOME / "backup-key.json"


def make(folder: Path, *, keep: int | None, at: datetime) -> Made:
    """Write a backup into `folder` and keep only the `keep` newest ones there.

    Raises CannotBackUp.
    """
    try:
        sealer = recovery.read_sealer(key_file())
    except FileNotFoundError:
        raise CannotBackUp("There is no key for backups yet. Run: khuang backup --new-key") from None
    try:
        with _alone(folder):
            path = folder / NAME.format(at=at)
            made = Made(path, 0, _write(path, sealer, at))
            made = Made(path, path.stat().st_size, made.manifest)
            _lay_erasures_beside(folder)
            _forget(folder, keep)
    except OSError as problem:
        raise CannotBackUp(f"No backup was made in {folder}: {problem.strerror}.") from None
    return made


def _write(path: Path, sealer: recovery.Sealer, at: datetime) -> dict[str, Any]:
    with tables.owner() as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        everything = _Everything(connection)
        return archives.write(
            path,
            sealer,
            everything.parts(),
            everything.manifest,
            kind=KIND,
            made_at=at.isoformat(),
            version=metadata.version("khuang"),
        )


class _Everything:
    """What goes into a backup, counted on its way."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.tables = tables.tables(connection)
        self.municipalities = dict(
            connection.execute(
                "SELECT id::text, slug FROM municipalities_municipality ORDER BY id"
            ).fetchall()
        )
        self.counts: dict[str, dict[str, int]] = {}
        self.media = {"files": 0, "bytes": 0}

    def parts(self) -> Iterator[Part]:
        # First what opens the rest.
        yield "keyring.json", [keyrings.plain(settings.KHUANG_KEYRING)]
        yield "secret-key", [settings.SECRET_KEY.encode()]
        yield "backup-key.json", [key_file().read_bytes()]
        for table in self.tables:
            for whose in self.municipalities if table.is_municipal else [""]:
                yield f"tables/{table.name}/{whose}", tables.deflated(self._rows(table, whose))
        yield from self._media()

    def manifest(self) -> dict[str, Any]:
        return {
            "migrations": tables.applied_migrations(self.connection),
            "columns": {table.name: table.columns for table in self.tables},
            "municipalities": {key: self._of(key, slug) for key, slug in self.municipalities.items()},
            "counts": self.counts,
            "media": self.media,
        }

    def _rows(self, table: Table, whose: str) -> Iterator[bytes]:
        tables.choose(self.connection, whose)
        count = 0
        for block in tables.rows_out(self.connection, table):
            count += block.count(b"\n")
            yield block
        self.counts.setdefault(table.name, {})[whose] = count

    def _of(self, municipality: str, slug: str) -> dict[str, Any]:
        tables.choose(self.connection, municipality)
        head = self.connection.execute("SELECT seq, encode(hash, 'hex') FROM journal_chainhead").fetchone()
        lines, last = head or (0, FIRST.hex())
        return {"slug": slug, "lines": lines, "head": last}

    def _media(self) -> Iterator[Part]:
        top = Path(settings.KHUANG_MEDIA)
        for path in sorted(top.glob("*/*/*")):
            name = path.relative_to(top).as_posix()
            # Half-written files and what is erased meanwhile belong to no row of this moment.
            if MEDIA.fullmatch(name) and path.suffix != ".part":
                with suppress(FileNotFoundError), path.open("rb") as file:
                    self.media["files"] += 1
                    yield f"media/{name}", self._pieces(file)

    def _pieces(self, file: Any) -> Iterator[bytes]:
        while piece := file.read(CHUNK):
            self.media["bytes"] += len(piece)
            yield piece


class _alone:
    """Hold a folder for one backup at a time, and clear away what a killed one left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lock = (self.folder / ".khuang-lock").open("w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.lock.close()
            raise CannotBackUp(f"Another backup is being made in {self.folder}.") from None
        for path in _ours(self.folder):
            if path.suffix == ".part":
                path.unlink()

    def __exit__(self, *_: object) -> None:
        self.lock.close()


def _lay_erasures_beside(folder: Path) -> None:
    erased = settings.KHUANG_HOME / ERASURES
    if erased.exists():
        aside = folder / f"{ERASURES}.part"
        aside.write_bytes(erased.read_bytes())
        aside.replace(folder / ERASURES)


def _forget(folder: Path, keep: int | None) -> None:
    whole = sorted((path for path in _ours(folder) if path.suffix != ".part"), reverse=True)
    for path in whole[keep:] if keep else []:
        path.unlink()


def _ours(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if OURS.fullmatch(path.name)]
