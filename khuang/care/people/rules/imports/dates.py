"""Dates as lists of people write them: decided for a whole column, then read cell by cell."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from khuang.lib import thai_text
from khuang.lib.thai_dates import BUDDHIST_OFFSET, FIRST_BUDDHIST_YEAR

_NUMBERS = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})$")
_TWO_DIGITS = re.compile(r"(?:^|.*?\D)(\d{2})$")
_YEAR_LAST = re.compile(r"(?:^|\D)(\d{4})$")
_YEAR_FIRST = re.compile(r"(\d{4})-\d{1,2}-\d{1,2}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"\d{4,5}(?:\.0+)?$")
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}.*$")
_SERIAL_ZERO = date(1899, 12, 30)
# As a year these numbers are unlikely, as days since 1900 they are 1927 to 2064.
_SERIALS = range(10_000, 60_000)


@dataclass(frozen=True)
class DateColumn:
    """How a column writes its dates.

    eras         years seen: buddhist, gregorian
    month_first  12/31/1950; otherwise the day comes first, as in Thailand
    two_digits   the era of years with two digits: "be", "ce", "" not decided; None when there are none
    serials      days counted since 1900, as a spreadsheet stores them
    """

    eras: tuple[str, ...] = ()
    month_first: bool = False
    two_digits: str | None = None
    serials: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether a person must decide."""
        return self.two_digits == ""


def look_at(cells: Iterable[str]) -> DateColumn:
    """Decide for a column from all its cells."""
    seen: Counter[str] = Counter()
    for cell in cells:
        _count(_plain(cell), seen)
    eras = tuple(era for era in ("buddhist", "gregorian") if seen[era])
    month_first = bool(seen["second_over_12"]) and not seen["first_over_12"]
    return DateColumn(eras, month_first, "" if seen["two_digits"] else None, bool(seen["serial"]))


def _count(plain: str, seen: Counter[str]) -> None:
    if not plain:
        return
    if _is_serial(plain):
        seen["serial"] += 1
        return
    year = _YEAR_FIRST.match(plain) or _COMPACT.match(plain) or _YEAR_LAST.search(plain)
    if year:
        seen["buddhist" if int(year[1]) >= FIRST_BUDDHIST_YEAR else "gregorian"] += 1
    if parts := _NUMBERS.match(plain):
        seen["first_over_12"] += int(parts[1]) > 12
        seen["second_over_12"] += int(parts[2]) > 12
    if not year and not plain.isdigit() and _TWO_DIGITS.match(plain):
        seen["two_digits"] += 1


def _plain(cell: str) -> str:
    return _CLOCK.sub("", thai_text.arabic_digits(thai_text.normalise(cell)))


def _is_serial(plain: str) -> bool:
    return bool(_SERIAL.match(plain)) and float(plain) in _SERIALS


def as_text(cell: str, how: DateColumn, on: date) -> str:
    """Write a cell as the registry reads dates; what cannot be told stays as it is, to be refused there.

    on  today: a year of two digits lies before it
    """
    plain = _plain(cell)
    if how.serials and _is_serial(plain):
        return (_SERIAL_ZERO + timedelta(days=int(float(plain)))).isoformat()
    if found := _COMPACT.match(plain):
        return "-".join(found.groups())
    if found := _NUMBERS.match(plain):
        first, second, year = found.groups()
        day, month = (second, first) if how.month_first else (first, second)
        return f"{day}/{month}/{_year(year, how, on)}"
    if how.two_digits and (found := _TWO_DIGITS.match(plain)) and not _YEAR_LAST.search(plain):
        return plain[: found.start(1)] + str(_year(found[1], how, on))
    return plain


def _year(said: str, how: DateColumn, on: date) -> int | str:
    """Give a year of two digits its century: the last one that is not in the future."""
    if len(said) == 4 or not how.two_digits:
        return said
    this = on.year + BUDDHIST_OFFSET if how.two_digits == "be" else on.year
    year = this // 100 * 100 + int(said)
    return year if year <= this else year - 100
