"""The papers of packages on the disk: photographs, signatures and bills, sealed beside the surveys' media."""

from collections.abc import Iterator
from uuid import UUID

from khuang.ground.municipalities import media_files

PAPER = ".paper"


def write(key: UUID, content: bytes) -> None:
    """Keep one paper."""
    media_files.write(key, [content], PAPER)


def read(key: UUID) -> Iterator[bytes]:
    """Give one paper, piece by piece. Raises FileNotFoundError."""
    return media_files.read(key, PAPER)


def remove(key: UUID) -> None:
    """Take one paper away."""
    media_files.remove(key, PAPER)


def stored() -> Iterator[tuple[UUID, float]]:
    """Give every paper on the disk and when it was written, in seconds since 1970."""
    for key, path in media_files.stored():
        if path.name.endswith(PAPER):
            yield key, path.stat().st_mtime
