"""The list of erasures outside of the database: a backup made before them would bring people back.

One line of JSON for each erasure: municipality, time, and ids that stand for nobody. Whoever
restores an older backup reads it and calls `erase_again` for each municipality.
"""

import json
import os
from collections.abc import Collection
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from khuang.care.people.models import Erasure
from khuang.ground.municipalities.context import current_id


def path() -> Path:
    """Give the file; keep a copy of it beside the backups."""
    return Path(settings.KHUANG_HOME) / "erasures.jsonl"


def note_outside(ids: Collection[UUID], *, at: datetime) -> None:
    """Add a line once the erasure is certain."""
    line = {
        "municipality": str(current_id()),
        "at": at.isoformat(),
        "erased": sorted(map(str, ids)),
    }
    transaction.on_commit(partial(_append, json.dumps(line)))


def note_missing(*, at: datetime) -> int:
    """Add what a loss of power between commit and file left out; give how many ids that were."""
    listed = noted().get(current_id(), set())
    missing = {key for keys in Erasure.objects.values_list("erased_ids", flat=True) for key in keys} - listed
    if missing:
        note_outside(missing, at=at)
    return len(missing)


def noted(file: Path | None = None) -> dict[UUID, set[UUID]]:
    """Read the list: municipality -> ids that were erased; a line that was cut short is left out."""
    found: dict[UUID, set[UUID]] = {}
    file = file or path()
    for text in file.read_text().splitlines() if file.exists() else ():
        try:
            line = json.loads(text)
            municipality, ids = UUID(line["municipality"]), set(map(UUID, line["erased"]))
        except (ValueError, KeyError, TypeError):
            continue
        found.setdefault(municipality, set()).update(ids)
    return found


def _append(line: str) -> None:
    descriptor = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        # Begins anew, in case the line before was cut short.
        os.write(descriptor, f"\n{line}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
