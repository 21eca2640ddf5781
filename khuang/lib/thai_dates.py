"""Dates as Thai people write them: Buddhist era, Thai months, unknown days.

Stored Gregorian, shown in the Buddhist era (BE) in Thai. Either era is
accepted: a year above 2400 is BE. The two always differ by 543, as in ODK
Collect, ICU and on identity cards. Until 1940 the Thai year began on 1 April,
so an elder born from January to March may be stored one year too early; the
year shown stays the one on the card.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from khuang.lib.thai_text import arabic_digits, normalise, thai_digits

Precision = Literal["day", "month", "year"]

BUDDHIST_OFFSET = 543
FIRST_BUDDHIST_YEAR = 2401  # a year from here on can only be BE
EARLIEST_YEAR = FIRST_BUDDHIST_YEAR - BUDDHIST_OFFSET

MONTHS_TH = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_TH_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class NotADate(ValueError):
    """The text is no date that we can read; `code` says why.

    unreadable     no day, month and year, and no year
    no_such_day    31 February and the like
    year_unlikely  before 1858, or between the two eras, or two digits
    """

    def __init__(self, code: str, text: str):
        super().__init__(f"{code}: {text!r}")
        self.code = code
        self.text = text


@dataclass(frozen=True)
class PartialDate:
    """A date of which the day, or day and month, may be unknown."""

    on: date  # Gregorian; unknown parts are 1
    precision: Precision  # the smallest part that is known


def gregorian_year(year: int) -> int:
    """Read a year of either era as Gregorian. Raises NotADate (year_unlikely)."""
    gregorian = year - BUDDHIST_OFFSET if year >= FIRST_BUDDHIST_YEAR else year
    if not EARLIEST_YEAR <= gregorian <= 2199:
        raise NotADate("year_unlikely", str(year))
    return gregorian


def buddhist_year(on: date) -> int:
    """Give the BE year of a Gregorian date."""
    return on.year + BUDDHIST_OFFSET


def fiscal_year(on: date) -> int:
    """Give the Thai fiscal year in BE: October to September, named for its end."""
    return buddhist_year(on) + (on.month >= 10)


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """Give the first and the last day of a fiscal year (BE)."""
    ends = year - BUDDHIST_OFFSET
    return date(ends - 1, 10, 1), date(ends, 9, 30)


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$")
_SLASHES = re.compile(r"(\d{1,2}|-)[/.](\d{1,2}|-)[/.](\d{4})$")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})$")
_WORDS = re.compile(r"(?:(\d{1,2})\s*)?([^\W\d][^\d\s]*)\s*(\d{4})$")
_YEAR = re.compile(r"(\d{4})$")
_ERA = re.compile(r"(พ\.?ศ\.?|ค\.?ศ\.?|\bB\.?E\.?|\bA\.?D\.?)\s*", re.IGNORECASE)


def _month_names() -> dict[str, int]:
    names: dict[str, int] = {}
    for words in (MONTHS_TH, MONTHS_TH_SHORT, MONTHS_EN):
        for number, word in enumerate(words, start=1):
            names[word.casefold().replace(".", "")] = number
    names.update({word[:3].casefold(): n for n, word in enumerate(MONTHS_EN, start=1)})
    return names


_MONTH_NAMES = _month_names()


def read_date(text: str) -> PartialDate:
    """Read a date of either era, digits and spelling; parts may be missing.

    Accepts 2026-01-15, 15/1/2569, 15 ม.ค. 2569, มกราคม 2569, 1/2569, 2569, and
    -/-/2480 or 00/00/2480 as cards write an unknown birthday.
    Raises NotADate.
    """
    plain = _ERA.sub("", arabic_digits(normalise(text))).strip()
    year, month, day = _parts(plain)
    return _partial(gregorian_year(year), month, day, text)


def _parts(plain: str) -> tuple[int, int, int]:
    """Year, month and day as written; 0 for an unknown part."""
    if found := _ISO.match(plain):
        year, month, day = found.groups()
    elif found := _SLASHES.match(plain):
        day, month, year = found.groups()
    elif found := _MONTH_YEAR.match(plain):
        day, (month, year) = "0", found.groups()
    elif found := _WORDS.match(plain):
        day, word, year = found.groups(default="0")
        month = str(_month_number(word, plain))
    elif found := _YEAR.match(plain):
        day, month, year = "0", "0", found[1]
    else:
        raise NotADate("unreadable", plain)
    return int(year), int(month.replace("-", "0")), int(day.replace("-", "0"))


def _month_number(word: str, plain: str) -> int:
    try:
        return _MONTH_NAMES[word.casefold().replace(".", "")]
    except KeyError:
        raise NotADate("unreadable", plain) from None


def _partial(year: int, month: int, day: int, text: str) -> PartialDate:
    precision: Precision = "day" if day and month else "month" if month else "year"
    if day and not month:
        raise NotADate("no_such_day", text)
    try:
        return PartialDate(date(year, month or 1, day or 1), precision)
    except ValueError:
        raise NotADate("no_such_day", text) from None


def format_date(
    on: date,
    language: str,
    *,
    precision: Precision = "day",
    short: bool = False,
    digits: Literal["arabic", "thai"] = "arabic",
) -> str:
    """Write a date for people: 15 มกราคม 2569 in Thai, 15 January 2026 in English.

    precision  "month" leaves the day out, "year" the day and the month
    short      ม.ค. for มกราคม, Jan for January
    digits     "thai" writes ๑๕ มกราคม ๒๕๖๙
    """
    thai = language == "th"
    year = buddhist_year(on) if thai else on.year
    text = f"{_known_day(on, thai, short, precision)}{year}"
    if thai and precision == "year":
        text = f"พ.ศ. {text}"
    return thai_digits(text) if digits == "thai" else text


def year_of_era(year: int, language: str) -> int:
    """Give a year of the Buddhist era as a language counts it: 2570 in Thai, 2027 in English."""
    return year if language == "th" else year - BUDDHIST_OFFSET


def _known_day(on: date, thai: bool, short: bool, precision: Precision) -> str:
    if precision == "year":
        return ""
    if thai:
        month = (MONTHS_TH_SHORT if short else MONTHS_TH)[on.month - 1]
    else:
        month = MONTHS_EN[on.month - 1][: 3 if short else None]
    return f"{on.day} {month} " if precision == "day" else f"{month} "
