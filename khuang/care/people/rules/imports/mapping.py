"""Which column fills which field: proposed from the headers and from what the columns hold."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khuang.care.people.rules.cleaning import SEXES
from khuang.care.people.rules.imports import headers
from khuang.care.people.rules.imports.problems import Refused
from khuang.care.people.rules.problems import gettext_noop
from khuang.lib import national_id, thai_names, thai_text

# Field of a list -> what it is called on screens, in the order in which they are offered.
FIELDS: dict[str, str] = {
    "national_id": gettext_noop("ID number"),
    "title": gettext_noop("Title"),
    "full_name": gettext_noop("Whole name"),
    "given_name": gettext_noop("Given name"),
    "family_name": gettext_noop("Family name"),
    "nickname": gettext_noop("Nickname"),
    "sex": gettext_noop("Sex"),
    "birth_date": gettext_noop("Birth date"),
    "birth_year": gettext_noop("Birth year"),
    "age": gettext_noop("Age"),
    "phone": gettext_noop("Phone"),
    "house_no": gettext_noop("House number"),
    "village": gettext_noop("Village"),
    "community": gettext_noop("Community"),
    "address": gettext_noop("Address in one column"),
    "relation_to_head": gettext_noop("Relation to the head of the household"),
    "left_on": gettext_noop("Moved away"),
    "died_on": gettext_noop("Died"),
    "photograph": gettext_noop("Photograph"),
    "place": gettext_noop("Place on the map"),
}
DATES = ("birth_date", "left_on", "died_on")
_LOOK_AT = 200  # rows
_ENOUGH = 0.7  # share of the filled cells
_PHONE = re.compile(r"(\+?66|0)\d{8,9}$")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})$|\d{4}-\d{2}-\d{2}")
# A column of dates says as often when a form was filled in; its header mostly tells.
_OTHER_DATE = re.compile(r"วันที่|สำรวจ|ลงทะเบียน|date|time|start|end|today", re.IGNORECASE)
_BIRTH = re.compile(r"เกิด|birth|born|dob", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """What a column seems to be, and how we came to think so: by its header, its values, or last time."""

    field: str
    because: str  # header, values, remembered


def propose(
    names: Sequence[str], rows: Sequence[Sequence[str]], remembered: Mapping[str, str]
) -> dict[int, Proposal]:
    """Propose a field for each column that seems to be one; no field twice.

    remembered  header -> field, as last time; "" where the column was left out
    """
    found: dict[int, Proposal] = {}
    for column, name in enumerate(names):
        if name in remembered:
            found[column] = Proposal(remembered[name], "remembered")
    taken = {one.field for one in found.values()} - {""}
    for because, guess in (("header", _by_header), ("values", _by_values)):
        for column, name in enumerate(names):
            field = None if column in found else guess(name, _cells(rows, column))
            if field and field not in taken and not _instead(field, taken):
                taken.add(field)
                found[column] = Proposal(field, because)
    return {column: one for column, one in found.items() if one.field}


def _by_header(name: str, cells: list[str]) -> str | None:
    field = headers.field_of(name)
    # "Name" heads a given name as often as a whole one; its cells tell.
    if field in ("given_name", "full_name") and cells:
        spaced = sum(bool(thai_names.read_name(cell).family) for cell in cells)
        return "full_name" if spaced > len(cells) / 2 else "given_name"
    return field


def _instead(field: str, taken: set[str]) -> bool:
    """Say whether other columns say it already."""
    return field == "full_name" and {"given_name", "family_name"} <= taken


def _by_values(name: str, cells: list[str]) -> str | None:
    if not cells:
        return None
    seen = Counter(kind for cell in cells for kind in _kinds(cell))
    if _OTHER_DATE.search(name) and not _BIRTH.search(name):
        del seen["birth_date"]
    kind, count = seen.most_common(1)[0] if seen else ("", 0)
    return kind if count >= _ENOUGH * len(cells) else None


def _kinds(cell: str) -> list[str]:
    plain = re.sub(r"[\s\-]", "", thai_text.arabic_digits(cell))
    kinds = []
    if len(plain) == national_id.LENGTH and _is_number(plain):
        kinds.append("national_id")
    elif _PHONE.match(plain):
        kinds.append("phone")
    elif _DATE.match(thai_text.arabic_digits(cell)):
        kinds.append("birth_date")
    elif cell.casefold() in SEXES and not cell.isdigit():
        kinds.append("sex")
    else:
        name = thai_names.read_name(cell)
        if name.title and name.given:
            kinds.append("full_name")
        elif thai_names.read_title(cell) in thai_names.TITLES:
            kinds.append("title")
    return kinds


def _is_number(plain: str) -> bool:
    try:
        national_id.read_number(plain)
    except national_id.WrongNumber:
        return False
    return True


def _cells(rows: Sequence[Sequence[str]], column: int) -> list[str]:
    return [row[column] for row in rows[:_LOOK_AT] if column < len(row) and row[column]]


def check(fields: Mapping[int, str]) -> None:
    """Raise Refused when the columns do not make people: no name, or one field twice."""
    said = [field for field in fields.values() if field]
    if len(said) != len(set(said)):
        raise Refused("field_twice")
    if not {"full_name", "given_name"} & set(said):
        raise Refused("name_unmapped")
