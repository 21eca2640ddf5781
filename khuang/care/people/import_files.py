"""The files of an import, sealed beside the photographs: as it was brought, its rows, its pictures.

The rows are written once as lines of JSON, so that a job that goes on in the
middle need not open a workbook again.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from khuang.care.people.rules.imports.problems import Refused
from khuang.ground.municipalities import media_files

SOURCE, ROWS, PICTURE = ".import", ".rows", ".face"
SUFFIXES = (SOURCE, ROWS, PICTURE)


def write_source(key: UUID, content: bytes) -> None:
    """Keep the file as it was brought."""
    media_files.write(key, [content], SOURCE)


def source(key: UUID) -> bytes:
    """Give the file as it was brought. Raises Refused when it is gone."""
    return b"".join(_pieces(key, SOURCE))


def write_rows(key: UUID, rows: Iterable[list[str]]) -> None:
    """Keep the rows."""
    lines = (json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
    media_files.write(key, lines, ROWS)


def rows(key: UUID, first: int = 0, last: int | None = None) -> Iterator[list[str]]:
    """Give rows from one number to before another, counted from 0. Raises Refused when they are gone."""
    for line in islice(_lines(key), first, last):
        yield json.loads(line)


def _lines(key: UUID) -> Iterator[bytes]:
    rest = b""
    for piece in _pieces(key, ROWS):
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines


def _pieces(key: UUID, suffix: str) -> Iterator[bytes]:
    try:
        yield from media_files.read(key, suffix)
    except FileNotFoundError:
        raise Refused("file_gone") from None


def write_picture(key: UUID, picture: bytes) -> None:
    """Keep a person's photograph, which holds no place any more."""
    media_files.write(key, [picture], PICTURE)


def picture(key: UUID) -> Iterator[bytes]:
    """Give a person's photograph, piece by piece. Raises FileNotFoundError."""
    return media_files.read(key, PICTURE)


def remove(key: UUID) -> None:
    """Take the files of an import away."""
    media_files.remove(key, SOURCE)
    media_files.remove(key, ROWS)


def remove_picture(key: UUID) -> None:
    """Take a photograph away."""
    media_files.remove(key, PICTURE)
