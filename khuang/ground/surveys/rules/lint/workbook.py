"""Read the sheets of an XLSForm with the address of every cell."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from khuang.ground.surveys.rules.lint.findings import NotWorkbook

LARGEST_FILE = 5 * 1024 * 1024
# A workbook is a zip; this is what it may unpack to.
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 10_000
SHEETS = ("survey", "choices", "settings", "entities")

# The columns that hold expressions.
_FORMULAS = {
    "survey": {
        "calculation",
        "relevant",
        "constraint",
        "required",
        "read_only",
        "readonly",
        "default",
        "choice_filter",
        "trigger",
        "repeat_count",
    },
    "entities": {"label", "entity_id", "create_if", "update_if"},
}
_OLD_NAMES = {
    "list name": "list_name",
    "value": "name",
    "caption": "label",
    "command": "type",
    "relevance": "relevant",
}


@dataclass(frozen=True)
class Line:
    """One row of a sheet, by the names of its columns."""

    sheet: str
    number: int  # as the spreadsheet counts, from 1
    values: dict[str, str]
    letters: dict[str, str]  # column name -> letter

    def get(self, column: str) -> str:
        """Give a cell's text, "" when there is none."""
        return self.values.get(column, "")

    def at(self, column: str) -> str:
        """Give a cell's address, or the row's when there is no such column."""
        return f"{self.sheet}!{self.letters.get(column, '')}{self.number}"

    def texts(self, column: str) -> Iterator[tuple[str, str]]:
        """Give a column in each of its languages: its full name and the text."""
        for name, text in self.values.items():
            if name == column or name.startswith(f"{column}::"):
                yield name, text

    @property
    def kind(self) -> str:
        """Give the first word of the question's type, for example select_one."""
        words = self.get("type").lower().split()
        if words[:1] in (["begin"], ["end"]) and len(words) > 1:
            return f"{words[0]}_{words[1]}"
        return words[0] if words else ""

    @property
    def list_name(self) -> str:
        """Give the list that a select question chooses from, or ""."""
        words = self.get("type").split()
        return words[1] if len(words) > 1 and self.kind.startswith(("select", "rank")) else ""


@dataclass(frozen=True)
class Book:
    """The sheets of one XLSForm."""

    sheets: dict[str, list[Line]]
    columns: dict[str, dict[str, str]] = field(default_factory=dict)  # sheet -> column name -> letter

    def lines(self, sheet: str) -> list[Line]:
        """Give the rows of a sheet that hold something; none when there is no such sheet."""
        return self.sheets.get(sheet, [])

    @property
    def questions(self) -> list[Line]:
        """Give the rows of the survey that name a question."""
        return [
            line
            for line in self.lines("survey")
            if line.get("name") and not line.kind.startswith(("begin", "end"))
        ]

    @property
    def formulas(self) -> list[tuple[Line, str, str]]:
        """Give every expression: its row, its column and the text."""
        return [
            (line, column, text)
            for sheet, columns in _FORMULAS.items()
            for line in self.lines(sheet)
            for column, text in line.values.items()
            if column in columns and text
        ]

    @property
    def setting(self) -> Line:
        """Give the row of settings, an empty one when the sheet is missing."""
        lines = self.lines("settings")
        return lines[0] if lines else Line("settings", 2, {}, self.columns.get("settings", {}))

    def choices(self, list_name: str) -> list[Line]:
        """Give the choices of a list."""
        return [line for line in self.lines("choices") if line.get("list_name") == list_name]


def read_book(xlsx: bytes) -> Book:
    """Read an uploaded workbook. Raises NotWorkbook when it is none, or too large."""
    # Loaded with the first form, as pyxform is.
    from openpyxl import load_workbook

    _refuse_bombs(xlsx)
    try:
        opened = load_workbook(io.BytesIO(xlsx), read_only=True, data_only=True)
        sheets = {name.strip().lower(): opened[name] for name in opened.sheetnames}
        read = {name: _read_sheet(name, sheets[name]) for name in SHEETS if name in sheets}
    except NotWorkbook:
        raise
    except Exception as error:  # openpyxl names no class for a broken file
        raise NotWorkbook("not-xlsx") from error
    return Book(
        {name: lines for name, (lines, _) in read.items()},
        {name: letters for name, (_, letters) in read.items()},
    )


def _refuse_bombs(xlsx: bytes) -> None:
    if len(xlsx) > LARGEST_FILE:
        raise NotWorkbook("file-too-large")
    try:
        unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(xlsx)).infolist())
    except zipfile.BadZipFile as error:
        raise NotWorkbook("not-xlsx") from error
    if unpacked > LARGEST_UNPACKED:
        raise NotWorkbook("file-too-large")


def _read_sheet(name: str, sheet: Any) -> tuple[list[Line], dict[str, str]]:
    from openpyxl.utils import get_column_letter

    # What a hand-made file declares of its size is not to be trusted.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS)
    header = next(rows, ())
    names = [_column_name(_text(cell)) for cell in header]
    letters = {column: get_column_letter(place) for place, column in enumerate(names, 1) if column}
    lines = []
    for number, row in enumerate(rows, 2):
        values = {column: _text(cell) for column, cell in zip(names, row, strict=False) if column}
        if any(values.values()):
            lines.append(Line(name, number, values, letters))
    return lines, letters


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _column_name(text: str) -> str:
    base, _, language = re.sub(r"\s*::?\s*", "::", text, count=1).partition("::")
    base = base.strip().lower()
    base = _OLD_NAMES.get(base, base)
    return f"{base}::{language.strip()}" if language else base
