"""Keep the keys by which people are found in step with the registry.

They are derived, so nothing of this is an event of its own and the journal is
silent: whoever writes a person calls `index` in the same transaction.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from uuid import UUID

from django.db.models import Exists, OuterRef

from khuang.care.people.models import Dwelling, Person, PersonKey
from khuang.care.people.reads import duplicates
from khuang.care.people.reads.duplicates import hashed
from khuang.care.people.rules.keys import Findable, keys_of
from khuang.care.people.rules.matching import blocking
from khuang.ground.municipalities.writing import insert

PERSONS = 500  # indexed at a time

# What of a person its keys are made of.
FIELDS = frozenset(
    {
        "given_name",
        "family_name",
        "nickname",
        "phone",
        "national_id",
        "dwelling_id",
        "merged_into_id",
        "born_on",
        "born_precision",
        "village_id",
    }
)


def index(persons: Iterable[Person]) -> None:
    """Write the keys of persons anew.

    A record that was merged into another has none; the other is found by its names and numbers too.
    """
    persons = list(persons)
    forget([person.pk for person in persons])
    insert(rows(persons, merged=_merged_into(persons)))


def rows(
    persons: Iterable[Person],
    homes: Iterable[Dwelling] = (),
    merged: Mapping[UUID, Iterable[Person]] = MappingProxyType({}),
) -> Iterator[PersonKey]:
    """Give the keys of persons who have none yet.

    homes   dwellings at hand, which need not be asked for
    merged  survivor -> the records that were merged into it
    """
    persons = [person for person in persons if person.merged_into_id is None]
    known = {home.pk: home for home in homes}
    known |= _homes({person.dwelling_id for person in persons} - known.keys() - {None})
    for person in persons:
        home = known.get(person.dwelling_id)
        told = duplicates.known(person, home.house_no if home else "")
        keys = keys_of(findable(person, home), hashed) | blocking.numbers(told, hashed)
        for one in merged.get(person.pk, ()):
            keys |= keys_of(findable(one, None), hashed)
        for key in keys:
            yield PersonKey(key=key, person_id=person.pk)


def forget(persons: Collection[UUID]) -> None:
    """Take the keys of persons away."""
    if persons:
        PersonKey.objects.filter(person_id__in=list(persons)).delete()


def fill() -> int:
    """Make the keys of everybody who has none, for a registry older than this table; say of how many."""
    keyless = Person.objects.filter(
        ~Exists(PersonKey.objects.filter(person=OuterRef("pk"))), merged_into=None
    )
    keys = list(keyless.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), PERSONS):
        some = list(Person.objects.filter(pk__in=keys[first : first + PERSONS]))
        insert(rows(some, merged=_merged_into(some)))
    return len(keys)


def findable(person: Person, home: Dwelling | None) -> Findable:
    """Say what a person is found by."""
    return Findable(
        given_name=person.given_name,
        family_name=person.family_name,
        nickname=person.nickname,
        house_no=home.house_no if home else "",
        phone=person.phone or "",
        national_id=person.national_id or "",
    )


def _merged_into(persons: Collection[Person]) -> Mapping[UUID, list[Person]]:
    found: dict[UUID, list[Person]] = defaultdict(list)
    for one in Person.objects.filter(merged_into__in=[person.pk for person in persons]):
        if one.merged_into_id:
            found[one.merged_into_id].append(one)
    return found


def _homes(wanted: set[UUID]) -> dict[UUID, Dwelling]:
    return Dwelling.objects.in_bulk(list(wanted)) if wanted else {}
