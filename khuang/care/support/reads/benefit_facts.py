"""What surveys and the office know of many people, as the rules of benefits want it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.care.people.models import Person
from khuang.care.people.reads import speaking_for
from khuang.care.risk.models import KnownFacts
from khuang.care.risk.rules.conditions import Value
from khuang.care.risk.rules.knowledge import Known, born_between
from khuang.care.support.models import BenefitAnswers
from khuang.care.support.rules.benefit_knowledge import facts_from
from khuang.care.support.rules.benefits import Born

# Above so many persons the whole table is read: a list of their ids would take longer.
MANY = 500


@dataclass(frozen=True)
class Subject:
    """One person as benefits look at them.

    facts  fact code -> value
    born   first and last possible day of birth, or none
    """

    key: UUID
    village: UUID | None
    sex: str
    born: Born | None
    born_on: date | None
    facts: Mapping[str, Value]


def subjects(persons: QuerySet[Person]) -> Iterator[Subject]:
    """Give everybody of a set of persons with what is known of them; a few statements, however many."""
    wanted = ("pk", "household_id", "village_id", "sex", "born_on", "born_precision")
    rows = list(persons.order_by().values_list(*wanted))
    merged = dict(Person.objects.exclude(merged_into=None).order_by().values_list("pk", "merged_into"))
    keys = {row[0] for row in rows}
    also = [key for key, survivor in merged.items() if survivor in keys]
    homes = {row[1] for row in rows} - {None}
    known = _known([*keys, *also], homes, merged)
    for key, home, village, sex, born_on, precision in rows:
        told = (*known.get(home, ()), *known.get(key, ()))
        yield Subject(key, village, sex, born_between(born_on, precision), born_on, facts_from(*told))


def subject(person: Person) -> Subject:
    """Give one person, already at hand, with what is known of them."""
    home, keys = person.household_id, speaking_for(person)
    known = _known(keys, {home} - {None}, dict.fromkeys(keys, keys[0]))
    told = (*known.get(home, ()), *known.get(person.pk, ()))
    born = born_between(person.born_on, person.born_precision)
    return Subject(person.pk, person.village_id, person.sex, born, person.born_on, facts_from(*told))


def _known(
    keys: Collection[UUID], homes: Collection[UUID], merged: Mapping[UUID, UUID]
) -> dict[Any, list[Known]]:
    """What is known by person or household; what was said of a merged record speaks for the survivor."""
    found: dict[Any, list[Known]] = {}
    for model in (KnownFacts, BenefitAnswers):
        for key, facts in _opened(model, keys, homes):
            found.setdefault(merged.get(key, key), []).append(facts)
    return found


def _opened(model: Any, keys: Collection[UUID], homes: Collection[UUID]) -> Iterable[tuple[UUID, Known]]:
    rows = model.objects.order_by()
    if len(keys) <= MANY:
        rows = rows.filter(Q(person__in=keys) | Q(household__in=homes))
    unseal = model._meta.get_field("facts").unsealer()
    wanted = {*keys, *homes}
    for pk, person, home, sealed in rows.values_list("pk", "person_id", "household_id", "facts"):
        if (person or home) in wanted:
            yield person or home, unseal(sealed, pk)
