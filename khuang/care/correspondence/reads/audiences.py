"""Whom a broadcast is meant for, by which way each is reached, and what it would cost."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.care.correspondence.models import Broadcast
from khuang.care.correspondence.rules.audiences import Cost, Group, groups
from khuang.care.people.models import Person, here
from khuang.care.people.rules.ages import AgeBand, born_within
from khuang.ground.accounts.reads import scope_of
from khuang.ground.messaging.models import Contact, Route
from khuang.ground.messaging.reads import account_of, channel, channels, is_on

CALL, NOBODY, STOPPED = "call", "none", "stopped"


@dataclass(frozen=True)
class Reached:
    """By which way somebody is told: a channel's code, call, none or stopped; and in which language."""

    person: Person
    way: str
    language: str = "th"


def audience(account: Any, broadcast: Broadcast, *, on: date) -> QuerySet[Person]:
    """Give whom a broadcast is meant for, as far as an account may send to them."""
    group = groups()[broadcast.group]
    rows = scope_of(account, "correspondence.broadcast").filter(Person.objects.filter(here()))
    if broadcast.villages:
        rows = rows.filter(village_id__in=broadcast.villages)
    return rows.filter(_belongs(group, on)).order_by("pk")


def reached(people: Collection[Person], *, is_warning: bool) -> list[Reached]:
    """Say by which way each is told first.

    is_warning  who wants no invitations is called all the same
    """
    usable = {code: one for code, one in channels().items() if is_on(code)}
    routes = Route.objects.filter(party_id__in=[one.pk for one in people], until=None)
    by_person: dict[UUID, list[Route]] = {}
    for route in routes.select_related("contact").order_by("position", "pk"):
        if route.channel in usable:
            by_person.setdefault(route.party_id, []).append(route)
    return [_reached(one, by_person.get(one.pk, ()), usable, is_warning) for one in people]


def cost_of(ways: Iterable[str], *, now: bool) -> Cost:
    """Say what telling so many by these ways costs; without hurry, a chat's next answer carries it free."""
    counted = Counter(ways)
    account = account_of("line")
    limit, used, kept = _quota(account)
    return Cost(dict(counted), counted.get("line", 0) if now else 0, limit, used, kept)


def _quota(account: Any) -> tuple[int | None, int, int]:
    status = account.status if account else {}
    settings = account.settings if account else {}
    known = channel("line")
    usual = next((one.default for one in known.settings if one.code == "kept_back"), "0") if known else "0"
    kept = str(settings.get("kept_back", ""))
    return status.get("limit"), status.get("used") or 0, int(kept if kept.isdecimal() else usual or 0)


def _reached(person: Person, routes: Iterable[Route], usable: Any, is_warning: bool) -> Reached:
    wants_none = False
    for route in routes:
        contact = route.contact
        if not usable[route.channel].needs_address:
            return Reached(person, route.channel)
        if contact is None or contact.state != Contact.State.AGREED:
            continue
        if contact.stopped_at:
            wants_none = True
            continue
        return Reached(person, route.channel, contact.language)
    if wants_none and not is_warning:
        return Reached(person, STOPPED)
    return Reached(person, CALL if person.phone_hash else NOBODY)


def _belongs(group: Group, on: date) -> Q:
    wanted = _aged(group.least, group.most, on)
    if group.sex:
        wanted &= Q(sex=group.sex)
    if group.beside_least is not None or group.beside_most is not None:
        beside = Person.objects.filter(here(), _aged(group.beside_least, group.beside_most, on))
        wanted &= Q(household__in=beside.exclude(household=None).order_by().values("household"))
    if group.agreed:
        agreed = Route.objects.filter(until=None, contact__state=Contact.State.AGREED, channel="line")
        wanted &= Q(pk__in=agreed.order_by().values("party_id"))
    return wanted


def _aged(least: int | None, most: int | None, on: date) -> Q:
    if least is None and most is None:
        return Q()
    # Whose birth is not known belongs to no group of an age.
    first, last = born_within(AgeBand("", least or 0, most), on)
    return Q(born_on__lte=last, **({"born_on__gte": first} if first else {}))
