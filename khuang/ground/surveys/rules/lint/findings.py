"""One thing that is wrong, or could be better, in an XLSForm, and where.

The words stand in `sentences`, by code, so that they can be read in one place
and translated.
"""

import re
from dataclasses import dataclass, field

ERROR = "error"  # phones do not get the form until it is mended
WARNING = "warning"  # it works, but somebody will be hurt by it
ADVICE = "advice"  # it could be better


@dataclass(frozen=True)
class Finding:
    """What is wrong, where, and the words that the sentence needs."""

    code: str  # key of the sentence
    level: str
    cell: str  # for example "survey!C14"; "survey!14" when the column is missing; "" for the whole file
    values: dict[str, str] = field(default_factory=dict)

    @property
    def line(self) -> int:
        """Give the row in the sheet, 0 when there is none."""
        number = re.search(r"(\d+)$", self.cell)
        return int(number[1]) if number else 0

    @property
    def place(self) -> tuple[str, int]:
        """Give the sheet and the row."""
        return self.cell.partition("!")[0], self.line


class NotWorkbook(Exception):
    """The file is no XLSX that may be read; `code` names the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def wrong(code: str, cell: str, **values: str) -> Finding:
    """Note something that forbids the form."""
    return Finding(code, ERROR, cell, values)


def risky(code: str, cell: str, **values: str) -> Finding:
    """Note something that works but will hurt."""
    return Finding(code, WARNING, cell, values)


def better(code: str, cell: str, **values: str) -> Finding:
    """Note something that could be better."""
    return Finding(code, ADVICE, cell, values)
