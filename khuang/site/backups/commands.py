"""`khuang backup` and `khuang restore`, as an operator reads them."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from khuang.lib import recovery
from khuang.site.backups import making, notes, restoring

KEPT = 14  # Backups of the night that stay.
SHEET = """
The recovery code. Write it on paper, twice, and keep the sheets in two safes apart from the machine:

    {code}

It opens every backup that is made from now on, with all keys. It is shown this once and kept nowhere:
without it no backup can be brought back by anybody. Try it at once: khuang restore FILE --rehearse
"""


def backup(chosen: Namespace) -> int:
    """Make a backup, or the key for backups; 1 when it could not be made."""
    if chosen.new_key:
        return _new_key()
    to = chosen.to or os.environ.get("KHUANG_BACKUPS")
    if not to:
        print("Say where to: khuang backup --to FOLDER, or set KHUANG_BACKUPS.", file=sys.stderr)
        return 1
    try:
        made = _made(Path(to), chosen.keep)
    except making.CannotBackUp as problem:
        print(problem, file=sys.stderr)
        return 1
    rows = sum(count for of in made.manifest["counts"].values() for count in of.values())
    print(f"{made.path}: {made.bytes / 1e6:.1f} MB, {rows:,} rows, {made.manifest['media']['files']} files")
    for one in made.manifest["municipalities"].values():
        print(f"{one['slug']}: journal to line {one['lines']}, {one['head']}")
    return 0


def nightly_backup() -> None:
    """Make a backup where KHUANG_BACKUPS says, if it says. Raises CannotBackUp."""
    if to := os.environ.get("KHUANG_BACKUPS"):
        _made(Path(to), KEPT)


def _made(to: Path, keep: int | None) -> making.Made:
    at = timezone.now()
    made = making.make(to, keep=keep, at=at)
    notes.note_made(made, at=at)
    return made


def _new_key() -> int:
    code = recovery.new_code()
    recovery.write_sealer(making.key_file(), recovery.sealer(code))
    print(SHEET.format(code=code))
    return 0


def note_rehearsal(chosen: Namespace) -> int:
    """Say what a rehearsal found and note it; 1 when something is broken."""
    notes.note_rehearsed(chosen.found, at=timezone.now())
    return restoring.tell(chosen.found)
