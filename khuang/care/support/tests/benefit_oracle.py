"""A second, slow and plain reading of benefits: try every completion of what is not known."""

from datetime import date, timedelta
from itertools import product

from khuang.care.support.rules.benefits import catalogue
from khuang.lib.thai_dates import fiscal_year, fiscal_year_bounds

_AGES = ("age", "age_on_1_september", "age_before_fiscal_year")
# When nothing is known of a birth: a day of each year that somebody may be from.
LIFE = [date(year, 9, 1) for year in range(1920, 2026)]


def answer(benefit, known, born, on):
    """Say eligible, ask or not_eligible by brute force."""
    codes = {code for one in benefit.requirements for code in one.holds.codes}
    said = {
        all(_true(one.holds.source, world | ages) for one in benefit.requirements)
        for world in _completions(codes, known)
        for ages in _ages(codes, born, on)
    }
    return "ask" if len(said) == 2 else "eligible" if True in said else "not_eligible"


def amounts(benefit, known, born, on):
    """Give every amount that some completion leads to."""
    codes = {code for one in benefit.rates for code in one.when.codes}
    return sorted(
        {
            next(rate.baht for rate in benefit.rates if _true(rate.when.source, world | ages))
            for world in _completions(codes, known)
            for ages in _ages(codes, born, on)
        }
    )


def _completions(codes, known):
    unknown = sorted(codes - set(_AGES) - known.keys())
    for values in product(*(catalogue().facts[code].domain for code in unknown)):
        yield known | dict(zip(unknown, values, strict=True))


def _ages(codes, born, on):
    if not codes & set(_AGES):
        return [{}]
    first, last = born or (None, None)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)] if born else LIFE
    begin, end = fiscal_year_bounds(fiscal_year(on))
    days_of = dict(zip(_AGES, (on, date(end.year, 9, 1), begin - timedelta(days=1)), strict=True))
    return [{name: _full_years(day, then) for name, then in days_of.items()} for day in days if day <= on]


def _full_years(born, on):
    birthdays = (year for year in range(born.year + 1, on.year + 1))
    return sum((year, born.month, born.day) <= (on.year, on.month, on.day) for year in birthdays)


def _true(source, world):
    if isinstance(source, bool):
        return source
    ((name, operands),) = source.items()
    if name == "or":
        return any(_true(one, world) for one in operands)
    if name == "and":
        return all(_true(one, world) for one in operands)
    value, constant = world[operands[0]["var"]], operands[1]
    return {
        "==": lambda: value == constant,
        "in": lambda: value in constant,
        "<": lambda: value < constant,
        ">=": lambda: value >= constant,
    }[name]()
