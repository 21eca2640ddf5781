"""Backups and their rehearsals, as the journal tells of them."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from khuang.ground.journal import reads as journal

MADE, REHEARSED, FAILED = "backups.made", "backups.rehearsed", "backups.rehearsal-failed"
WORDS = {MADE: "made", REHEARSED: "rehearsed", FAILED: "failed"}
REHEARSE_EVERY = timedelta(days=35)
MAKE_EVERY = timedelta(days=2)
NIGHT = timedelta(hours=26)  # from one nightly backup to the end of the next, at most
SHOWN = 60  # lines


@dataclass(frozen=True)
class Standing:
    """How far the municipality may rely on its backups.

    made_at, rehearsed_at  when that was last done well, or None
    is_night_missed        whether backups are made every night, and that of last night is not there
    """

    made_at: datetime | None
    rehearsed_at: datetime | None
    is_rehearsal_late: bool
    is_backup_late: bool
    is_night_missed: bool


@dataclass(frozen=True)
class Line:
    """A backup or a rehearsal. what: made, rehearsed or failed."""

    what: str
    at: datetime
    told: dict[str, Any]

    @property
    def megabytes(self) -> float:
        return self.told.get("bytes", 0) / 1e6


def standing(*, at: datetime) -> Standing:
    """Say when a backup was last made and last rehearsed, and whether that is too long ago."""
    made, rehearsed = _last(MADE), _last(REHEARSED)
    return Standing(
        made_at=made,
        rehearsed_at=rehearsed,
        is_rehearsal_late=_is_late(rehearsed, REHEARSE_EVERY, at),
        is_backup_late=_is_late(made, MAKE_EVERY, at),
        is_night_missed=bool(os.environ.get("KHUANG_BACKUPS")) and _is_late(made, NIGHT, at),
    )


def lines() -> list[Line]:
    """Return the newest backups and rehearsals, newest first."""
    return [
        Line(
            {MADE: "made", REHEARSED: "rehearsed", FAILED: "failed"}[entry.event], entry.at, entry.references
        )
        for entry in journal.newest((MADE, REHEARSED, FAILED))[:SHOWN]
    ]


def _last(event: str) -> datetime | None:
    entry = journal.newest((event,)).first()
    return entry.at if entry else None


def _is_late(last: datetime | None, most: timedelta, at: datetime) -> bool:
    return last is None or at - last > most
