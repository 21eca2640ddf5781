"""Voices, pictures and files that somebody sent, sealed on the disk beside the surveys' media."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from khuang.ground.municipalities import media_files

SENT = ".message"


def write(key: UUID, content: Iterable[bytes]) -> None:
    """Keep what came with a message; `key` is the message's. Raises OSError when the disk is full."""
    media_files.write(key, content, SENT)


def read(key: UUID) -> Iterator[bytes]:
    """Give what came with a message, piece by piece. Raises FileNotFoundError."""
    return media_files.read(key, SENT)


def path_of(key: UUID) -> Path:
    """Give where it lies, so that it can be removed after a commit."""
    return media_files.path_of(key, SENT)


def remove(key: UUID) -> None:
    """Take it away, if it is there."""
    media_files.remove(key, SENT)


def stored() -> Iterator[tuple[UUID, Path]]:
    """Give every such file of the current municipality."""
    for key, path in media_files.stored():
        if path.name.endswith(SENT):
            yield key, path
