"""The unprivileged account that PostgreSQL runs as when root starts it.

PostgreSQL refuses to run as root, and rightly. Anybody else runs it under their own name.
"""

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterable
from pathlib import Path

# Exactly what a program of PostgreSQL needs; nothing of the caller's leaks in.
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}


def choose(folder: Path) -> pwd.struct_passwd:
    """Return the account for a server whose files are, or will be, in `folder`.

    A folder that exists keeps its owner, so an account added later changes nothing.
    """
    if folder.exists():
        return pwd.getpwuid(folder.stat().st_uid)
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    return _existing("khuang") or _existing("postgres") or _created("khuang") or pwd.getpwnam("nobody")


def run(command: Iterable[object], account: pwd.struct_passwd) -> subprocess.CompletedProcess[str]:
    """Run a program as `account` and return what it said, whatever its exit code."""
    arguments = [str(part) for part in command]
    if account.pw_uid == os.geteuid():
        return _run(arguments)
    return _run(arguments, user=account.pw_uid, group=account.pw_gid, extra_groups=[])


def give(folder: Path, account: pwd.struct_passwd) -> None:
    """Make a folder that only `account` (and root) can enter.

    Raises PermissionError when it is there and is somebody else's, or open to others.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(folder, account.pw_uid, account.pw_gid, follow_symlinks=False)
    found = folder.lstat()
    if found.st_uid != account.pw_uid or stat.S_IMODE(found.st_mode) & 0o077:
        raise PermissionError(f"{folder} must belong to {account.pw_name} alone, with mode 0700: remove it.")


def _run(arguments: list[str], **identity: object) -> subprocess.CompletedProcess[str]:
    # The caller's folder may be closed to the account: start from the root of the disk.
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        env=ENVIRONMENT,
        check=False,
        **identity,
    )


def _existing(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _created(name: str) -> pwd.struct_passwd | None:
    if not (useradd := shutil.which("useradd", path=ENVIRONMENT["PATH"])):
        return None
    nologin = "/usr/sbin/nologin"
    command = [useradd, "--system", "--user-group", "--no-create-home", "--shell", nologin, name]
    subprocess.run(command, check=False, capture_output=True)
    return _existing(name)
