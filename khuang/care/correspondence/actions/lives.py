"""Ways follow the record: of whoever was merged, or made two again.

Of whoever is erased, ways and messages go in `messaging`; what this app holds goes with the person.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from khuang.care.correspondence.actions.routes import open_route, open_routes
from khuang.care.people.models import MergeEvent
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.messaging.models import Route
from khuang.ground.messaging.rules.parties import Party


def join_merged(entry: Entry) -> None:
    """Follow people.merged: the ways of the merged record lead to the one that speaks for it.

    Journal: correspondence.ways-joined.
    """
    for merged in _also(entry):
        routes = list(open_routes(Party(merged, "person")))
        for one in routes:
            _move(one, entry.about_id, entry.at)
        if routes:
            _note("ways-joined", entry, routes)


def part_split(entry: Entry) -> None:
    """Follow people.split: what a merge brought goes back. Journal: correspondence.ways-parted."""
    event = MergeEvent.objects.filter(pk=entry.references.get("merge")).first()
    if event is None:
        return
    ended = list(Route.objects.filter(party_id=event.merged_id, until=event.at))
    for one in ended:
        there = Route.objects.filter(
            party_id=event.survivor_id,
            channel=one.channel,
            contact=one.contact_id,
            since=event.at,
            until=None,
        )
        # Only what is there still: what was ended meanwhile stays ended.
        if there.update(until=entry.at):
            _open(one, event.merged_id, entry.at)
    if ended:
        _note("ways-parted", entry, ended)


def _move(route: Route, to: UUID, at: datetime) -> None:
    _open(route, to, at)
    Route.objects.filter(pk=route.pk).update(until=at)


def _open(route: Route, whose: UUID, at: datetime) -> None:
    party = Party(whose, "person")
    open_route(party, route.channel, route.contact, helper_name=route.helper_name, by=journal.SYSTEM, at=at)


def _also(entry: Entry) -> list[UUID]:
    return [UUID(key) for key in entry.references.get("also", ())]


def _note(event: str, entry: Entry, routes: Collection[Any]) -> None:
    also = [entry.about_id, *_also(entry)]
    journal.write(
        f"correspondence.{event}", by=journal.SYSTEM, about=None, at=entry.at, also=also, count=len(routes)
    )
