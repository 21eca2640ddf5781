"""Take somebody out of the surveys: what they answered, what names them, and their photographs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from khuang.ground.journal import actions as journal
from khuang.ground.municipalities import media_files
from khuang.ground.municipalities.context import current_id
from khuang.ground.surveys.models import Attention, Forgotten, Submission, SubmissionMedia
from khuang.ground.surveys.reads.forms import definition
from khuang.ground.surveys.rules.instances import parsed
from khuang.ground.surveys.rules.observations import is_uuid4, observed
from khuang.ground.surveys.rules.redaction import Phrases, cut

_TOGETHER = 100  # surveys that are held in memory at once


@dataclass(frozen=True)
class Redacted:
    """What was taken out."""

    submissions: list[UUID]
    files: int


@journal.action
def forget(keys: Collection[UUID], homes: Collection[UUID], phrases: Phrases, *, at: datetime) -> Redacted:
    """Cut entities out of every survey, and hide what names them elsewhere. Its caller writes the journal.

    keys   entities that are forgotten; a survey that still comes in loses their part too
    homes  entities by whose side `phrases.at_home` name them too
    Files of which the rest of a survey does not speak are removed after the commit.
    """
    hold_surveys()
    # Who was erased before, and is erased again after a restore, stays on the list.
    Forgotten.objects.bulk_create([Forgotten(entity_id=key, at=at) for key in keys], ignore_conflicts=True)
    # Looked for in bytes first: to read every survey as XML would take minutes.
    marks = {str(key).encode() for key in keys}
    near = {str(key).encode() for key in homes} | marks
    wide = {phrase.lower().encode() for phrase in phrases.everywhere}
    touched, files = [], 0
    for one in Submission.objects.order_by("pk").iterator(chunk_size=_TOGETHER):
        raw = one.raw.lower()
        is_near = _has(raw, near)
        if is_near or _has(raw, wide):
            removed = _redact(one, frozenset(map(str, keys)), phrases, at, at_home=is_near)
            if removed is not None:
                touched.append(one.pk)
                files += removed
    Attention.objects.filter(about_id__in=list(keys)).delete()
    return Redacted(touched, files)


def hold_surveys() -> None:
    """Let surveys on their way in wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [forgetting_lock()])


def forgetting_lock() -> int:
    """Give the number of the lock that surveys on their way in share, and an erasure has for itself."""
    return int.from_bytes(current_id().bytes[-7:], "big")


def _has(raw: bytes, words: Iterable[bytes]) -> bool:
    return any(word in raw for word in words)


def _redact(
    one: Submission, forgotten: frozenset[str], phrases: Phrases, at: datetime, *, at_home: bool
) -> int | None:
    """Cut in one survey; give how many of its files went, None when nothing in it had to change."""
    form = definition(one.version_id) if one.version_id else None
    raw = cut(one.raw, forgotten, partial(phrases.hidden_in, at_home=at_home), form)
    if raw == cut(one.raw, frozenset(), str, form):
        return None
    one.raw, one.redacted_at = raw, at  # type: ignore[assignment]
    one.files = list(observed(parsed(raw), form).files) if form else []
    one.save(update_fields=["raw", "redacted_at", "files"])
    return _remove_files(SubmissionMedia.objects.filter(submission=one).exclude(name__in=one.files))


def _remove_files(rows: Iterable[SubmissionMedia]) -> int:
    """Delete rows, and their files once that is certain; a file that stays by accident is swept at night."""
    gone = [row.pk for row in rows]
    # The folder is that of the municipality, which nobody knows any more after the commit.
    paths = [media_files.path_of(key, suffix) for key in gone for suffix in ("", media_files.CLEAN)]
    SubmissionMedia.objects.filter(pk__in=gone).delete()
    transaction.on_commit(partial(_unlink, paths))
    return len(gone)


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def without_forgotten(raw: bytes, named: Collection[str], version_id: UUID | None) -> bytes | None:
    """Give a survey that comes in without the part of whoever was erased; None when nobody was.

    named  ids of the entities in it, as it says them
    """
    keys = {UUID(key) for key in named if is_uuid4(key)}
    gone = Forgotten.objects.filter(entity_id__in=keys).order_by().values_list("entity_id", flat=True)
    forgotten = frozenset(str(key) for key in gone)
    if not forgotten:
        return None
    return cut(raw, forgotten, str, definition(version_id) if version_id else None)
