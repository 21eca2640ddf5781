"""Read a plan that officials keep in Excel: find the table, guess its columns, read each row or say why."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from khuang.civic.plan.rules.knowledge import work_plans
from khuang.civic.plan.rules.problems import NotATable, NoYears
from khuang.civic.plan.rules.rows import YEARS, PlanRow
from khuang.lib.thai_text import arabic_digits

LARGEST = 10_000_000  # bytes as uploaded
_MOST_UNPACKED = 200_000_000
_MOST_ROWS = 5_000
_MOST_COLUMNS = 60
_BREAKS = (ValueError, KeyError, IndexError, TypeError, AttributeError, zipfile.BadZipFile, EOFError, OSError)

YEAR_NAMES = tuple(f"year_{n}" for n in range(1, YEARS + 1))
# What a column may hold -> words that its heading begins with; the first that fits counts.
HEADINGS: dict[str, tuple[str, ...]] = {
    "project": ("โครงการ", "ชื่อโครงการ", "project", "ประเภท"),
    "issue": ("ประเด็นการพัฒนา", "ยุทธศาสตร์", "development issue"),
    "strategy": ("กลยุทธ์", "แนวทาง", "strategy"),
    "work_plan": ("แผนงาน", "work plan"),
    "objective": ("วัตถุประสงค์", "objective"),
    "target": ("เป้าหมาย", "target"),
    "total": ("รวม", "total"),
    "indicator": ("ตัวชี้วัด", "indicator", "kpi"),
    "expected": ("ผลที่คาดว่า", "ผลลัพธ์", "expected"),
    "unit": ("หน่วยงาน", "responsible"),
    "category": ("หมวด", "category"),
    "reason": ("เหตุผล", "reason"),
}
NAMES = (*HEADINGS, *YEAR_NAMES)
_YEAR = re.compile(r"(?:^|\D)(2[45]\d\d)(?:\D|$)")
_SUM = re.compile(r"^รวม")
_GROUP = (
    ("work_plan", re.compile(r"^[\d.\s]*(แผนงาน.+)$")),
    ("issue", re.compile(r"^[\d.\s]*(?:ประเด็นการพัฒนา|ยุทธศาสตร์)(?:ที่)?\s*:?\s*(.+)$")),
    ("strategy", re.compile(r"^[\d.\s]*(?:กลยุทธ์|แนวทางการพัฒนา)(?:ที่)?\s*:?\s*(.+)$")),
)


@dataclass(frozen=True)
class Table:
    """A table as found in a file: headings, and the rows below them as texts."""

    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Read:
    """A row that was read, or why it was not; number is its place below the heading, from 1."""

    number: int
    row: PlanRow | None
    problems: tuple[str, ...] = ()


@dataclass
class _Group:
    """What the lines between the rows said last."""

    values: dict[str, str] = field(default_factory=lambda: {"work_plan": "", "issue": "", "strategy": ""})

    def take(self, cells: Sequence[str]) -> bool:
        """Whether the line stands between the rows: one cell with words, a sum, or nothing."""
        said = [cell for cell in cells if cell]
        if not said or _SUM.match(said[0]):
            return True
        if len(said) > 1:
            return False
        for name, pattern in _GROUP:
            if found := pattern.match(said[0]):
                self.values[name] = found[1].strip()
                return True
        return False


def read_table(content: bytes) -> Table:
    """Find the table of projects in an XLSX or CSV file. Raises NotATable."""
    if len(content) > LARGEST:
        raise NotATable
    sheets = _sheets(content) if content.startswith(b"PK") else [_csv(content)]
    for lines in sheets:
        for place, cells in enumerate(lines[:40]):
            if _is_heading(cells):
                return _below(lines, place)
    raise NotATable


def guess(head: Sequence[str], first_year: int) -> dict[str, int]:
    """Guess which column holds what, by its heading; years by their number."""
    found: dict[str, int] = {}
    for column, words in enumerate(head):
        year = _YEAR.search(arabic_digits(words))
        place = int(year[1]) - first_year if year else -1
        name = f"year_{place + 1}" if 0 <= place < YEARS else _named(words)
        if name:
            found.setdefault(name, column)
    return found


def read_rows(
    table: Table, mapping: Mapping[str, int], *, form: str, work_plan: str = "", reason: str = ""
) -> list[Read]:
    """Read each row of a table; lines of a work plan, an issue or a sum between them are no rows.

    mapping    value -> column
    work_plan  of rows whose table does not say it; reason likewise, for a later edition
    Raises NoYears without a column for the project and one for a year.
    """
    if "project" not in mapping or not any(name in mapping for name in YEAR_NAMES):
        raise NoYears
    group, found = _Group(), []
    for number, cells in enumerate(table.rows, start=1):
        if not group.take(cells):
            values = {name: _cell(cells, column) for name, column in mapping.items()}
            above = {name: value for name, value in group.values.items() if value and not values.get(name)}
            found.append(_read(number, values | above, form, work_plan, reason))
    return found


def baht(text: str) -> int:
    """Read whole baht as tables hold them; nothing or a dash is 0. Raises ValueError."""
    plain = re.sub(r"[\s,]|บาท|฿", "", arabic_digits(text))
    if plain in ("", "-", "–", "—"):
        return 0
    found = re.fullmatch(r"(\d{1,12})(?:\.0+)?", plain)
    if not found:
        raise ValueError(text)
    return int(found[1])


def work_plan_code(words: str) -> str:
    """Give the code of a work plan as tables write it; "" when it is none that we know."""
    plain = re.sub(r"\s", "", words)
    bare = plain.removeprefix("แผนงาน")
    for code, named in work_plans().items():
        if words.strip() == code or bare == re.sub(r"\s", "", named.th).removeprefix("แผนงาน"):
            return code
        if words.strip().lower() == named.en.lower():
            return code
    return ""


def _read(number: int, values: Mapping[str, str], form: str, work_plan: str, reason: str) -> Read:
    problems, years = _amounts(values)
    code = work_plan_code(values["work_plan"]) if values.get("work_plan") else work_plan
    if not values["project"]:
        problems.append("no-project")
    if not code:
        problems.append("no-work-plan")
    if problems:
        return Read(number, None, tuple(problems))
    plain = ("issue", "strategy", "objective", "target", "indicator", "expected", "unit", "category")
    words: dict[str, Any] = {name: values.get(name, "") for name in plain}
    for name, longest in (("issue", 200), ("strategy", 200), ("unit", 120), ("category", 120)):
        words[name] = words[name][:longest]
    why = values.get("reason") or reason
    return Read(
        number, PlanRow(form, code, values["project"][:300], years, reason=why, **words), tuple(problems)
    )


def _amounts(values: Mapping[str, str]) -> tuple[list[str], tuple[int, ...]]:
    try:
        years = tuple(baht(values.get(name, "")) for name in YEAR_NAMES)
        total = baht(values["total"]) if values.get("total") else None
    except ValueError:
        return ["no-amount"], ()
    # A budget whose years do not add up is asked about, never mended by us.
    return (["not-added-up"] if total is not None and total != sum(years) else []), years


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if 0 <= column < len(cells) else ""


def _is_heading(cells: Sequence[str]) -> bool:
    return len([cell for cell in cells if cell]) > 2 and any(_named(cell) == "project" for cell in cells)


def _named(words: str) -> str:
    plain = re.sub(r"\s+", " ", words).strip().lower()
    return next(
        (name for name, begins in HEADINGS.items() if any(plain.startswith(word) for word in begins)), ""
    )


def _below(lines: list[list[str]], place: int) -> Table:
    """Join a heading of two lines: the years stand below the one word of the budget."""
    head, rest = list(lines[place]), lines[place + 1 :]
    if rest and sum(1 for cell in rest[0] if _YEAR.search(arabic_digits(cell))) > 1:
        below = rest.pop(0)
        width = max(len(head), len(below))
        head += [""] * (width - len(head))
        below = below + [""] * (width - len(below))
        head = [f"{one} {two}".strip() for one, two in zip(head, below, strict=True)]
    return Table([" ".join(words.split()) for words in head], rest[:_MOST_ROWS])


def _csv(content: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return [
                [cell.strip() for cell in row] for row in csv.reader(io.StringIO(content.decode(encoding)))
            ]
        except (UnicodeDecodeError, csv.Error):
            continue
    raise NotATable


def _sheets(content: bytes) -> Iterable[list[list[str]]]:
    # Here, since a server would keep it in memory for the few who bring a table.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_UNPACKED:
                raise NotATable
        opened = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in opened.worksheets:
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS, max_row=_MOST_ROWS + 60)
            yield [[_text(value) for value in cells] for cells in rows]
    except _BREAKS:
        raise NotATable from None


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).split())
