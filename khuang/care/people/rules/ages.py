"""How old somebody is, as exactly as their birth date allows, and in which age band."""

from dataclasses import dataclass
from datetime import date

from khuang.lib.thai_dates import PartialDate

ELDER = 60  # Act on the Older Persons B.E. 2546, section 3
ADULT = 18  # Child Protection Act B.E. 2546, section 4


@dataclass(frozen=True)
class Age:
    """Full years, from the least to the most that the birth date allows."""

    least: int
    most: int

    @property
    def is_exact(self) -> bool:
        """Whether the birth date leaves one age only."""
        return self.least == self.most


@dataclass(frozen=True)
class AgeBand:
    """Ages that lists and figures count together; `last` is None without an end."""

    code: str
    first: int
    last: int | None


AGE_BANDS = (
    AgeBand("0-4", 0, 4),
    AgeBand("5-14", 5, 14),
    AgeBand("15-24", 15, 24),
    AgeBand("25-59", 25, 59),
    AgeBand("60-69", 60, 69),
    AgeBand("70-79", 70, 79),
    AgeBand("80+", 80, None),
)
BAND_CODES = {band.code: band for band in AGE_BANDS}


def age_on(birth: PartialDate, on: date) -> Age:
    """Give the age on a day; a birth year alone allows two."""
    return Age(max(0, _full_years(_last_day(birth), on)), max(0, _full_years(birth.on, on)))


def _full_years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _last_day(birth: PartialDate) -> date:
    if birth.precision == "year":
        return birth.on.replace(month=12, day=31)
    if birth.precision == "month":
        return _end_of_month(birth.on)
    return birth.on


def _end_of_month(on: date) -> date:
    start_of_next = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    return date.fromordinal(start_of_next.toordinal() - 1)


def band_of(birth: PartialDate, on: date) -> AgeBand:
    """Give the band of the stored birth date: unknown parts count as January and the first.

    Lists and figures use it, so that nobody stands in two bands.
    """
    years = max(0, _full_years(birth.on, on))
    return next(band for band in AGE_BANDS if band.last is None or years <= band.last)


def born_within(band: AgeBand, on: date) -> tuple[date | None, date]:
    """Give the first and last birth date of a band on a day; no first for a band without an end."""
    latest = _years_before(on, band.first)
    if band.last is None:
        return None, latest
    return date.fromordinal(_years_before(on, band.last + 1).toordinal() + 1), latest


def _years_before(on: date, years: int) -> date:
    """Give the last birth date that makes somebody `years` old by `on`."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February
        return date(on.year - years, 2, 28)
