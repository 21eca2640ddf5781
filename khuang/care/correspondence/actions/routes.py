"""Open and close ways to somebody; used by the actions of this app, which write the journal."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from khuang.ground.messaging.models import Contact, Route
from khuang.ground.messaging.reads import address_hash
from khuang.ground.messaging.rules.parties import Party


def contact_at(channel: str, address: str, *, at: datetime) -> Contact:
    """Give the contact at an address that we know ourselves, such as a telephone; make it when it is new.

    Whoever gives us their number to be reached by it agrees to that.
    """
    made, _new = Contact.objects.get_or_create(
        channel=channel,
        address_hash=address_hash(channel, address),
        defaults={"address": address, "state": Contact.State.AGREED, "agreed_at": at, "since": at},
    )
    return made


def open_routes(party: Party) -> Sequence[Route]:
    """Give the ways to somebody that hold now, the first to be tried first, locked."""
    rows = Route.objects.filter(party_id=party.id, until=None).select_for_update(of=("self",))
    return list(rows.order_by("position", "pk"))


def open_route(
    party: Party,
    channel: str,
    contact: Contact | None,
    *,
    helper_name: str | None = None,
    by: Any,
    at: datetime,
) -> Route:
    """Give the way of somebody by a channel and contact; it comes last when it is new."""
    there = open_routes(party)
    for one in there:
        if one.channel == channel and one.contact_id == (contact and contact.pk):
            return one
    return Route.objects.create(
        party_id=party.id,
        party_kind=party.kind,
        channel=channel,
        contact=contact,
        position=max((one.position for one in there), default=-1) + 1,
        is_helper=helper_name is not None,
        helper_name=helper_name,
        since=at,
        by_id=by.pk,
    )


def put_in_order(routes: Sequence[Route]) -> None:
    """Keep an order of ways, the first to be tried first."""
    for position, one in enumerate(routes):
        if one.position != position:
            Route.objects.filter(pk=one.pk).update(position=position)


def close_route(route: Route, *, at: datetime) -> None:
    """End a way; it stays in the history."""
    Route.objects.filter(pk=route.pk, until=None).update(until=at)
