"""Keep the picture and the voice of a statement; a picture loses its place, time and camera."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from khuang.civic.forum import statement_files
from khuang.civic.forum.models import Enclosure, Statement
from khuang.civic.forum.rules.problems import NoPicture, NoVoice
from khuang.civic.forum.rules.voices import LARGEST, content_type
from khuang.ground.journal import actions as journal
from khuang.ground.surveys.actions.media import NO_PICTURE, without_place

LARGEST_PICTURE = 8_000_000  # bytes
# A file without a row may still be waiting for its commit.
_SWEEP_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Brought:
    """What comes with a statement: bytes of a picture, what it shows, bytes of a voice; each may be empty."""

    picture: bytes = b""
    shown_as: str = ""
    voice: bytes = b""


def keep(statement: Statement, brought: Brought | None, at: datetime) -> None:
    """Keep what came with a statement. Raises NoPicture, NoVoice."""
    if brought and brought.picture:
        _keep_picture(statement, brought, at)
    if brought and brought.voice:
        _keep_voice(statement, brought.voice, at)


def _keep_picture(statement: Statement, brought: Brought, at: datetime) -> None:
    if len(brought.picture) > LARGEST_PICTURE:
        raise NoPicture
    try:
        bare = without_place(brought.picture)
    except NO_PICTURE:
        raise NoPicture from None
    row = Enclosure(
        statement=statement,
        kind="picture",
        content_type="image/jpeg",
        shown_as=brought.shown_as.strip(),
        at=at,
    )
    statement_files.write(row.pk, bare)
    row.save(force_insert=True)


def _keep_voice(statement: Statement, voice: bytes, at: datetime) -> None:
    encoded = content_type(voice[:16])
    if not encoded or len(voice) > LARGEST:
        raise NoVoice
    row = Enclosure(statement=statement, kind="voice", content_type=encoded, at=at)
    statement_files.write(row.pk, voice)
    row.save(force_insert=True)


@journal.action
def sweep_enclosures(*, at: datetime) -> int:
    """Remove files that no commit ever spoke of; give how many. Journal: forum.enclosures-swept."""
    oldest = (at - _SWEEP_AFTER).timestamp()
    lost = {key for key, written in statement_files.stored() if written < oldest}
    lost -= set(Enclosure.objects.filter(pk__in=lost).values_list("pk", flat=True))
    for key in lost:
        statement_files.remove(key)
    if lost:
        journal.write("forum.enclosures-swept", by=journal.SYSTEM, about=None, at=at, files=len(lost))
    return len(lost)
