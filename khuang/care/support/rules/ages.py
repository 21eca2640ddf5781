"""Ages as benefits count them: on a day, on 1 September, and before the fiscal year begins.

The old-age allowance of a fiscal year is for who was born before 2 September of that year less
60: who is 60 on its 1 September. Its bands go by the age on the day before the fiscal year, so
that nobody changes band during the year.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from khuang.care.risk.rules.conditions import Value
from khuang.care.risk.rules.facts import age_on
from khuang.care.risk.rules.knowledge import until
from khuang.lib.thai_dates import fiscal_year, fiscal_year_bounds

AGE, SEPTEMBER, BEFORE = AGE_FACTS = ("age", "age_on_1_september", "age_before_fiscal_year")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ages:
    """The ages that one birth date means on a day: full years, 0 for who is not born yet."""

    age: int
    on_1_september: int
    before_fiscal_year: int

    @cached_property
    def facts(self) -> dict[str, Value]:
        """The same as facts."""
        return {AGE: self.age, SEPTEMBER: self.on_1_september, BEFORE: self.before_fiscal_year}


@lru_cache(maxsize=100_000)
def possible_ages(born: tuple[date, date] | None, on: date) -> tuple[Ages, ...]:
    """Give every combination of ages that a birth date still allows; none when nothing is known of it."""
    span = until(born, on)
    if span is None:
        return ()
    first, last = fiscal_year_bounds(fiscal_year(on))
    days = (span[0] + number * _DAY for number in range((span[1] - span[0]).days + 1))
    september, before = date(last.year, 9, 1), first - _DAY
    found = dict.fromkeys((_age(day, on), _age(day, september), _age(day, before)) for day in days)
    return tuple(Ages(*ages) for ages in found)


def _age(born: date, on: date) -> int:
    return max(0, age_on(born, on))


def begins_on(born: tuple[date, date] | None, age: int) -> date | None:
    """Give the first day of the month after an age is complete; None when the birth date leaves several.

    An age is complete on the day before the birthday (Civil and Commercial Code, section 16), so who
    was born on the first of a month begins in that very month.
    """
    if born is None:
        return None
    months = {_month_after(_birthday(day, age) - _DAY) for day in born}
    return months.pop() if len(months) == 1 else None


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February
        return date(born.year + age, 3, 1)


def _month_after(on: date) -> date:
    return date(on.year + on.month // 12, on.month % 12 + 1, 1)
