"""Pictures and voices of statements on the disk, sealed beside the surveys' media."""

from collections.abc import Iterator
from uuid import UUID

from khuang.ground.municipalities import media_files

STATEMENT = ".statement"


def write(key: UUID, content: bytes) -> None:
    """Keep one file."""
    media_files.write(key, [content], STATEMENT)


def read(key: UUID) -> Iterator[bytes]:
    """Give one file, piece by piece. Raises FileNotFoundError."""
    return media_files.read(key, STATEMENT)


def remove(key: UUID) -> None:
    """Take one file away."""
    media_files.remove(key, STATEMENT)


def stored() -> Iterator[tuple[UUID, float]]:
    """Give every such file on the disk and when it was written, in seconds since 1970."""
    for key, path in media_files.stored():
        if path.name.endswith(STATEMENT):
            yield key, path.stat().st_mtime
