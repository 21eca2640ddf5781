"""The people of the registry of whom rows may speak, loaded for many rows at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from khuang.care.people.actions.said import fields_of
from khuang.care.people.models import Person
from khuang.care.people.rules.imports.matching import Known
from khuang.care.people.rules.imports.rows import Row
from khuang.ground.accounts.reads import scope_of
from khuang.ground.municipalities.fields import keyed_hash
from khuang.lib.thai_names import sort_key

Home = tuple[UUID | None, str]


@dataclass
class Memory:
    """People found so far, by ID number and by name.

    persons  those of the registry
    """

    by_number: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    persons: dict[UUID, Person] = field(default_factory=dict)

    def add(self, known: Known) -> None:
        """Remember somebody."""
        if known.values.get("national_id"):
            self.by_number[known.values["national_id"]].append(known)
        self.by_name[name_key(known.values)].append(known)

    def load(self, rows: Iterable[Row]) -> None:
        """Load whoever has a number or a name of these rows; two statements, whatever their number."""
        numbers = {row.values["national_id"] for row in rows if row.values.get("national_id")}
        names = {name_key(row.values) for row in rows}
        hashes = [keyed_hash(number, "national_id") for number in numbers]
        found = Person.objects.filter(Q(national_id_hash__in=hashes) | Q(sort_key__in=names))
        people = list(found.select_related("dwelling").order_by("pk"))
        # A record that was merged stands for the one that speaks for it.
        survivors = {one.merged_into_id for one in people if one.merged_into_id}
        rows_of_survivors = Person.objects.filter(pk__in=survivors).select_related("dwelling")
        speaking = {one.pk: one for one in rows_of_survivors.order_by("pk")} if survivors else {}
        for person in {speaking.get(one.merged_into_id, one).pk: speaking.get(one.merged_into_id, one)
                       for one in people}.values():  # fmt: skip
            if person.pk not in self.persons:
                self.persons[person.pk] = person
                self.add(Known(person.pk, fields_of(person), home_of(person)))


def name_key(values: Any) -> str:
    """Give the order of a name, by which the registry finds exactly this name."""
    return sort_key(values.get("given_name", ""), values.get("family_name", ""))


def home_of(person: Person) -> Home:
    """Give the village and house number where a person lives."""
    home = person.dwelling
    return (home.village_id, home.house_no) if home else (None, "")


def is_guarded(person: Person, by: Any) -> bool:
    """Say whether nothing of a record may be changed by a list: guarded from `by`, or not to be used."""
    return person.restricted_at is not None or not scope_of(by, "people.import").opens(person)
