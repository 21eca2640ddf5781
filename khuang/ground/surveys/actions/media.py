"""Keep the photographs and sounds that come with a survey, and copy them without the place in them."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from django.utils import timezone
from PIL import Image, ImageOps, UnidentifiedImageError

from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities import media_files
from khuang.ground.surveys.actions.attention import raise_attention
from khuang.ground.surveys.models import Attention, Submission, SubmissionMedia

_PIECE = 1 << 20
# What Pillow raises for bytes that are no picture, or one that would burst the memory.
NO_PICTURE = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
_PHOTO_NAMES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic"}
_AUDIO_NAMES = {".m4a", ".mp3", ".amr", ".aac", ".wav", ".ogg", ".3gp"}
# A photograph of a phone has 12 to 50 million points; far more is an attack on memory.
_MOST_POINTS = 80_000_000
# A file without a row may still be waiting for its commit.
_SWEEP_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Arrived:
    """One file of a POST."""

    name: str
    content: BinaryIO

    def pieces(self) -> Iterator[bytes]:
        """Read the file from its beginning, piece by piece."""
        self.content.seek(0)
        while piece := self.content.read(_PIECE):
            yield piece


def keep_files(submission: Submission, files: Iterable[Arrived], *, by: Any, at: datetime) -> list[Attention]:
    """Store the files that are new; the first of a name stays. Give what needs somebody's eyes.

    The bytes are safe on disk when this returns; the rows follow with the
    commit. Journal: survey.photographed, after which the copies are made.
    """
    files = tuple(files)
    if not files:
        return []
    there = dict(SubmissionMedia.objects.filter(submission=submission).values_list("name", "sha256"))
    rows: list[SubmissionMedia] = []
    attentions = []
    for file in files:
        name, digest = plain_name(file.name), _digest(file)
        if name not in there:
            row = _stored(submission, file, name, digest, at)
            rows.append(row)
            there[name] = digest
            attentions += _doubt(row, submission, at)
        elif there[name] != digest:
            attentions.append(_attention(submission, Attention.Kind.FILE_DIFFERS, name, at))
    SubmissionMedia.objects.bulk_create(rows)
    if any(row.kind == SubmissionMedia.Kind.PHOTO for row in rows):
        journal.write("survey.photographed", by=by, about=submission, at=at, files=len(rows))
    return attentions


def plain_name(name: str) -> str:
    """Give the last part of a file name, without anything that could lead elsewhere."""
    plain = PurePosixPath(name.replace("\\", "/")).name
    return "".join(letter for letter in plain if letter.isprintable())[-200:] or "file"


def copy_photographs_without_place(entry: Entry) -> None:
    """Follow survey.photographed: make a copy of each photograph that holds no place and no camera.

    Safe to run twice.
    """
    rows = SubmissionMedia.objects.filter(
        submission_id=entry.about_id, kind=SubmissionMedia.Kind.PHOTO, clean_at=None
    ).select_related("submission")
    for row in rows:
        _copy(row, at=timezone.now())


def _copy(row: SubmissionMedia, *, at: datetime) -> None:
    original = b"".join(media_files.read(row.pk))
    try:
        copy = without_place(original)
    except NO_PICTURE:
        # Its head was that of a photograph, its body is broken.
        row.kind = SubmissionMedia.Kind.OTHER
        row.save(update_fields=["kind"])
        raise_attention(
            row.submission, [_attention(row.submission, Attention.Kind.NOT_A_PHOTO, row.name, at)]
        )
        return
    media_files.write(row.pk, [copy], media_files.CLEAN)
    row.clean_at = at
    row.save(update_fields=["clean_at"])


def without_place(photograph: bytes) -> bytes:
    """Give the picture alone as JPEG: upright, without EXIF, so without place, time and camera."""
    with Image.open(io.BytesIO(photograph)) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    # A new picture has only points; whatever else the old one carried stays behind.
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=85)
    return written.getvalue()


def sweep_media(*, at: datetime) -> int:
    """Remove files that no commit ever spoke of; give how many. Journal: surveys.media-swept."""
    rows = set(SubmissionMedia.objects.values_list("pk", flat=True))
    oldest = (at - _SWEEP_AFTER).timestamp()
    lost = [
        path
        for key, path in media_files.stored()
        if key not in rows and _is_ours(path.name) and path.stat().st_mtime < oldest
    ]
    for path in lost:
        path.unlink(missing_ok=True)
    if lost:
        journal.write("surveys.media-swept", by=journal.SYSTEM, about=None, at=at, files=len(lost))
    return len(lost)


def _is_ours(name: str) -> bool:
    """Say whether a file is a survey's, or was never finished; other parts keep theirs beside them."""
    rest = name[32:]
    return rest in ("", media_files.CLEAN) or rest.endswith(".part")


def _stored(submission: Submission, file: Arrived, name: str, digest: str, at: datetime) -> SubmissionMedia:
    row = SubmissionMedia(
        submission=submission,
        name=name,
        kind=_kind(file, name),
        size=sum(map(len, file.pieces())),
        sha256=digest,
        received_at=at,
    )
    media_files.write(row.pk, file.pieces())
    return row


def _digest(file: Arrived) -> str:
    digest = sha256()
    for piece in file.pieces():
        digest.update(piece)
    return digest.hexdigest()


def _kind(file: Arrived, name: str) -> str:
    if _is_photograph(file):
        return str(SubmissionMedia.Kind.PHOTO)
    is_sound = PurePosixPath(name).suffix.lower() in _AUDIO_NAMES
    return str(SubmissionMedia.Kind.AUDIO if is_sound else SubmissionMedia.Kind.OTHER)


def _is_photograph(file: Arrived) -> bool:
    file.content.seek(0)
    try:
        with Image.open(file.content) as picture:
            width, height = picture.size
            if width * height > _MOST_POINTS:
                return False
            picture.verify()
    except NO_PICTURE:
        return False
    return True


def _doubt(row: SubmissionMedia, submission: Submission, at: datetime) -> list[Attention]:
    should_be_photo = PurePosixPath(row.name).suffix.lower() in _PHOTO_NAMES
    if should_be_photo and row.kind != SubmissionMedia.Kind.PHOTO:
        return [_attention(submission, Attention.Kind.NOT_A_PHOTO, row.name, at)]
    return []


def _attention(submission: Submission, kind: Any, name: str, at: datetime) -> Attention:
    return Attention(submission=submission, kind=kind, detail=name, raised_at=at)
