"""Write an XLSForm workbook whose bytes depend on its contents alone."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Row = Mapping[str, str]

# The oldest moment that a zip can hold; the same for every part of every form.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_WIDEST = 60


def written(sheets: Mapping[str, Sequence[Row]], columns: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """Write sheets of rows as XLSX; the same rows always give the same bytes.

    sheets    sheet name -> rows, each column name -> text
    columns   sheet name -> columns in their order; those of the rows when not told
    """
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        _write_sheet(book, name, rows, (columns or {}).get(name) or _columns(rows))
    # openpyxl notes the time of writing; it would make every build differ.
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)  # noqa: DTZ001
    saved = io.BytesIO()
    book.save(saved)
    return _settled(saved.getvalue())


def _columns(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(column for row in rows for column in row))


def _write_sheet(book: Workbook, name: str, rows: Sequence[Row], columns: Sequence[str]) -> None:
    sheet = book.create_sheet(name)
    sheet.append(list(columns))
    for row in rows:
        sheet.append([row.get(column) or None for column in columns])
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, column in enumerate(columns, 1):
        longest = max([len(column), *(len(row.get(column) or "") for row in rows)])
        sheet.column_dimensions[get_column_letter(place)].width = min(_WIDEST, longest + 2)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            # A formula of the form is text here, whatever it begins with.
            cell.data_type = "s" if cell.value is not None else cell.data_type


def _settled(xlsx: bytes) -> bytes:
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as old, zipfile.ZipFile(settled, "w") as new:
        for part in sorted(old.infolist(), key=lambda part: part.filename):
            content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(part))
            entry = zipfile.ZipInfo(part.filename, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, content)
    return settled.getvalue()
