"""Photographs and sounds on disk: sealed, one file each, named by the id of its row.

A file is whole or absent: written aside, forced to disk, then renamed, and all
that before the commit that speaks of it. What a failed commit leaves behind is
swept away later by whoever keeps such files.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from khuang.ground.municipalities.context import current_id
from khuang.ground.municipalities.fields import keyring
from khuang.lib.sealing import CHUNK

# Added to the name of the copy that holds no place.
CLEAN = ".clean"


def folder() -> Path:
    """Give the folder of the current municipality."""
    return Path(settings.KHUANG_MEDIA) / str(current_id())


def path_of(key: UUID, suffix: str = "") -> Path:
    """Give the path of a file. UUIDv7 begins with the time, so the end spreads the folders."""
    return folder() / key.hex[-2:] / f"{key.hex}{suffix}"


def write(key: UUID, chunks: Iterable[bytes], suffix: str = "") -> None:
    """Seal and store a file so that it survives a loss of power. Raises OSError when the disk is full."""
    path = path_of(key, suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.part")
    try:
        with aside.open("wb") as file:
            for sealed in keyring().seal_chunks(_even(chunks), bound(key, suffix)):
                file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(path)
        _force_folder(path.parent)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def read(key: UUID, suffix: str = "") -> Iterator[bytes]:
    """Open a file piece by piece. Raises FileNotFoundError at once, CannotOpen while it is read.

    The pieces may be read after the municipality's context has ended, as a web answer does.
    """
    return _opened(path_of(key, suffix).open("rb"), bound(key, suffix))


def _opened(file: BinaryIO, bound: bytes) -> Iterator[bytes]:
    with file:
        yield from keyring().open_chunks(sealed_pieces(file), bound)


def remove(key: UUID, suffix: str = "") -> None:
    """Take a file away, if it is there."""
    path_of(key, suffix).unlink(missing_ok=True)


def stored() -> Iterator[tuple[UUID, Path]]:
    """Give every file of the current municipality, the unfinished ones too."""
    for path in folder().glob("??/*"):
        yield UUID(path.name[:32]), path


def bound(key: UUID, suffix: str) -> bytes:
    """Give what the pieces of a file are bound to."""
    return f"surveys_media:{key}{suffix}".encode()


def _even(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Regroup into pieces of the size that is sealed at a time."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= CHUNK:
            yield bytes(waiting[:CHUNK])
            del waiting[:CHUNK]
    if waiting:
        yield bytes(waiting)


def sealed_pieces(file: BinaryIO) -> Iterator[bytes]:
    """Cut a sealed file into its pieces, each with its length before it."""
    while head := file.read(4):
        yield head + file.read(int.from_bytes(head, "big"))


def _force_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
