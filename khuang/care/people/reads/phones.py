"""The lists that phones carry: people and households of the homes that their holder is assigned to.

A label names and never judges: no need, no illness, no risk. ID numbers, phones
and exact places stay here.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from khuang.care.people.models import Household, Person, here
from khuang.care.people.reads.guarding import homes_withheld
from khuang.care.people.rules.properties import HOUSEHOLD, PERSON, REGISTRY_PROPERTIES
from khuang.ground.accounts.reads import scope_of

Row = tuple[UUID, str, int, dict[str, str]]


def registry_columns(list_name: str) -> tuple[str, ...]:
    """Give the properties that a form may save to a list."""
    return tuple(p.name for p in REGISTRY_PROPERTIES if p.list_name == list_name)


def phone_households(device: Any) -> Iterator[Row]:
    """Give the `household` list of a device."""
    homes = list(_own(device, Household.objects.filter(ended_on=None)))
    keys = [household.pk for household in homes]
    # Nor does its home's name leave with a phone, which may be that of the sealed person.
    sealed = Person.objects.filter(level=Person.Level.SEALED, household__in=keys).order_by()
    unnamed = homes_withheld(device, keys).union(sealed.values_list("household_id", flat=True))
    for household in homes:
        dwelling = household.dwelling
        if household.pk in unnamed:
            household.name = ""
        yield (
            household.pk,
            " ".join(filter(None, (dwelling.house_no, str(household.village or ""), household.name))) or "?",
            household.version,
            {
                "village": household.village.code if household.village else "",
                "community": dwelling.community,
                "house_no": dwelling.house_no,
                "household_name": household.name,
                "directions": dwelling.directions,
            },
        )


def phone_people(device: Any) -> Iterator[Row]:
    """Give the `person` list of a device."""
    # A sealed record stays here even for whoever is named: phones are lost.
    people = Person.objects.filter(here()).exclude(level=Person.Level.SEALED)
    for person in _own(device, people):
        yield person.pk, _label(person), person.version, _properties(person)


def _label(person: Person) -> str:
    named = f"{person} ({person.nickname})" if person.nickname else str(person)
    return f"{named} {person.dwelling.house_no}".strip() if person.dwelling else named


def _properties(person: Person) -> dict[str, str]:
    return {
        "title": person.title,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "nickname": person.nickname,
        "sex": person.sex,
        "birth_date": person.born_on.isoformat() if person.born_on else "",
        "birth_precision": person.born_precision,
        "languages": " ".join(person.languages),
        "household": str(person.household_id or ""),
    }


def _own(device: Any, rows: QuerySet) -> QuerySet:
    """Keep what belongs to the assigned homes: a lost phone never holds a whole village.

    A browser says by `permission` what its holder fills in, and by `about` the one person whose home
    they chose: then that home it is, if it lies where they may.
    """
    scope = scope_of(device, getattr(device, "permission", "surveys.submit"))
    if about := getattr(device, "about", None):
        home = Person.objects.filter(pk=about).values("dwelling_id")
        own = scope.filter(rows.filter(dwelling_id__in=home))
    else:
        own = scope.unguarded(rows.filter(dwelling_id__in=scope.homes))
    return own.select_related("dwelling", "village").order_by("pk")


LISTS = {HOUSEHOLD: phone_households, PERSON: phone_people}
