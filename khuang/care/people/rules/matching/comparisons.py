"""Compare two values of one field and name the level on which they agree; "" when one is not known."""

from collections.abc import Callable
from datetime import date
from typing import Any

from rapidfuzz.distance import OSA, JaroWinkler

Compare = Callable[[Any, Any], str]
# One value of a birth date: the day, and how much of it is known.
Birth = tuple[date, str]

ERA = 543  # years between the Buddhist and the Christian era
NEAR_YEARS = 2


def spelling(fold: Callable[[str], str]) -> Compare:
    """Compare names by letter, then by what `fold` leaves of them, then by how far they lie apart."""

    def compare(one: str, two: str) -> str:
        if not one or not two:
            return ""
        if one == two:
            return "same"
        folded, other = fold(one), fold(two)
        if folded == other:
            return "sound"
        if OSA.distance(folded, other, score_cutoff=1) <= 1 and min(len(folded), len(other)) > 2:
            return "near"
        return "alike" if _are_alike(folded, other) else "other"

    return compare


def _are_alike(one: str, two: str) -> bool:
    short = min(len(one), len(two))
    if short > 2 and (one.startswith(two) or two.startswith(one)):
        return True
    return (short > 5 and OSA.distance(one, two, score_cutoff=2) <= 2) or (
        JaroWinkler.similarity(one, two, score_cutoff=0.88) > 0
    )


def equal(one: Any, two: Any) -> str:
    """Compare what is either the same or not."""
    if not one or not two:
        return ""
    return "same" if one == two else "other"


def digits(one: str, two: str) -> str:
    """Compare numbers: the same, one digit wrong or two swapped, or another."""
    if not one or not two:
        return ""
    if one == two:
        return "same"
    return "near" if OSA.distance(one, two, score_cutoff=1) <= 1 else "other"


def birth(one: Birth | None, two: Birth | None) -> str:
    """Compare birth dates on what is known of both; 1 January and a year alone are weak evidence."""
    if one is None or two is None:
        return ""
    (first, known), (second, known_too) = one, two
    weak = _is_weak(first, known) or _is_weak(second, known_too)
    if first.year == second.year:
        return _in_one_year(first, second, known, known_too, weak)
    return _in_two_years(first, second, weak)


def _is_weak(on: date, precision: str) -> bool:
    return precision == "year" or (on.month == 1 and on.day == 1)


def _in_one_year(first: date, second: date, known: str, known_too: str, weak: bool) -> str:
    if weak:
        return "same_year"
    if first.month == second.month:
        if "month" in (known, known_too):
            return "same_month"
        return "same_day" if first.day == second.day else "two_parts"
    if "month" in (known, known_too):
        return "near"
    if (first.day, first.month) == (second.month, second.day):
        return "swapped"
    return "two_parts" if first.day == second.day else "near"


def _in_two_years(first: date, second: date, weak: bool) -> str:
    apart = abs(first.year - second.year)
    same_rest = (first.month, first.day) == (second.month, second.day)
    if apart == ERA:
        return "era"
    if same_rest and not weak and (apart <= NEAR_YEARS or apart == 10 or _swapped_digits(first, second)):
        return "two_parts"
    return "near" if apart <= NEAR_YEARS else "other"


def _swapped_digits(first: date, second: date) -> bool:
    return str(first.year)[2:] == str(second.year)[:1:-1]
