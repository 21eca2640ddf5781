"""Lists of persons, narrowed and in order of their names."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.care.people.models import Household, Person, here
from khuang.care.people.rules import filters
from khuang.care.people.rules.ages import BAND_CODES, born_within
from khuang.care.people.rules.filters import Filter
from khuang.care.people.rules.properties import as_identifier
from khuang.ground.accounts.reads import scope_of


def people(actor: Any, narrowed: Filter, *, on: date, permission: str = "people.list") -> QuerySet[Person]:
    """Give the persons who live here and whom an actor may list, narrowed, in order of their names."""
    rows = scope_of(actor, permission).filter(Person.objects.filter(here()))
    rows = rows.filter(_places(narrowed), _seen(narrowed.last_seen, on))
    if narrowed.age_band:
        first, last = born_within(BAND_CODES[narrowed.age_band], on)
        rows = rows.filter(born_on__lte=last, **({"born_on__gte": first} if first else {}))
    return rows.select_related("village", "dwelling").order_by("sort_key", "pk")


def people_of(household: Household) -> QuerySet[Person]:
    """Give the persons of a household, also those who died or left."""
    return Person.objects.filter(household=household).order_by("sort_key", "pk")


def persons(keys: Iterable[UUID]) -> dict[UUID, Person]:
    """Give persons by their ids, which are those of the entities on the phones; unknown ones are left out."""
    return Person.objects.in_bulk(list(keys))


def _places(narrowed: Filter) -> Q:
    wanted = Q()
    if narrowed.village:
        wanted &= Q(village_id=as_identifier(narrowed.village))
    if narrowed.sex:
        wanted &= Q(sex="" if narrowed.sex == "unknown" else narrowed.sex)
    return wanted


def _seen(code: str, on: date) -> Q:
    if code == filters.NEVER_SEEN:
        return Q(last_seen_on=None)
    if since := filters.seen_since(code, on):
        return Q(last_seen_on__gte=since)
    if before := filters.unseen_since(code, on):
        return Q(last_seen_on__lt=before) | Q(last_seen_on=None)
    return Q()
