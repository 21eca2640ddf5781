"""Workbooks: their sheets, and each cell as text; read as a stream, whatever their size."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from khuang.care.people.rules.imports.problems import Refused

MOST_COLUMNS = 500
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_MOST_MERGED = 50_000
_BREAKS = (ValueError, KeyError, IndexError, TypeError, AttributeError, zipfile.BadZipFile, EOFError, OSError)


def sheets(content: bytes) -> list[str]:
    """Name the sheets that are shown; hidden ones hold lists for drop-downs. Raises Refused."""
    book = _open(content)
    return [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _open(content: bytes) -> Any:
    # Here, since a server would keep it in memory for the few who bring a list.
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # Styles and drop-downs that openpyxl does not know are nothing to us.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except _BREAKS + (SyntaxError,):
        raise Refused("file_broken") from None


def rows(content: bytes, sheet: str) -> Iterator[list[str]]:
    """Read a sheet row by row; a merged cell says the same in all the rows that it covers."""
    book = _open(content)
    table = book[sheet]
    down = _merged_down(content, table._worksheet_path)
    filled: dict[int, tuple[str, int]] = {}  # column -> what it says until which row
    try:
        # The size that a file claims is often wrong.
        table.reset_dimensions()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for number, cells in enumerate(table.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
                row = [text_of(value) for value in cells]
                _fill(row, number, down, filled)
                yield row
    except _BREAKS + (SyntaxError,):
        raise Refused("file_broken") from None


def _merged_down(content: bytes, path: str) -> dict[tuple[int, int], int]:
    """Row and column of each cell merged over several rows of one column -> its last row."""
    from openpyxl.utils.cell import range_boundaries  # here, as in `_open`

    found: dict[tuple[int, int], int] = {}
    tail = b""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(path.lstrip("/")) as stream:
        while piece := stream.read(1 << 20):
            piece = tail + piece
            for match in _MERGED.finditer(piece):
                left, top, right, bottom = range_boundaries(match[1].decode())
                if left == right and bottom > top and len(found) < _MOST_MERGED:
                    found[(top, left - 1)] = bottom
            tail = piece[-60:]
    return found


def _fill(
    row: list[str], number: int, down: dict[tuple[int, int], int], filled: dict[int, tuple[str, int]]
) -> None:
    if not down:
        return
    for column, (said, last) in list(filled.items()):
        if number > last:
            del filled[column]
        elif column < len(row) and not row[column]:
            row[column] = said
    for column, said in enumerate(row):
        if (number, column) in down:
            filled[column] = (said, down[(number, column)])


def text_of(value: Any) -> str:
    """Write a cell as a person would have typed it; a number keeps all its digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
