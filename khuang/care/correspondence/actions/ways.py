"""Say by which ways somebody is reached, in which order, and who helps them with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.care.correspondence.actions.routes import (
    close_route,
    contact_at,
    open_route,
    open_routes,
    put_in_order,
)
from khuang.care.correspondence.models import LineChoice, LinkCode, Supporter
from khuang.care.correspondence.rules.addresses import read_address
from khuang.care.correspondence.rules.problems import HelpsAlready, NoSuchChannel, NotWaiting, WayTaken
from khuang.care.people.models import Person
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.messaging.models import Route
from khuang.ground.messaging.reads import channel as channel_named
from khuang.ground.messaging.rules.parties import Party

BY_HAND = ("call", "visit", "sms", "email")


def person_party(person: Person) -> Party:
    """Give a person as `messaging` knows them."""
    return Party(person.pk, "person")


@journal.action
def add_way(person: Person, channel: str, *, address: str = "", by: Any, at: datetime) -> Route:
    """Add a way, at the end of the list. Journal: correspondence.way-added.

    address  telephone for SMS, e-mail address; none for a call or a visit: the record has the number
    Raises PermissionDenied, NoSuchChannel, WrongAddress, WayTaken.
    """
    _ask_leave(by, person)
    found = channel_named(channel)
    if channel not in BY_HAND or found is None:
        raise NoSuchChannel
    contact = contact_at(channel, read_address(channel, address), at=at) if found.needs_address else None
    party = person_party(person)
    if (channel, contact and contact.pk) in {(one.channel, one.contact_id) for one in open_routes(party)}:
        raise WayTaken
    route = open_route(party, channel, contact, by=by, at=at)
    journal.write(
        "correspondence.way-added", by=by, about=person, at=at, channel=channel, route=str(route.pk)
    )
    return route


@journal.action
def move_way(person: Person, route: Route, *, up: bool, by: Any, at: datetime) -> None:
    """Try a way one place earlier or later. Journal: correspondence.ways-ordered.

    Raises PermissionDenied, NotWaiting when it has ended meanwhile.
    """
    _ask_leave(by, person)
    ways = list(open_routes(person_party(person)))
    place = next((n for n, one in enumerate(ways) if one.pk == route.pk), None)
    if place is None:
        raise NotWaiting
    other = place - 1 if up else place + 1
    if 0 <= other < len(ways):
        ways[place], ways[other] = ways[other], ways[place]
    put_in_order(ways)
    order = [one.channel for one in ways]
    journal.write("correspondence.ways-ordered", by=by, about=person, at=at, channels=order)


@journal.action
def end_way(person: Person, route: Route, *, by: Any, at: datetime) -> None:
    """End a way; it stays in the history. Journal: correspondence.way-ended. Raises PermissionDenied."""
    _ask_leave(by, person)
    if route.party_id != person.pk:
        raise PermissionDenied
    close_route(route, at=at)
    put_in_order(open_routes(person_party(person)))
    journal.write("correspondence.way-ended", by=by, about=person, at=at, channel=route.channel)


@journal.action
def add_helper(person: Person, said: Mapping[str, Any], *, by: Any, at: datetime) -> Supporter:
    """Note who helps somebody with messages; a telephone becomes a way at once.

    said  name, relation, phone
    Journal: correspondence.helper-added. Raises PermissionDenied, WrongAddress, HelpsAlready.
    """
    _ask_leave(by, person)
    name = said["name"].strip()
    if any(one.name == name for one in Supporter.objects.filter(person=person, until=None)):
        raise HelpsAlready
    phone = read_address("sms", said["phone"]) if said.get("phone") else None
    helper = Supporter.objects.create(
        person=person, name=name, relation=said["relation"], phone=phone, since=at, by_id=by.pk
    )
    if phone:
        party = person_party(person)
        open_route(party, "call", contact_at("call", phone, at=at), helper_name=name, by=by, at=at)
    journal.write("correspondence.helper-added", by=by, about=helper, at=at, also=[person.pk])
    return helper


@journal.action
def end_helper(helper: Supporter, *, by: Any, at: datetime) -> None:
    """Let somebody help no more: their ways and codes end. Journal: correspondence.helper-ended.

    Raises PermissionDenied.
    """
    _ask_leave(by, helper.person)
    Supporter.objects.filter(pk=helper.pk, until=None).update(until=at)
    LinkCode.objects.filter(helper=helper, used_at=None, closed_at=None).update(closed_at=at)
    party = person_party(helper.person)
    for route in open_routes(party):
        if route.is_helper and route.helper_name == helper.name:
            close_route(route, at=at)
    put_in_order(open_routes(party))
    journal.write("correspondence.helper-ended", by=by, about=helper, at=at, also=[helper.person_id])


@journal.action
def choose_line(person: Person, route: Route, *, by: Any, at: datetime) -> None:
    """Say to which of a person's own LINE accounts messages go; the others stay and still count.

    Journal: correspondence.line-chosen. Raises PermissionDenied, NotWaiting.
    """
    _ask_leave(by, person)
    ways = list(open_routes(person_party(person)))
    own = [one for one in ways if one.channel == "line" and not one.is_helper]
    chosen = next((one for one in own if one.pk == route.pk), None)
    if chosen is None:
        raise NotWaiting
    # The chosen one takes the place of the first of them, the others follow it.
    first = ways.index(own[0])
    rest = [one for one in ways if one.pk != chosen.pk]
    put_in_order([*rest[:first], chosen, *rest[first:]])
    LineChoice.objects.create(person=person, contact_id=chosen.contact_id, at=at, by_id=by.pk)
    journal.write("correspondence.line-chosen", by=by, about=person, at=at, route=str(chosen.pk))


def _ask_leave(by: Any, person: Person) -> None:
    if not may(by, "correspondence.contacts", person):
        raise PermissionDenied
