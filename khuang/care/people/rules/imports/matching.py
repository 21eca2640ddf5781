"""Who of the registry a row speaks of, and what it would change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from khuang.lib.thai_dates import PartialDate
from khuang.lib.thai_text import sort_key

Rule = Literal["fill", "take"]

# Property of the registry for a field of it; what is not here is not compared.
COMPARED = {
    "title": "title",
    "given_name": "given_name",
    "family_name": "family_name",
    "nickname": "nickname",
    "sex": "sex",
    "birth": "birth_date",
    "national_id": "national_id",
    "phone": "phone",
    "left_on": "left_on",
    "died_on": "died_on",
}


@dataclass(frozen=True)
class Known:
    """A person of the registry, as far as a row can be compared.

    home    village and house number
    values  field of COMPARED -> value
    """

    id: UUID
    values: Mapping[str, Any]
    home: tuple[UUID | None, str]


@dataclass(frozen=True)
class Match:
    """What was found for a row: one person, nobody (None), or a reason why nobody can say."""

    known: Known | None = None
    problem: str = ""


def find(
    values: Mapping[str, Any],
    home: tuple[UUID | None, str],
    by_number: Iterable[Known],
    alike: Iterable[Known],
) -> Match:
    """Find the person of a row.

    by_number  those with the ID number of the row
    alike      those with exactly its given and family name
    The ID number decides, unless neither name nor birth date agrees. Without
    it, the same name with the same full birth date, or at the same address, is
    the same person: so a file taken in twice changes nothing the second time.
    """
    numbered = list(by_number)
    if numbered:
        fitting = [one for one in numbered if _agrees(values, one)]
        if len(fitting) == 1:
            return Match(fitting[0])
        return Match(problem="row_several_match" if fitting else "row_id_of_another")
    same = [one for one in alike if _is_same(values, home, one)]
    if len(same) > 1:
        return Match(problem="row_several_match")
    return Match(same[0]) if same else Match()


def _agrees(values: Mapping[str, Any], known: Known) -> bool:
    """Say whether one part of the name or the birth date is the same, or not known."""
    names = [name for name in ("given_name", "family_name") if values.get(name) and known.values.get(name)]
    if not names or any(_key(values[name]) == _key(known.values[name]) for name in names):
        return True
    birth = known.values.get("birth")
    return birth is not None and birth == values.get("birth")


def _key(name: str) -> str:
    # Without tone marks: they come after the separator.
    return sort_key(name).partition("\x01")[0]


def _is_same(values: Mapping[str, Any], home: tuple[UUID | None, str], known: Known) -> bool:
    mine, theirs = values.get("national_id"), known.values.get("national_id")
    if mine and theirs and mine != theirs:
        return False
    born, was_born = values.get("birth"), known.values.get("birth")
    if born and was_born and not _fits(born, was_born):
        return False
    if born and born == was_born and born.precision == "day":
        return True
    return bool(home[0] and home[1]) and home == known.home


def _fits(one: PartialDate, two: PartialDate) -> bool:
    """Say whether two dates agree in what both know."""
    if "year" in (one.precision, two.precision):
        # An age tells the year of birth to within one.
        return abs(one.on.year - two.on.year) <= 1
    if "month" in (one.precision, two.precision):
        return (one.on.year, one.on.month) == (two.on.year, two.on.month)
    return one.on == two.on


@dataclass(frozen=True)
class Difference:
    """What a row would change in a record: fields that go in, and fields that a person must settle."""

    taken: frozenset[str]
    clashing: frozenset[str]


def compare(values: Mapping[str, Any], known: Known, rule: Rule, *, guarded: bool) -> Difference:
    """Compare a row with the record that it speaks of.

    rule     fill: only what is empty goes in; take: the file's value holds
    guarded  nothing goes in, everything that differs is for those who may open the record
    """
    empty: set[str] = set()
    other: set[str] = set()
    for field in COMPARED.keys() & values.keys():
        new, old = values[field], known.values.get(field)
        if not new or new == old or (field == "birth" and old and _says_less(new, old)):
            continue
        (other if old else empty).add(field)
    if guarded:
        return Difference(frozenset(), frozenset(empty | other))
    if rule == "take":
        return Difference(frozenset(empty | other), frozenset())
    return Difference(frozenset(empty), frozenset(other))


def _says_less(new: PartialDate, old: PartialDate) -> bool:
    """Say whether a date only repeats, less exactly, what is known."""
    exact = {"year": 0, "month": 1, "day": 2}
    return exact[new.precision] < exact[old.precision] and _fits(new, old)
