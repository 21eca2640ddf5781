"""Lists of whom to visit and of what is foreseen, by village and house, as a page shows them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from khuang.care.people.models import Person
from khuang.care.people.reads.records import age_of
from khuang.care.people.rules.ages import Age
from khuang.care.support.models import Answer
from khuang.care.support.reads.benefit_words import amount_in_words, fact_in_words, title
from khuang.care.support.reads.entitled import to_visit
from khuang.care.support.reads.foreseen import Foreseen, Sum, foreseen, sums
from khuang.care.support.rules.benefits import Finding


@dataclass(frozen=True)
class FindingLine:
    """One benefit of one person in a list."""

    title: str
    answer: str
    answer_words: str
    amount: str
    asks: list[str]
    begins: date | None


@dataclass(frozen=True)
class VisitLine:
    """One person to visit."""

    person: Person
    age: Age | None
    findings: list[FindingLine]


@dataclass(frozen=True)
class ForeseenLine:
    """One person whom the next fiscal year changes."""

    person: Person
    age: Age | None
    found: Foreseen
    title: str


@dataclass(frozen=True)
class Listed:
    """A list in order of which a page at a time is put in words."""

    keys: list[UUID]
    line: Callable[[Person, int], Any]
    sums: list[Sum]

    @property
    def total(self) -> int:
        return len(self.keys)

    def page(self, first: int, last: int) -> list[Any]:
        """Give the lines from one place to another."""
        some = self.keys[first:last]
        persons = Person.objects.select_related("village", "dwelling").in_bulk(some)
        return [self.line(persons[key], at) for at, key in enumerate(some, start=first)]


def to_visit_in_words(actor: Any, chosen: Mapping[str, str], *, on: date) -> Listed:
    """Give whom to visit by village and house, for each person the surest benefit first.

    chosen  village, benefit and answer, as the filter gives them
    """
    village = UUID(chosen["village"]) if "village" in chosen else None
    told = {name: chosen.get(name, "") for name in ("benefit", "answer")}
    found = {one.person_id: one.findings for one in to_visit(actor, on=on, village=village, **told)}
    places = _places(found)
    keys = sorted(found, key=lambda key: (*places[key], key))

    def line(person: Person, at: int) -> VisitLine:
        return VisitLine(person, age_of(person, on), [_finding(one) for one in found[person.pk]])

    return Listed(keys, line, [])


def foreseen_in_words(actor: Any, chosen: Mapping[str, str], *, on: date) -> Listed:
    """Give whom the next fiscal year changes, by village and house, with the sums."""
    village = UUID(chosen["village"]) if "village" in chosen else None
    found = foreseen(actor, on=on, village=village, benefit=chosen.get("benefit", ""))
    places = _places({one.person_id for one in found})
    rows = sorted(found, key=lambda one: (*places[one.person_id], one.person_id, one.benefit.code))

    def line(person: Person, at: int) -> ForeseenLine:
        return ForeseenLine(person, age_of(person, on), rows[at], title(rows[at].benefit.code))

    return Listed([one.person_id for one in rows], line, sums(found))


def _places(keys: Any) -> dict[UUID, tuple[int, int, str, str]]:
    """Village, house number and name of many persons, to sort by: 13 before 122."""
    rows = Person.objects.filter(pk__in=list(keys)).order_by()
    told = rows.values_list("pk", "village__moo", "dwelling__house_no", "sort_key")
    return {key: (moo or 0, _number(house or ""), house or "", name) for key, moo, house, name in told}


def _number(house: str) -> int:
    found = re.match(r"\d+", house)
    return int(found[0]) if found else 0


def _finding(found: Finding) -> FindingLine:
    return FindingLine(
        title=title(found.benefit.code),
        answer=found.answer,
        answer_words=str(Answer(found.answer).label),
        amount=amount_in_words(found.benefit, *found.amounts),
        asks=[fact_in_words(code) for code in found.asks],
        begins=found.begins,
    )
