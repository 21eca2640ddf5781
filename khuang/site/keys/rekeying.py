"""`khuang rekey`: seal everything with a new key, while the site runs.

Each value carries the number of its key, so what is left to do is seen from the data itself: killed
at any moment, the next run goes on. Works as the owner of the tables, municipality by municipality.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from khuang.ground.municipalities.fields import keyring
from khuang.lib import keyrings
from khuang.lib.sealing import CannotOpen
from khuang.site import tables
from khuang.site.keys import files, sealed

CHUNK = 500  # Values that are sealed in one transaction.
PATIENCE = 60  # Seconds after which nobody still writes a value that was sealed before the keys changed.

Tell = Callable[[int, int], None]


class NotRetired(Exception):
    """Why the old keys stay; nothing was taken out."""


def begin(*, retiring: bool) -> int:
    """Make a new key, unless an earlier change is still under way; return the number of the current key."""
    if left() or (retiring and len(keyring().keys) > 1):
        return keyring().current
    return keyrings.add_key(Path(settings.KHUANG_KEYRING))


def left() -> int:
    """Return how many values and files are not sealed with the current key."""
    with tables.owner() as connection:
        values = 0
        for column, municipality in _everywhere(connection):
            tables.choose(connection, municipality)
            values += column.left(connection, keyring())
    return values + len(files.left(Path(settings.KHUANG_MEDIA), keyring()))


def reseal(tell: Tell) -> int:
    """Seal everything with the current key and return how much it was. Raises CannotOpen.

    tell  is told how much is done, of how much
    """
    keys, done, total = keyring(), 0, left()
    with tables.owner() as connection:
        everywhere = list(_everywhere(connection))
    for column, municipality in everywhere:
        while changed := _some(column, municipality):
            done += changed
            tell(done, max(done, total))
    for one in files.left(Path(settings.KHUANG_MEDIA), keys):
        one.reseal(keys, keys)
        done += 1
        tell(done, max(done, total))
    return done


def retire() -> list[int]:
    """Take out the old keys when nothing needs them; return their numbers. Raises NotRetired."""
    path = Path(settings.KHUANG_KEYRING)
    # Who sealed a value before the keys changed may not have stored it yet.
    time.sleep(max(0.0, path.stat().st_mtime + PATIENCE - time.time()))
    reseal(lambda done, of: None)
    remaining = left()
    if remaining:
        raise NotRetired(f"{remaining} values are still sealed with an old key. Run this again.")
    return keyrings.retire(path)


def _some(column: Any, municipality: object) -> int:
    with tables.owner() as connection:
        tables.choose(connection, municipality)
        try:
            return column.reseal(connection, keyring(), at_most=CHUNK)
        except CannotOpen as problem:
            raise CannotOpen(f"{column.table}.{column.name}: {problem}") from None


def _everywhere(connection: Any) -> Iterator[tuple[Any, object]]:
    municipalities = [row[0] for row in connection.execute("SELECT id FROM municipalities_municipality")]
    present = {table.name for table in tables.tables(connection)}
    for column in sealed.columns():
        if column.table in present:
            yield from ((column, whose) for whose in (municipalities if column.is_municipal else [""]))
