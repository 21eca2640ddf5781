"""Read one text as one kind of registry value. Every cleaner raises Unclean with a code."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from khuang.care.people.rules.problems import Unclean
from khuang.lib import coordinates, national_id, thai_dates, thai_names, thai_text
from khuang.lib.coordinates import Place
from khuang.lib.thai_dates import PartialDate

OLDEST_YEARS = 120

SEXES = {
    "female": "female", "f": "female", "2": "female", "หญิง": "female",
    "male": "male", "m": "male", "1": "male", "ชาย": "male",
    "other": "other", "o": "other", "3": "other", "อื่น": "other",
    "unknown": "",
}  # fmt: skip
_RELATIONS = (
    "head",
    "spouse",
    "child",
    "parent",
    "grandchild",
    "grandparent",
    "sibling",
    "relative",
    "other",
)
RELATIONS = {word: word for word in _RELATIONS} | {"unknown": ""}
CARER_KINDS = {word: word for word in ("family", "neighbour", "volunteer", "paid")} | {"unknown": ""}
PRECISIONS = {word: word for word in ("day", "month", "year")}
YES_NO = {"yes": True, "1": True, "true": True, "no": False, "0": False, "false": False}

Reader = Callable[[str, "Ground"], Any]


@dataclass(frozen=True)
class Ground:
    """What a text is read against."""

    on: date  # day on which it came in; nothing lies after it
    villages: Mapping[str, UUID]  # code or moo number -> id


def text(longest: int) -> Reader:
    return lambda said, ground: _short(thai_text.normalise(said), longest)


def name(longest: int) -> Reader:
    return lambda said, ground: _short(thai_names.clean_part(said), longest)


def title(said: str, ground: Ground) -> str:
    return _short(thai_names.read_title(said), 60)


def choice(choices: Mapping[str, Any]) -> Reader:
    def read(said: str, ground: Ground) -> Any:
        try:
            return choices[said.casefold()]
        except KeyError:
            raise Unclean("not_a_choice") from None

    return read


def birth(said: str, ground: Ground) -> PartialDate:
    born = _date(said, ground)
    if born.on.year < ground.on.year - OLDEST_YEARS:
        raise Unclean("birth_too_long_ago")
    return born


def at_most(known: PartialDate, precision: str) -> PartialDate:
    """Forget the day, or the day and month, of a date; what is unknown stays unknown."""
    if precision == "day":
        return known
    if precision == "year" or known.precision == "year":
        return PartialDate(known.on.replace(month=1, day=1), "year")
    return PartialDate(known.on.replace(day=1), "month")


def day(said: str, ground: Ground) -> date:
    return _date(said, ground).on


def _date(said: str, ground: Ground) -> PartialDate:
    try:
        read = thai_dates.read_date(said)
    except thai_dates.NotADate as problem:
        raise Unclean(f"date_{problem.code}") from None
    if read.on > ground.on:
        raise Unclean("date_in_the_future")
    return read


def id_number(said: str, ground: Ground) -> str:
    try:
        return national_id.read_number(said)
    except national_id.WrongNumber as problem:
        raise Unclean(f"id_{problem.code}") from None


_PHONE = re.compile(r"0\d{8,9}")


def phone(said: str, ground: Ground) -> str:
    """Read a Thai number: 0 and eight or nine digits; +66 stands for the 0."""
    digits = re.sub(r"[\s\-().]", "", thai_text.arabic_digits(said))
    digits = re.sub(r"^(\+66|0066)0?", "0", digits)
    if not _PHONE.fullmatch(digits):
        raise Unclean("phone_unreadable")
    return digits


_LANGUAGE = re.compile(r"[a-z]{2,3}")


def languages(said: str, ground: Ground) -> tuple[str, ...]:
    codes = said.casefold().split()
    if not all(_LANGUAGE.fullmatch(code) for code in codes):
        raise Unclean("not_a_choice")
    return tuple(dict.fromkeys(codes))


def reference(said: str, ground: Ground) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise Unclean("not_an_identifier") from None


def village(said: str, ground: Ground) -> UUID:
    """Find a village by its code, or by its moo number with or without zeros."""
    code = thai_text.arabic_digits(said)
    found = ground.villages.get(code) or ground.villages.get(code.lstrip("0"))
    if found is None:
        raise Unclean("village_unknown")
    return found


def place(said: str, ground: Ground) -> Place:
    try:
        return coordinates.read_geopoint(said)
    except coordinates.NotAPlace as problem:
        raise Unclean(f"place_{problem.code}") from None


def _short(clean: str, longest: int) -> str:
    if len(clean) > longest:
        raise Unclean("too_long")
    return clean
