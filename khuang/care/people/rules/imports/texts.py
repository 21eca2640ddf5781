"""Text files: which encoding, which sign between the columns."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from khuang.care.people.rules.imports.problems import Refused

# What a person may choose, with the names by which they are known.
ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "cp874": "TIS-620 / Windows-874",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
}
DELIMITERS = (",", ";", "\t", "|")
_LOOK_AT = 200_000  # bytes, for the delimiter
_THAI = re.compile("[ก-๛]")
_STRANGE = re.compile(r"[\x00-\x08\x0b-\x1f\x80-\x9f]")


@dataclass(frozen=True)
class TextKind:
    """How a text file is written."""

    encoding: str  # key of ENCODINGS
    delimiter: str


def kind_of(content: bytes) -> TextKind:
    """Find encoding and delimiter by themselves."""
    encoding = encoding_of(content)
    return TextKind(encoding, delimiter_of(content[:_LOOK_AT].decode(encoding, "ignore")))


def encoding_of(content: bytes) -> str:
    """Find the encoding: a mark at the start tells, then what can be read without a fault."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if content[:1000].count(0) > len(content[:1000]) // 4:
        return "utf-16"
    for encoding in ("utf-8-sig", "cp874"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig" or (_THAI.search(text) and not _STRANGE.search(text)):
            return encoding
    return "cp1252" if not _THAI.search(content.decode("cp874", "ignore")) else "cp874"


def delimiter_of(start: str) -> str:
    """Find the sign that parts most lines into the same number of columns, more than one."""
    lines = [line for line in start.splitlines()[:60] if line.strip()]
    return max(DELIMITERS, key=lambda sign: _agreement(lines, sign))


def _agreement(lines: list[str], sign: str) -> tuple[int, int]:
    widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
    common = max(set(widths), key=widths.count, default=1)
    return (widths.count(common), common) if common > 1 else (0, 0)


def rows(content: bytes, kind: TextKind) -> Iterator[list[str]]:
    """Read the rows one after the other. Raises Refused where the letters or quotes do not fit."""
    try:
        encoding = kind.encoding
        # Without a mark at its start, UTF-16 of Windows has the low byte first.
        if encoding == "utf-16" and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            encoding = "utf-16-le"
        lines = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
        for row in csv.reader((line.replace("\x00", "") for line in lines), delimiter=kind.delimiter):
            yield [cell.strip() for cell in row]
    except UnicodeError:
        raise Refused("file_encoding") from None
    except csv.Error:
        raise Refused("file_broken") from None
