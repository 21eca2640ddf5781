"""Households and the dwellings that they live in, as an intake fills them."""

from typing import Any
from uuid import UUID

from khuang.care.people.actions.slate import Slate
from khuang.care.people.models import Dwelling, Household, Person
from khuang.care.people.rules.properties import Cleaned
from khuang.ground.journal import actions as journal
from khuang.ground.places.actions import point as point_at
from khuang.ground.places.models import Point
from khuang.lib.coordinates import Place

_ADDRESS = ("village", "house_no")
_OF_DWELLING = ("community", "directions")


def begin(slate: Slate, key: UUID, cleaned: Cleaned) -> Household:
    """Begin a household, in the home that already has its number or in a new one."""
    day = slate.source.day
    village, house_no = cleaned.fields.get("village"), cleaned.fields.get("house_no", "")
    dwelling = _home_with(slate, village, house_no) or _new_home(slate, village, house_no)
    return slate.add(
        Household(
            pk=key, dwelling=dwelling, village_id=dwelling.village_id, known_from=day, last_seen_on=None
        )
    )


def _home_with(slate: Slate, village: UUID | None, house_no: str) -> Dwelling | None:
    """Find the home with a number: several families may share it."""
    if village is None or not house_no:
        return None
    for new in slate.new[Dwelling]:
        if (new.village_id, new.house_no) == (village, house_no):
            return new
    # A list names hundreds of homes; they are asked for together.
    if house_no in slate.numbers and village in slate.ground.villages.values():
        return slate.homes_there.get((village, house_no))
    homes = Dwelling.objects.filter(village_id=village, house_no=house_no, gone_on=None)
    return homes.order_by("pk").first()


def _new_home(slate: Slate, village: UUID | None, house_no: str) -> Dwelling:
    return slate.add(Dwelling(village_id=village, house_no=house_no, known_from=slate.source.day))


def fill(slate: Slate, household: Household, fields: dict[str, Any]) -> None:
    """Give a household what was said about it; the address belongs to its dwelling."""
    own = {name: fields[name] for name in ("name", "ended_on") if name in fields}
    slate.put(household, **own)
    _settle(slate, household, fields)
    dwelling = household.dwelling
    slate.put(dwelling, **{name: fields[name] for name in _OF_DWELLING if name in fields})
    if fields.get("place"):
        _stand(slate, dwelling, fields["place"])


def _settle(slate: Slate, household: Household, fields: dict[str, Any]) -> None:
    """Follow a changed address: a home without a number gets it, otherwise the household moves."""
    home = household.dwelling
    village: UUID | None = fields.get("village", home.village_id)
    house_no: Any = fields.get("house_no", home.house_no)
    if (village, house_no) == (home.village_id, home.house_no):
        return
    other = _home_with(slate, village, house_no)
    if other is None and (not home.house_no or not house_no):
        slate.put(home, village_id=village, house_no=house_no)
        other = home
    other = other or _new_home(slate, village, house_no)
    slate.put(household, dwelling_id=other.pk, village_id=other.village_id)
    household.dwelling = other
    _bring_along(slate, household)


def _bring_along(slate: Slate, household: Household) -> None:
    """Let everyone of the household be found at its new address."""
    if slate.is_new(household):
        return
    everyone = Person.objects.filter(household=household)
    known = {key: record for key, record in slate.records.items() if isinstance(record, Person)}
    for person in everyone.exclude(pk__in=known) if known else everyone:
        slate.put(person, dwelling_id=household.dwelling_id, village_id=household.village_id)
    for person in known.values():
        if person.household_id == household.pk:
            slate.put(person, dwelling_id=household.dwelling_id, village_id=household.village_id)


def _stand(slate: Slate, dwelling: Dwelling, place: Place) -> None:
    """Put a home on the map. The point it had before stays in the table, dated."""
    source = slate.source
    point: Point = point_at(
        place.lon,
        place.lat,
        accuracy_m=place.accuracy_m,
        source="phone" if source.submission_id else "map",
        captured_at=source.at,
        by=journal.SYSTEM,
    )
    point.by_id = source.by_id
    slate.put(dwelling, point_id=slate.add(point).pk)
