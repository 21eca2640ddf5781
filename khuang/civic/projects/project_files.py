"""Photographs of projects and inspections on the disk: sealed, without place, time and camera."""

from collections.abc import Iterator
from uuid import UUID

from khuang.ground.municipalities import media_files

PICTURE = ".project"


def write(key: UUID, content: bytes) -> None:
    """Keep one photograph."""
    media_files.write(key, [content], PICTURE)


def read(key: UUID) -> Iterator[bytes]:
    """Give one photograph, piece by piece. Raises FileNotFoundError."""
    return media_files.read(key, PICTURE)


def remove(key: UUID) -> None:
    """Take one photograph away."""
    media_files.remove(key, PICTURE)


def stored() -> Iterator[tuple[UUID, float]]:
    """Give every photograph on the disk and when it was written, in seconds since 1970."""
    for key, path in media_files.stored():
        if path.name.endswith(PICTURE):
            yield key, path.stat().st_mtime
