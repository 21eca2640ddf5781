"""Fill an empty home from a backup, and prove what came out; a process of its own.

python -m khuang.site.backups.filling FILE [LIST OF ERASURES ...], with KHUANG_HOME naming the new
home and the recovery code on its standard input. What it found goes to its standard output as JSON,
progress to the other. Nothing of the home that it is called from is touched: settings and keys are
those of the new one.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

from khuang.lib import embedded_postgres, keyrings
from khuang.lib.archives import Archive, Manifest, Unreadable
from khuang.lib.home import home, make_home
from khuang.lib.recovery import WrongCode
from khuang.site.backups import KIND


def main() -> int:
    """Fill and prove; 1 with the reason in plain words when it cannot be."""
    os.umask(0o077)
    # So that the database is stopped on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        found = fill(Archive.open(Path(sys.argv[1]), sys.stdin.readline()), list(map(Path, sys.argv[2:])))
    except (Unreadable, WrongCode, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(json.dumps(found))
    return 0


def fill(archive: Archive, erasures: list[Path]) -> dict[str, Any]:
    """Check the whole file, restore it into the empty home, and say what is there now.

    erasures  lists of who was erased, maybe after the backup: they are erased once more
    """
    began = time.monotonic()
    if archive.head.kind != KIND:
        raise Unreadable("This file holds one municipality. Run: khuang municipality import")
    manifest = archive.check(_tell)
    parts = archive.parts()
    _keys(parts)
    with ExitStack() as stack:
        if "DATABASE_URL" not in os.environ:
            stack.callback(embedded_postgres.stop, home())
            # Thrown away or renamed only when whole: until then it need not survive a power cut.
            embedded_postgres.start(home(), durable=False)
        found = _database(manifest, parts) | {"erased_again": _erase_again(erasures)}
    return found | {"made_at": archive.head.made_at, "seconds": round(time.monotonic() - began, 1)}


def _keys(parts: Iterator[tuple[str, Iterator[bytes]]]) -> None:
    """Write what the settings read, before they are read."""
    make_home(home())
    _, keyring = next(parts)
    keyrings.write_plain(Path(os.environ.get("KHUANG_KEYRING", home() / "keyring.json")), b"".join(keyring))
    for name in ("secret-key", "backup-key.json"):
        _, blocks = next(parts)
        (home() / name).write_bytes(b"".join(blocks))


def _database(manifest: Manifest, parts: Iterator[tuple[str, Iterator[bytes]]]) -> dict[str, Any]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")
    import_module("django").setup()
    loading = import_module("khuang.site.backups.loading")
    proving = import_module("khuang.site.backups.proving")
    loading.load(manifest, parts)
    return proving.prove(manifest)


def _erase_again(erasures: list[Path]) -> int:
    # Only now that everything was proved: these are new lines of the journal.
    again = import_module("khuang.site.backups.erasing")
    count: int = again.erase_again(erasures)
    return count


def _tell(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\rReading the file: {100 * done // of} %", end="" if done < of else "\n", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
