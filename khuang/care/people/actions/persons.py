"""Persons, as an intake fills them."""

from datetime import date
from typing import Any
from uuid import UUID

from khuang.care.people.actions.slate import Slate
from khuang.care.people.models import Person
from khuang.care.people.rules.problems import Problem
from khuang.care.people.rules.properties import Cleaned, required_problems
from khuang.ground.municipalities.fields import keyed_hash
from khuang.lib import thai_names
from khuang.lib.thai_dates import PartialDate

_PLAIN = ("title", "given_name", "family_name", "nickname", "sex", "left_on")
_NAME = {"given_name", "family_name"}
# What ties a person to others is tied when everyone is at hand.
TIES = ("household", "relation", "carer", "carer_kind", "consent_sharing", "consent_photograph")


def begin(slate: Slate, key: UUID, cleaned: Cleaned) -> Person:
    """Begin a person; one without a name is registered all the same, and looked at."""
    cleaned.problems.extend(required_problems(cleaned.fields))
    person = Person(pk=key, known_from=slate.source.day, sort_key=thai_names.sort_key("", ""))
    if "sex" not in cleaned.fields:
        person.sex = thai_names.sex_of_title(cleaned.fields.get("title", ""))
    return slate.add(person)


def fill(slate: Slate, person: Person, fields: dict[str, Any]) -> None:
    """Give a person what was said about them."""
    slate.put(person, **{name: fields[name] for name in _PLAIN if name in fields})
    if _NAME & fields.keys():
        slate.put(person, sort_key=thai_names.sort_key(person.given_name, person.family_name))
    if "birth" in fields:
        _born(slate, person, fields["birth"])
    if "languages" in fields:
        slate.put(person, languages=list(fields["languages"]))
    for name in ("national_id", "phone"):
        if name in fields:
            _seal(slate, person, name, fields[name])
    if "died_on" in fields:
        _died(slate, person, fields["died_on"])
    tied = {name: fields[name] for name in TIES if name in fields}
    if tied:
        slate.ties.setdefault(person, {}).update(tied)


def _born(slate: Slate, person: Person, birth: PartialDate | None) -> None:
    slate.put(
        person,
        born_on=birth.on if birth else None,
        born_precision=birth.precision if birth else Person.Precision.UNKNOWN,
    )


def _seal(slate: Slate, person: Person, name: str, value: str | None) -> None:
    """Keep a value sealed, with the hash that finds it."""
    found_by = keyed_hash(value, name) if value else None
    slate.put(person, **{name: value, f"{name}_hash": found_by})


def ask_whose_number(slate: Slate) -> None:
    """Ask about an ID number that another living person has too; it is kept all the same.

    One statement, and only when somebody got a number.
    """
    at_hand = [
        one
        for one in slate.records.values()
        if isinstance(one, Person) and one.national_id_hash and one.merged_into_id is None
    ]
    given = [one for one in at_hand if _got_number(slate, one)]
    if not given:
        return
    numbers = {bytes(one.national_id_hash) for one in given}
    elsewhere = Person.objects.filter(national_id_hash__in=numbers, died_on=None, merged_into=None).exclude(
        pk__in=list(slate.records)
    )
    holders = set(elsewhere.order_by().values_list("pk", "national_id_hash"))
    holders |= {(one.pk, one.national_id_hash) for one in at_hand if one.died_on is None}
    for person in given:
        number = bytes(person.national_id_hash)
        if any(key != person.pk and bytes(other) == number for key, other in holders):
            slate.worry_about(person, Problem("id_shared", "national_id"))


def _got_number(slate: Slate, person: Person) -> bool:
    return slate.is_new(person) or "national_id_hash" in slate.touched.get(person, ())


def _died(slate: Slate, person: Person, died_on: date | None) -> None:
    if died_on and person.born_on and died_on < person.born_on:
        slate.worry_about(person, Problem("death_before_birth", "died_on", died_on.isoformat()))
        return
    slate.put(person, died_on=died_on)
