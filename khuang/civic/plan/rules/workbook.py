"""The plan book as a workbook in the official forms: a sheet for each form, on landscape A4.

Every sum is computed here and written as a number; no cell is a formula.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from khuang.civic.plan.rules.forms import Column, Form, font, forms, project_forms
from khuang.civic.plan.rules.knowledge import work_plans
from khuang.civic.plan.rules.rows import YEARS, Block, PlanRow, Sum, blocks, sum_of, summary

SUMMARY_WIDTHS = (38, 8, 14)
_PLAIN = {"border": 1, "valign": "top", "text_wrap": True}
_MIDDLE = {"align": "center", "valign": "vcenter", "text_wrap": True}


@dataclass(frozen=True)
class Cover:
    """What stands above each form.

    place       name of the municipality
    first_year  of the plan, Buddhist era
    edition     kind and number of the edition, in words
    is_first    reasons are a column only in later editions
    """

    place: str
    first_year: int
    edition: str
    is_first: bool


class _Sheet:
    """A sheet and the line that is written next."""

    def __init__(self, book: Any, formats: Mapping[str, Any], name: str, widths: Iterable[float]) -> None:
        # A stroke may not stand in the name of a sheet.
        self.sheet = book.add_worksheet(name.replace("/", "-"))
        self.formats, self.line, self.width = formats, 0, 0
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
            self.width = column
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.sheet.set_footer("&R&P/&N")

    def across(self, words: str, look: str) -> None:
        self.sheet.merge_range(self.line, 0, self.line, self.width, "", self.formats[look])
        self.sheet.write_string(self.line, 0, words, self.formats[look])
        self.line += 1

    def cells(self, values: Iterable[str | int], look: str, number: str) -> None:
        for column, value in enumerate(values):
            if isinstance(value, int):
                self.sheet.write_number(self.line, column, value, self.formats[number])
            else:
                self.sheet.write_string(self.line, column, value, self.formats[look])
        self.line += 1

    def heading(self, top: int, left: int, bottom: int, right: int, words: str) -> None:
        look = self.formats["head"]
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "", look)
        self.sheet.write_string(top, left, words, look)


def book(rows: Iterable[PlanRow], cover: Cover) -> bytes:
    """Write rows as XLSX: form ผ.01 computed from them, then each form that has any."""
    # Here, since few ever ask for a file, and a server would keep it in memory for nothing.
    import xlsxwriter

    found, file = list(rows), io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        formats = _formats(workbook)
        _summary(workbook, formats, found, cover)
        for key, form in project_forms().items():
            of_form = [row for row in found if row.form == key]
            if of_form:
                _projects(workbook, formats, form, of_form, cover)
    return file.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:
    letters = {"font_name": font(), "font_size": 14}
    looks = {
        "title": _MIDDLE | {"bold": True, "font_size": 18},
        "head": _MIDDLE | {"bold": True, "border": 1, "bg_color": "#EDEDED"},
        "group": {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"},
        "cell": _PLAIN,
        "number": _PLAIN | {"num_format": "#,##0;-#,##0;-", "align": "right"},
        "sum": _PLAIN | {"bold": True},
        "sum_number": _PLAIN | {"bold": True, "num_format": "#,##0;-#,##0;-", "align": "right"},
    }
    return {name: workbook.add_format(letters | look) for name, look in looks.items()}


def _titles(sheet: _Sheet, form: Form, cover: Cover) -> None:
    last = cover.first_year + YEARS - 1
    sheet.across(f"แบบ {form.code} {form.th}", "title")
    sheet.across(f"แผนพัฒนาท้องถิ่น (พ.ศ. {cover.first_year} - {last}) {cover.edition}", "title")
    sheet.across(cover.place, "title")


def _summary(workbook: Any, formats: dict[str, Any], rows: list[PlanRow], cover: Cover) -> None:
    form, (first, count, baht) = forms()["p01"], SUMMARY_WIDTHS
    sheet = _Sheet(workbook, formats, form.code, [first, *(count, baht) * (YEARS + 1)])
    _titles(sheet, form, cover)
    top = sheet.line
    sheet.heading(top, 0, top + 1, 0, "แผนงาน")
    years = [f"ปี {cover.first_year + n}" for n in range(YEARS)]
    for n, words in enumerate([*years, f"รวม {YEARS} ปี"]):
        sheet.heading(top, 1 + 2 * n, top, 2 + 2 * n, words)
        sheet.heading(top + 1, 1 + 2 * n, top + 1, 1 + 2 * n, "จำนวน")
        sheet.heading(top + 1, 2 + 2 * n, top + 1, 2 + 2 * n, "งบประมาณ (บาท)")
    sheet.sheet.repeat_rows(top, top + 1)
    sheet.line = top + 2
    lines = summary(rows, list(work_plans()))
    for line in lines:
        pairs = [value for pair in zip(line.counts, line.years, strict=True) for value in pair]
        sheet.cells([_work_plan(line.work_plan), *pairs, line.count, line.total], "cell", "number")
    whole = sum_of(rows)
    counts = [sum(line.counts[n] for line in lines) for n in range(YEARS)]
    pairs = [value for pair in zip(counts, whole.years, strict=True) for value in pair]
    sheet.cells(["รวมทั้งสิ้น", *pairs, whole.count, whole.total], "sum", "sum_number")


def _projects(workbook: Any, formats: dict[str, Any], form: Form, rows: list[PlanRow], cover: Cover) -> None:
    columns = form.shown(is_first=cover.is_first)
    widths = [column.width for column in columns for _ in range(column.span)]
    sheet = _Sheet(workbook, formats, form.code, widths)
    _titles(sheet, form, cover)
    _headings(sheet, columns, cover.first_year)
    said = ("", "")
    for block in blocks(rows, list(work_plans())):
        if (block.issue, block.strategy) != said:
            said = block.issue, block.strategy
            _above(sheet, block)
        sheet.across(_work_plan(block.work_plan), "group")
        for number, row in enumerate(block.rows, start=1):
            sheet.cells(_values(row, columns, number), "cell", "number")
        sheet.cells(_sums(block.sum, columns, f"รวม {block.sum.count} โครงการ"), "sum", "sum_number")
    whole = sum_of(rows)
    sheet.cells(_sums(whole, columns, f"รวมทั้งสิ้น {whole.count} โครงการ"), "sum", "sum_number")


def _headings(sheet: _Sheet, columns: list[Column], first_year: int) -> None:
    top, place = sheet.line, 0
    for column in columns:
        if column.of == "years":
            sheet.heading(top, place, top, place + YEARS - 1, column.th)
            for n in range(YEARS):
                sheet.heading(top + 1, place + n, top + 1, place + n, str(first_year + n))
        else:
            sheet.heading(top, place, top + 1, place, column.th)
        place += column.span
    sheet.sheet.repeat_rows(top, top + 1)
    sheet.sheet.freeze_panes(top + 2, 2)
    sheet.line = top + 2


def _above(sheet: _Sheet, block: Block) -> None:
    if block.issue:
        sheet.across(f"ประเด็นการพัฒนา: {block.issue}", "group")
    if block.strategy:
        sheet.across(f"กลยุทธ์: {block.strategy}", "group")


def _values(row: PlanRow, columns: list[Column], number: int) -> list[str | int]:
    found: list[str | int] = []
    for column in columns:
        if column.of == "years":
            found += row.years
        elif column.of == "number":
            found.append(number)
        elif column.of == "work_plan":
            found.append(_work_plan(row.work_plan))
        else:
            found.append(getattr(row, column.of))
    return found


def _sums(added: Sum, columns: list[Column], words: str) -> list[str | int]:
    found: list[str | int] = []
    for column in columns:
        if column.of == "years":
            found += added.years
        elif column.of == "total":
            found.append(added.total)
        else:
            found.append(words if column.of == "project" else "")
    return found


def _work_plan(code: str) -> str:
    named = work_plans().get(code)
    return named.th if named else code
