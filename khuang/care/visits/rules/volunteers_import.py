"""Read a list of volunteers row by row: good rows as values, others with what is wrong with them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from khuang.lib.thai_dates import NotADate, read_date
from khuang.lib.thai_text import arabic_digits, normalise

# Words that head a column, as lists of health and welfare offices have them.
HEADERS = {
    "name": ("ชื่อ-สกุล", "ชื่อ - สกุล", "ชื่อสกุล", "ชื่อ-นามสกุล", "ชื่อ", "name", "full name"),
    "kind": ("ประเภท", "ประเภทอาสาสมัคร", "kind", "type"),
    "sex": ("เพศ", "sex"),
    "village": ("หมู่", "หมู่ที่", "หมู่บ้าน", "village", "moo"),
    "phone": ("โทรศัพท์", "เบอร์โทร", "เบอร์โทรศัพท์", "telephone", "phone"),
    "since": ("วันที่เริ่ม", "เริ่มเป็นอาสาสมัคร", "เป็นอาสาสมัครตั้งแต่", "since"),
}
SEXES = {"หญิง": "female", "ญ": "female", "female": "female", "ชาย": "male", "ช": "male", "male": "male"}
_LOOK_AT = 10  # rows from the top, among which the header stands
_LONGEST = 120


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation; it is translated where it is shown."""
    return sentence


# Why a row is handed back.
SENTENCES = {
    "no-name": gettext_noop("The name is missing or too long."),
    "kind": gettext_noop("This kind of volunteer is not on the list of kinds."),
    "sex": gettext_noop("Write male or female, or leave it empty."),
    "village": gettext_noop("There is no such village. Write its number or its name."),
    "since": gettext_noop("Write the day on which they began, for example 1/10/2567."),
    "there": gettext_noop("A volunteer of this name and village is there already."),
    "not-here": gettext_noop("You do not keep the volunteers of this village."),
}


class NoHeader(Exception):
    """No row names the columns; `sentence` says what to do."""

    sentence = gettext_noop("The first rows do not name the columns. Name one of them “ชื่อ-สกุล” or “name”.")


@dataclass(frozen=True)
class Known:
    """What a list may name: kinds by every word for them, villages by number and name, who is there."""

    kinds: Mapping[str, str]
    villages: Mapping[str, object]
    there: frozenset[tuple[str, object]]


@dataclass(frozen=True)
class Read:
    """One row: its number in the file, its cells, and its values or what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    said: dict[str, object]
    problems: tuple[str, ...]


def read(
    rows: Iterable[Sequence[str]], known: Known, *, kind: str, today: date
) -> tuple[list[str], list[Read]]:
    """Read a table: its header, and every row that is not blank.

    kind   of whoever's row names none
    Who names no day began today. Raises NoHeader.
    """
    table = list(rows)
    top = next((at for at, row in enumerate(islice(table, _LOOK_AT)) if "name" in _columns(row)), None)
    if top is None:
        raise NoHeader
    columns, found, there = _columns(table[top]), [], set(known.there)
    for number, row in enumerate(table[top + 1 :], start=top + 2):
        if any(cell.strip() for cell in row):
            one = _read(number, row, columns, known, kind=kind, today=today)
            who = (str(one.said.get("name", "")), one.said.get("village"))
            again = not one.problems and who in there
            found.append(Read(number, one.cells, one.said, ("there",)) if again else one)
            there.add(who)
    return [cell.strip() for cell in table[top]], found


def _columns(row: Sequence[str]) -> dict[str, int]:
    words = {word: field for field, all_ in HEADERS.items() for word in all_}
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        field = words.get(normalise(cell).strip().casefold())
        if field:
            found.setdefault(field, at)
    return found


def _read(
    number: int, row: Sequence[str], columns: Mapping[str, int], known: Known, *, kind: str, today: date
) -> Read:
    cells = {field: normalise(row[at]).strip() if at < len(row) else "" for field, at in columns.items()}
    said: dict[str, object] = {
        "name": _name(cells["name"]),
        "kind": known.kinds.get(_key(cells.get("kind", ""))) if cells.get("kind") else kind,
        "sex": SEXES.get(cells.get("sex", "").casefold()) if cells.get("sex") else "",
        "village": known.villages.get(_key(cells.get("village", ""))) if cells.get("village") else "none",
        "since": _day(cells.get("since", ""), today),
    }
    codes = {"name": "no-name", "kind": "kind", "sex": "sex", "village": "village", "since": "since"}
    problems = tuple(code for field, code in codes.items() if said[field] is None)
    if said["village"] == "none":
        said["village"] = None
    return Read(number, tuple(row), said | {"phone": cells.get("phone") or None}, problems)


def _name(text: str) -> str | None:
    name = " ".join(text.split())
    return name if name and len(name) <= _LONGEST else None


def _day(text: str, today: date) -> date | None:
    if not text:
        return today
    try:
        day = read_date(text).on
    except NotADate:
        return None
    return day if day <= today else None


def _key(text: str) -> str:
    """Bring a village or a kind to the form in which it is looked up: "หมู่ที่ ๓" is "3"."""
    plain = arabic_digits(normalise(text)).casefold()
    number = re.fullmatch(r"\s*(?:หมู่ที่|หมู่|ม\.|moo)?\s*(\d{1,2})\s*", plain)
    return number[1].lstrip("0") if number else " ".join(plain.split())


def keys_of(*words: str) -> list[str]:
    """Give the keys under which something may be looked up by any of its words, abbreviations too."""
    shorter = [part for word in words for part in re.findall(r"\(([^)]+)\)", word)]
    longer = [re.sub(r"\s*\([^)]*\)", "", word) for word in words]
    return [_key(word) for word in (*words, *shorter, *longer) if word]
