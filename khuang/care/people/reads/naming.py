"""Which people of the registry a text names; for the guard of what goes through LINE, SMS and e-mail."""

from collections.abc import Iterator
from uuid import UUID

from khuang.care.people.models import Person, PersonKey
from khuang.care.people.reads.duplicates import hashed
from khuang.care.people.rules import naming
from khuang.care.people.rules.keys import word_key
from khuang.ground.messaging.rules.names import Named

LONGEST = 4000  # letters that are read


def named_in(text: str) -> list[Named]:
    """Give the names of people of the municipality that stand in a text, the longest first."""
    read = naming.reading(text[:LONGEST])
    ids: dict[naming.Hit, set[UUID]] = {}
    for keys, person in _known(read):
        for hit in naming.hits(read, person):
            ids.setdefault(hit, set()).update(keys)
    found = sorted(ids, key=lambda hit: (-len(hit.words), hit.words))
    return [Named(hit.words, frozenset(ids[hit]), hit.is_full) for hit in found]


def _known(read: naming.Reading) -> Iterator[tuple[set[UUID], naming.Known]]:
    keys = [word_key(piece, hashed) for piece in read.pieces()]
    persons = PersonKey.objects.filter(key__in=keys).values("person_id")
    rows = Person.objects.filter(pk__in=persons).values_list(
        "pk", "merged_into_id", "given_name", "family_name", "nickname"
    )
    for key, merged_into, given, family, nickname in rows:
        yield {key, merged_into} - {None}, naming.Known(given, family, nickname)
