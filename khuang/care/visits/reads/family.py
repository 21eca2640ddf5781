"""Those who care for their own: for whom, how heavy it is, and who has respite."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from khuang.care.people.models import CareRelation, Person, here
from khuang.care.visits.models import CarerInterview, CareSchedule
from khuang.care.visits.rules.family import strain, strain_list
from khuang.ground.accounts.reads import scope_of

PERMISSION = "visits.family-carers"
# A talk counts so long; then it is time for another.
AGAIN = timedelta(days=182)
_ORDER = {"high": 0, "": 1, "some": 2, "low": 3}


@dataclass(frozen=True)
class CarerLine:
    """A family carer in the list.

    last     the newest talk; none: never asked
    is_due   whether it is time for a talk
    respite  whether somebody comes so that they can rest
    """

    person: Person
    cares_for: list[Person]
    last: CarerInterview | None
    is_due: bool
    respite: bool


def carers(actor: Any, *, on: date, due: bool = False) -> list[CarerLine]:
    """Give the family carers whom an actor looks after, the most strained first; a few statements.

    due  only those with whom it is time to talk
    """
    cared: dict[UUID, list[Person]] = {}
    people: dict[UUID, Person] = {}
    for care in _relations(actor):
        people[care.carer_id] = care.carer
        cared.setdefault(care.carer_id, []).append(care.cared_for)
    last = _newest(people)
    rested = _rested({one.pk for all_ in cared.values() for one in all_})
    found = [_line(people[key], cared[key], last.get(key), rested, on) for key in people]
    kept = [one for one in found if one.is_due or not due]
    return sorted(kept, key=lambda one: (_ORDER[one.last.level] if one.last else 1, one.person.sort_key))


def _relations(actor: Any) -> Any:
    rows = CareRelation.objects.filter(until=None, kind=CareRelation.Kind.FAMILY)
    rows = rows.filter(here("carer__")).filter(here("cared_for__"))
    return scope_of(actor, PERMISSION).filter(rows).select_related("carer__village", "cared_for__village")


def _newest(keys: Any) -> dict[UUID, CarerInterview]:
    rows = CarerInterview.objects.filter(person__in=list(keys)).order_by("held_on", "noted_at")
    return {row.person_id: row for row in rows}


def _rested(keys: set[UUID]) -> set[UUID]:
    rows = CareSchedule.objects.filter(until=None, purpose="respite", person__in=keys).order_by()
    return set(rows.values_list("person", flat=True))


def _line(
    person: Person, cares_for: list[Person], last: CarerInterview | None, rested: set[UUID], on: date
) -> CarerLine:
    is_due = last is None or last.held_on + AGAIN <= on
    return CarerLine(person, cares_for, last, is_due, any(one.pk in rested for one in cares_for))


@dataclass(frozen=True)
class Talk:
    """A talk in words: each item that was answered, and whether the carer is exhausted."""

    row: CarerInterview
    answers: list[tuple[str, str]]
    exhausted: bool


def talks(person: Person, language: str) -> list[Talk]:
    """Give the talks with a carer, newest first, those with merged records included."""
    rows = CarerInterview.objects.filter(person=person) | CarerInterview.objects.filter(
        person__merged_into=person
    )
    return [_talk(row, language) for row in rows]


def _talk(row: CarerInterview, language: str) -> Talk:
    said = [
        (words, dict(choices).get(row.answers[code], ""))
        for code, words, choices in questions(language)
        if code in row.answers
    ]
    return Talk(row, said, strain(row.answers).exhausted)


def questions(language: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Give the strain list in one language: code, question, and its answers (code, words)."""
    asked = strain_list()
    return [
        (
            item.code,
            getattr(item.words, language),
            [(choice.code, getattr(choice.words, language)) for choice in asked.answers[item.answers]],
        )
        for item in asked.items
    ]


def respite_of(people: list[Person]) -> list[tuple[Person, CareSchedule | None]]:
    """Give for each person the schedule on which somebody stays while the carer rests."""
    rows = CareSchedule.objects.filter(until=None, purpose="respite", person__in=people)
    found = {row.person_id: row for row in rows}
    return [(person, found.get(person.pk)) for person in people]


def cared_for(person: Person, actor: Any) -> list[Person]:
    """Give those for whom a family carer cares, as far as they open for an actor."""
    return [care.cared_for for care in _relations(actor).filter(carer=person)]
