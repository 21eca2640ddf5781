"""Find the draft class in an XLSForm, and write that of another policy in its place, cell by cell."""

import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from khuang.care.risk.rules.policies import Policy
from khuang.care.risk.rules.xpath import SCORE, draft_calculations

LEVEL = "risk_level"
CURRENT, OLDER, BY_HAND = "current", "older", "by-hand"
_REFERENCE = re.compile(r"\$\{([^}]+)\}")


@dataclass(frozen=True)
class _Carrier:
    """Where a workbook calculates the class, and which questions stand in its reach.

    score, level  cells of the calculations
    codes         names of the questions that the calculation may speak of
    """

    score: Any
    level: Any
    codes: frozenset[str]

    @property
    def told(self) -> dict[str, str]:
        return {"score": _text(self.score.value), "level": _text(self.level.value)}


def _book(xlsx: bytes) -> Any:
    # Here, since a server would keep it in memory for the few times that a policy is carried to forms.
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(xlsx))


def carried(xlsx: bytes, policy: Policy, older: Collection[Policy]) -> str | None:
    """Say whose calculation a workbook carries: this policy's, an older one's, or one written by hand.

    None when it calculates no class.
    """
    carrier = _carrier(_book(xlsx))
    if carrier is None:
        return None
    told = carrier.told
    # The questions that it speaks of are those that its form had when it was written.
    spoken_of = frozenset(_REFERENCE.findall(told["score"] + told["level"]))
    if told in [_calculated(policy, codes) for codes in (carrier.codes, spoken_of)]:
        return CURRENT
    return OLDER if told in [_calculated(one, spoken_of) for one in older] else BY_HAND


def rewritten(xlsx: bytes, policy: Policy, *, taken: Collection[str], on: date) -> bytes:
    """Give the workbook with the calculation of a policy and a version that is not taken."""
    book = _book(xlsx)
    carrier = _carrier(book)
    if carrier is None:
        raise LookupError("The workbook calculates no class.")
    calculation = _calculated(policy, carrier.codes)
    carrier.score.value, carrier.level.value = calculation["score"], calculation["level"]
    cell = _settings_cell(book)
    cell.value = _next_version(_text(cell.value), taken, on)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _calculated(policy: Policy, codes: frozenset[str]) -> dict[str, str]:
    return {name: text.strip() for name, text in draft_calculations(policy, codes).items()}


def _carrier(book: Any) -> _Carrier | None:
    rows = list(_rows(book))
    cells = {name: (cell, reach) for name, kind, cell, reach in rows if kind == "calculate"}
    if SCORE not in cells or LEVEL not in cells:
        return None
    (score, reach), (level, _) = cells[SCORE], cells[LEVEL]
    codes = {name for name, _, _, other in rows if reach[: len(other)] == other} - {SCORE, LEVEL}
    return _Carrier(score, level, frozenset(codes))


def _rows(book: Any) -> Iterator[tuple[str, str, Any, tuple[str, ...]]]:
    """Each question: name, first word of its type, cell of its calculation, and the repeats around it."""
    sheet = _sheet(book, "survey")
    columns = {_text(cell.value).lower(): cell.column for cell in sheet[1]}
    if not {"type", "name", "calculation"} <= columns.keys():
        return
    repeats: tuple[str, ...] = ()
    for row in range(2, sheet.max_row + 1):
        kind = _text(sheet.cell(row, columns["type"]).value).lower().replace(" ", "_")
        name = _text(sheet.cell(row, columns["name"]).value)
        if kind == "begin_repeat":
            repeats = (*repeats, name)
        elif kind == "end_repeat":
            repeats = repeats[:-1]
        elif name:
            yield name, kind, sheet.cell(row, columns["calculation"]), repeats


def _settings_cell(book: Any) -> Any:
    sheet = _sheet(book, "settings")
    return next(sheet.cell(2, cell.column) for cell in sheet[1] if _text(cell.value).lower() == "version")


def _sheet(book: Any, name: str) -> Any:
    return next(sheet for sheet in book.worksheets if sheet.title.strip().lower() == name)


def _next_version(before: str, taken: Collection[str], on: date) -> str:
    """A version after the present one, by the day when those are numbers."""
    if before.isdigit():
        number = max(int(before) + 1, int(f"{on:%Y%m%d}01"))
        while str(number) in taken:
            number += 1
        return str(number)
    count = next(count for count in range(2, len(taken) + 3) if f"{before}-{count}" not in taken)
    return f"{before}-{count}"


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
