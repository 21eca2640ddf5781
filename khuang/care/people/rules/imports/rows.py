"""Read one row of a list as one person at one home, or say why it cannot be read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from khuang.care.people.rules import properties
from khuang.care.people.rules.cleaning import Ground
from khuang.care.people.rules.imports import dates
from khuang.care.people.rules.imports.dates import DateColumn
from khuang.care.people.rules.imports.mapping import DATES
from khuang.care.people.rules.imports.problems import RowProblem
from khuang.care.people.rules.imports.villages import Villages, split_address
from khuang.care.people.rules.problems import Problem
from khuang.care.people.rules.properties import HOUSEHOLD, PERSON
from khuang.lib import thai_text

_NOTHING = {"-", "--", ".", "ไม่มี", "ไม่ทราบ", "ไม่ระบุ", "n/a", "na", "null", "none", "nan", "#n/a", "ไม่มีข้อมูล"}
# 1.23457E+12, and what becomes of it when a spreadsheet opens it once more.
_LOST_DIGITS = re.compile(r"\d(\.\d+)?E\+\d+$|\d{6}0{7}$", re.IGNORECASE)
_LETTER = re.compile("[^\\W\\d_]")
# Property -> the fields of a list that may have filled it.
_FILLED_BY = {
    "given_name": ("given_name", "full_name"),
    "family_name": ("family_name", "full_name"),
    "birth_year": ("birth_year", "age"),
    "house_no": ("house_no", "address"),
    "geometry": ("place",),
}
_OF_HOME = ("village", "house_no", "community", "place")
_RELATIONS = {
    "หัวหน้าครัวเรือน": "head", "หัวหน้า": "head", "เจ้าบ้าน": "head", "คู่สมรส": "spouse", "ภรรยา": "spouse",
    "สามี": "spouse", "บุตร": "child", "ลูก": "child", "บิดา": "parent", "มารดา": "parent", "พ่อ": "parent",
    "แม่": "parent", "หลาน": "grandchild", "ปู่": "grandparent", "ย่า": "grandparent", "ตา": "grandparent",
    "ยาย": "grandparent", "พี่": "sibling", "น้อง": "sibling", "ญาติ": "relative", "ผู้อาศัย": "other",
}  # fmt: skip
_SEXES = {"ช": "male", "ญ": "female", "ผู้ชาย": "male", "ผู้หญิง": "female", "เพศชาย": "male", "เพศหญิง": "female"}


@dataclass(frozen=True)
class Plan:
    """How the rows of one file are read.

    fields  column -> field, see mapping.FIELDS
    dates   column -> how it writes dates
    """

    names: Sequence[str]
    fields: Mapping[int, str]
    dates: Mapping[int, DateColumn]
    villages: Villages
    ground: Ground

    def column(self, *fields: str) -> str:
        """Name the first column that fills one of these fields."""
        return next((self.names[at] for at, said in self.fields.items() if said in fields), "")


@dataclass
class Row:
    """One row as the registry would store it.

    person, home    registry property -> text
    values          field of the registry -> value, of the person
    home_values     the same, of the household
    problems        why it cannot be taken in; none for a good row
    """

    number: int  # in the file, from 1
    person: dict[str, str] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    home_values: dict[str, Any] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    photograph: str = ""


def read(number: int, cells: Sequence[str], plan: Plan) -> Row | None:
    """Read a row; None for one that is blank, numbers the columns, or is a note below the table."""
    said = {f: _plain(cells[at]) for at, f in plan.fields.items() if at < len(cells) and _plain(cells[at])}
    if not said.keys() & {"full_name", "given_name", "national_id"} and sum(map(bool, cells)) <= 2:
        return None
    if numbers_columns(cells):
        return None
    row = Row(number, photograph=said.pop("photograph", ""))
    if "address" in said:
        said = split_address(said.pop("address")) | said
    _find_dates(row, cells, plan, said)
    _find_village(row, plan, said)
    _lost_digits(row, plan, said)
    row.home = {name: said.pop(name) for name in _OF_HOME if name in said}
    if "place" in row.home:
        row.home["geometry"] = row.home.pop("place")
    row.person = _worded(said)
    _clean(row, plan)
    return row


def numbers_columns(cells: Sequence[str]) -> bool:
    """Say whether a row only counts the columns, (1) (2) (3), as forms of ministries do."""
    said = [thai_text.arabic_digits(cell).strip(" ().") for cell in cells if cell]
    return len(said) > 2 and all(one.isdecimal() and int(one) == at for at, one in enumerate(said, start=1))


def _plain(cell: str) -> str:
    # We put an apostrophe before what a spreadsheet would compute; in a list that comes back it is no letter.
    said = cell.strip().removeprefix("'").strip()
    return "" if said.casefold() in _NOTHING else said


def _worded(said: dict[str, str]) -> dict[str, str]:
    """Bring words of Thai lists to those of the registry."""
    for name, words in (("relation_to_head", _RELATIONS), ("sex", _SEXES)):
        if name in said:
            said[name] = words.get(thai_text.normalise(said[name]), thai_text.arabic_digits(said[name]))
    return said


def _find_dates(row: Row, cells: Sequence[str], plan: Plan, said: dict[str, str]) -> None:
    for at, name in plan.fields.items():
        if name in DATES and name in said:
            said[name] = dates.as_text(cells[at], plan.dates.get(at, DateColumn()), plan.ground.on)
    age = thai_text.arabic_digits(said.pop("age", "")).removesuffix("ปี").strip()
    if not age or "birth_date" in said or "birth_year" in said:
        return
    if not age.isdecimal() or int(age) > 120:
        row.problems.append(RowProblem("row_age", plan.column("age")))
    else:
        said["birth_year"] = str(plan.ground.on.year - int(age))


def _find_village(row: Row, plan: Plan, said: dict[str, str]) -> None:
    if "village" not in said:
        return
    code = plan.villages.code_of(said["village"])
    if code is None:
        row.problems.append(RowProblem("village_unknown", plan.column("village", "address")))
        del said["village"]
    else:
        said["village"] = code


def _lost_digits(row: Row, plan: Plan, said: dict[str, str]) -> None:
    if _LOST_DIGITS.search(said.get("national_id", "")):
        row.problems.append(RowProblem("row_id_lost_digits", plan.column("national_id")))
        del said["national_id"]


def _clean(row: Row, plan: Plan) -> None:
    person = properties.clean(PERSON, row.person, plan.ground)
    home = properties.clean(HOUSEHOLD, row.home, plan.ground)
    row.values, row.home_values = person.fields, home.fields
    row.problems += [_at_column(one, plan) for one in person.problems + home.problems]
    if not _LETTER.search(person.fields.get("given_name") or ""):
        row.problems.append(RowProblem("row_name_missing", plan.column("full_name", "given_name")))


def _at_column(problem: Problem, plan: Plan) -> RowProblem:
    fields = _FILLED_BY.get(problem.name, (problem.name,))
    return RowProblem(problem.code, plan.column(*fields))
