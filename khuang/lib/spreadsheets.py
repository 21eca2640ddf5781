"""Tables as files that a spreadsheet opens: CSV and XLSX, in which no cell is ever a formula.

Made in memory: a file of people is never on our disk in clear.
Source of the cells that are made harmless: OWASP, "CSV Injection".
"""

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | int | float | None
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDEST = 40  # characters


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would calculate."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a table as CSV in UTF-8, with the mark by which Excel knows that."""
    file = io.StringIO()
    writer = csv.writer(file)
    for row in (head, *rows):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, name: str, stamp: str = "") -> bytes:
    """Write a table as a workbook with one sheet.

    stamp  stands above the table and at the foot of each printed page
    """
    # Here, since few ever ask for a file, and a server would keep it in memory for nothing.
    import xlsxwriter

    file = io.BytesIO()
    # Texts are written as texts, so nothing is taken for a formula, a link or a number.
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(name[:31])
        bold, plain = workbook.add_format({"bold": True}), workbook.add_format({"quote_prefix": True})
        first = 0
        if stamp:
            sheet.write_string(0, 0, stamp)
            # An ampersand begins a code in the foot of a page.
            sheet.set_footer(f"&L{stamp.replace('&', '&&')}&R&P/&N"[:255])
            first = 2
        for column, word in enumerate(head):
            sheet.write_string(first, column, word, bold)
        widths = [len(word) for word in head]
        for line, row in enumerate(rows, start=first + 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(line, column, cell, plain)
                    widths[column] = max(widths[column], len(cell))
                elif cell is not None:
                    sheet.write_number(line, column, cell)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width + 2, _WIDEST))
        sheet.freeze_panes(first + 1, 0)
        sheet.repeat_rows(first)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
    return file.getvalue()
