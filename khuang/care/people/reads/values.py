"""What a record says now and what somebody proposes instead, side by side in the reader's words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.care.people.models import CareRelation, Household, Membership, Person
from khuang.care.people.rules.cleaning import Ground
from khuang.care.people.rules.problems import Unclean
from khuang.care.people.rules.properties import BY_NAME, FULL_NAME
from khuang.ground.places.models import Village
from khuang.lib.coordinates import Place
from khuang.lib.thai_dates import PartialDate, format_date

Record = Household | Person

_CHOICES: Mapping[str, Any] = {
    "sex": Person.Sex,
    "birth_precision": Person.Precision,
    "relation": Membership.Relation,
    "carer_kind": CareRelation.Kind,
}


def present_in_words(record: Record, name: str) -> str:
    """Give what a record says now of a registry property; "" when nothing is known."""
    if name == FULL_NAME:
        return str(record)
    known = BY_NAME.get(("person" if isinstance(record, Person) else "household", name))
    if known is None:
        return ""
    find = _ELSEWHERE.get(known.field)
    return _in_words(known.field, find(record) if find else getattr(record, known.field))


def proposed_in_words(list_name: str, name: str, text: str, *, on: date) -> str:
    """Give a proposed text as the registry would read it; as it came in when it cannot be read."""
    known = BY_NAME.get((list_name, name))
    if known is None or not text:
        return text
    try:
        return _in_words(known.field, known.read(text, Ground(on=on, villages=_villages(known.field))))
    except Unclean:
        return text


def _villages(field: str) -> dict[str, UUID]:
    if field != "village":
        return {}
    rows = list(Village.objects.order_by().values_list("code", "moo", "pk"))
    return {str(moo): key for _code, moo, key in rows if moo} | {code: key for code, _moo, key in rows}


def _in_words(field: str, value: Any) -> str:
    if field in _CHOICES:
        return str(_CHOICES[field](value).label)
    if value is None or isinstance(value, bool):
        return {None: "", True: _("allowed"), False: _("refused")}[value]
    if isinstance(value, UUID):
        return _named(field, value)
    if isinstance(value, Person | Household):
        return _called(value)
    if isinstance(value, Place):
        return _position(value.lon, value.lat)
    if isinstance(value, PartialDate):
        return format_date(value.on, get_language(), precision=value.precision)
    if isinstance(value, date):
        return format_date(value, get_language())
    return " ".join(value) if isinstance(value, list | tuple) else str(value)


def _named(field: str, key: UUID) -> str:
    model: Any = {"village": Village, "household": Household, "carer": Person}[field]
    found = model.objects.filter(pk=key).first()
    return _called(found) if found else str(key)


def _called(found: Any) -> str:
    """Name a record that another one speaks of, but nobody who is guarded, not even by the home's name."""
    if isinstance(found, Person) and found.level != Person.Level.TEAM:
        return _("somebody whose record is guarded")
    if isinstance(found, Household) and found.people.exclude(level=Person.Level.TEAM).exists():
        return str(found.dwelling)
    return str(found)


def _position(lon: float, lat: float) -> str:
    """Write a position as phones show it: latitude first."""
    return f"{lat:.5f}, {lon:.5f}"


def _birth(person: Person) -> PartialDate | None:
    return PartialDate(person.born_on, person.born_precision) if person.born_on else None


def _relation(person: Person) -> str:
    now = person.memberships.filter(until=None).first()
    return now.relation if now else ""


def _carer(person: Person) -> CareRelation | None:
    return person.cared_for_by.filter(until=None).order_by("-since", "-pk").first()


def _consent(purpose: str) -> Callable[[Person], bool | None]:
    def find(person: Person) -> bool | None:
        newest = person.consents.filter(purpose=purpose).order_by("pk").last()
        return newest.holds if newest else None

    return find


def _stands(household: Household) -> str:
    point = household.dwelling.point
    return _position(*point.position) if point else ""


# Fields of a property that are not simply fields of the record.
_ELSEWHERE: Mapping[str, Callable[[Any], Any]] = {
    "community": lambda household: household.dwelling.community,
    "house_no": lambda household: household.dwelling.house_no,
    "directions": lambda household: household.dwelling.directions,
    "place": _stands,
    "birth": _birth,
    "birth_precision": lambda person: person.born_precision,
    "relation": _relation,
    "carer": lambda person: getattr(_carer(person), "carer", None),
    "carer_kind": lambda person: getattr(_carer(person), "kind", ""),
    "consent_sharing": _consent("sharing"),
    "consent_photograph": _consent("photograph"),
}
