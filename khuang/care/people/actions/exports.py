"""Taking people's data out as a file is written down before the file is made."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from khuang.care.people.models import Export
from khuang.care.people.rules.exports import PER_DAY, TooManyExports
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal


@journal.action
def note_export(
    persons: Iterable[UUID],
    *,
    reason: str,
    words: str,
    columns: list[str],
    file_format: str,
    chosen: Mapping[str, str],
    by: Any,
    at: datetime,
) -> Export:
    """Note that somebody takes these persons out as a file. Journal: people.exported, about each of them.

    Raises PermissionDenied, or TooManyExports when the account took out too many today.
    """
    if not may(by, "people.export"):
        raise PermissionDenied
    if Export.objects.filter(by_id=by.pk, at__gt=at - timedelta(days=1)).count() >= PER_DAY:
        raise TooManyExports
    keys = list(persons)
    made = Export.objects.create(
        by_id=by.pk,
        at=at,
        reason=reason,
        words=words,
        columns=columns,
        file_format=file_format,
        chosen=dict(chosen),
        count=len(keys),
    )
    journal.write(
        "people.exported",
        by=by,
        about=made,
        at=at,
        also=keys,
        count=len(keys),
        reason=reason,
        columns=columns,
    )
    return made
