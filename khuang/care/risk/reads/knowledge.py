"""What surveys said of persons and of their homes, as the rules want it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from khuang.care.people.models import Person, here
from khuang.care.risk.models import Classification, KnownFacts
from khuang.care.risk.rules import knowledge
from khuang.care.risk.rules.classify import Born
from khuang.care.risk.rules.columns import Subject
from khuang.care.risk.rules.conditions import Value
from khuang.care.risk.rules.facts import Catalogue
from khuang.care.risk.rules.knowledge import Known


def known_of(persons: Sequence[Person]) -> dict[UUID, Known]:
    """All that is known of persons and of their homes, by the id of each."""
    return with_merged(persons, {key: row.facts for key, row in known_rows(persons).items()})


def with_merged(persons: Sequence[Person], known: Mapping[UUID, Known]) -> dict[UUID, Known]:
    """Add what is known of records that were merged into theirs; the newer answer counts."""
    merged = Person.objects.filter(merged_into__in=[person.pk for person in persons]).order_by("pk")
    speaking = dict(merged.values_list("pk", "merged_into_id"))
    found = dict(known)
    if speaking:
        for row in KnownFacts.objects.filter(person__in=list(speaking)).order_by("person"):
            key = speaking[row.person_id]
            found[key] = knowledge.newest(found.get(key, {}), row.facts)
    return found


def known_rows(persons: Sequence[Person]) -> dict[UUID, KnownFacts]:
    """The rows that hold the facts of persons and of their homes."""
    homes = {person.household_id for person in persons if person.household_id}
    rows = KnownFacts.objects.filter(Q(person__in=[person.pk for person in persons]) | Q(household__in=homes))
    return {row.person_id or row.household_id: row for row in rows.order_by()}


def facts_of(person: Person, known: Mapping[UUID, Known], catalogue: Catalogue) -> dict[str, Value]:
    """A person's facts: the home's, then their own, then the registry's."""
    facts = knowledge.values(catalogue, known.get(person.household_id, {}), known.get(person.pk, {}))
    return facts | ({"sex": person.sex} if person.sex else {})


def born_of(person: Person) -> Born | None:
    """First and last day on which somebody can have been born."""
    return knowledge.born_between(person.born_on, person.born_precision)


def seen_on(person: Person, known: Mapping[UUID, Known]) -> date | None:
    """The day of the newest answer about somebody or their home."""
    return knowledge.newest_day(known.get(person.household_id, {}), known.get(person.pk, {}))


def judged(keys: Iterable[UUID]) -> list[Person]:
    """Those who live here and have a class, or of whom something is known: whom a policy judges."""
    rows = Person.objects.filter(here(), pk__in=list(keys)).order_by("pk")
    persons = list(rows.only("sex", "born_on", "born_precision", "household_id", "village_id"))
    known = known_of(persons)
    classed = Classification.objects.filter(person__in=persons, superseded_at=None).order_by()
    have = set(classed.values_list("person", flat=True)) | known.keys()
    return [one for one in persons if one.pk in have or one.household_id in have]


def subjects(keys: Iterable[UUID], catalogue: Catalogue) -> list[Subject]:
    """Everything that a policy looks at of some persons, in the order of their ids."""
    persons = judged(keys)
    known = known_of(persons)
    return [
        Subject(
            one.pk,
            one.village_id,
            born_of(one),
            catalogue.completed(facts_of(one, known, catalogue)),
        )
        for one in persons
    ]
