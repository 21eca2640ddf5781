"""`khuang restore`: bring a backup back, or rehearse it beside the live installation.

Both fill a new home in a process of its own (`filling`). A rehearsal throws the home away; a true
restore gives it its name only when everything in it was proved, so a half restored home never serves.
"""

import fcntl
import getpass
import json
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from khuang.lib import embedded_postgres
from khuang.lib.archives import Archive
from khuang.lib.home import home, make_home
from khuang.lib.processes import end_with_parent
from khuang.site.backups import ERASURES

# What names the live installation; a rehearsal has none of it.
LIVE = (
    "DATABASE_URL",
    "KHUANG_OWNER_DATABASE_URL",
    "KHUANG_APP_ROLE",
    "KHUANG_KEYRING",
    "KHUANG_SECRET_KEY",
)


class CannotRestore(Exception):
    """Why nothing was restored, and what to do."""


def rehearse(chosen: Namespace) -> dict[str, Any]:
    """Restore a backup beside the live installation, prove it, throw it away; return what was found.

    Raises CannotRestore, Unreadable and WrongCode.
    """
    file, code = _opens(chosen)
    beside = home() / "rehearsal"
    with _alone():
        _throw_away(beside)
        try:
            environment = {name: value for name, value in os.environ.items() if name not in LIVE}
            found = _filled(file, code, beside, environment)
        finally:
            _throw_away(beside)
    return found | {"file": file.name}


def restore(chosen: Namespace) -> dict[str, Any]:
    """Restore a backup into an empty home and return what was found.

    Raises CannotRestore, Unreadable and WrongCode.
    """
    target = Path(chosen.into).resolve() if chosen.into else home()
    if target.exists() and any(target.iterdir()):
        raise CannotRestore(f"{target} is not empty, and nothing is overwritten. Name another with --into.")
    file, code = _opens(chosen)
    half = target.with_name(f"{target.name}.restoring")
    _throw_away(half)
    lists = {file.with_name(ERASURES), home() / ERASURES}
    found = _filled(file, code, half, dict(os.environ), *sorted(one for one in lists if one.exists()))
    if found["broken"]:
        raise CannotRestore(f"What was restored is not whole: {found['broken']}. It lies in {half}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    half.rename(target)
    return found | {"home": str(target)}


def tell(found: dict[str, Any]) -> int:
    """Say what was restored; 1 when something is broken."""
    opened = sum(one["opened"] for one in found["municipalities"])
    lines = sum(one["lines"] for one in found["municipalities"])
    print(
        f"Restored {found['people']:,} people, {found['rows']:,} rows and {found['files']:,} files "
        f"of {', '.join(one['slug'] for one in found['municipalities'])}, as of {found['made_at']}.\n"
        f"Opened {opened:,} sealed values. The journal has {lines:,} lines."
    )
    if found["broken"]:
        print(f"NOT WHOLE: {found['broken']}", file=sys.stderr)
        return 1
    print(f"Every chain is whole and ends as the backup says. {found['seconds']} s")
    return 0


def code_of(chosen: Namespace) -> str:
    """Read the recovery code from a file, or ask for it without showing it. Raises CannotRestore."""
    if chosen.code_file:
        try:
            return Path(chosen.code_file).read_text()
        except OSError as problem:
            raise CannotRestore(f"{chosen.code_file} cannot be read: {problem.strerror}.") from None
    return getpass.getpass("Recovery code: ") if sys.stdin.isatty() else sys.stdin.readline()


def _opens(chosen: Namespace) -> tuple[Path, str]:
    """Return the file and its code, once they fit: a wrong code is told before anything is begun."""
    file = Path(chosen.file).resolve()
    if not file.is_file():
        raise CannotRestore(f"There is no file {file}.")
    code = " ".join(code_of(chosen).split())
    Archive.open(file, code)
    return file, code


def _filled(
    file: Path, code: str, into: Path, environment: dict[str, str], *erasures: Path
) -> dict[str, Any]:
    command = [sys.executable, "-m", "khuang.site.backups.filling", str(file), *map(str, erasures)]
    done = subprocess.run(
        command,
        input=code,
        env=environment | {"KHUANG_HOME": str(into)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        preexec_fn=end_with_parent(),
    )
    if done.returncode:
        raise CannotRestore("Nothing was restored; the reason stands above.")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _throw_away(folder: Path) -> None:
    """Remove a home that nobody uses, also one whose process was killed while its database ran."""
    if folder.exists():
        embedded_postgres.stop(folder)
        shutil.rmtree(folder)


@contextmanager
def _alone() -> Iterator[None]:
    make_home(home())
    with (home() / "rehearsal.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRestore("Another rehearsal is under way here.") from None
        yield
