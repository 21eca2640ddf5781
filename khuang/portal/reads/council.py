"""Councils as anyone reads them: agenda, scores with reasons, interests, resolutions with dissent."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from khuang.civic.council import reads
from khuang.civic.council.models import Council, Item, Meeting, Resolution, Round
from khuang.civic.council.rules.criteria import of_rows
from khuang.civic.issues.reads import path_of
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.indicators.reads import kind_names
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality

SOME = 50


def councils(municipality: Municipality) -> list[tuple[Council, int, Meeting | None]]:
    """Give the councils with the number of their seats and their next meeting."""
    now = timezone.now()
    today = timezone.localdate(now)
    with within(municipality):
        return [
            (one, reads.seats(one, on=today).count(), reads.coming(one, at=now)) for one in reads.councils()
        ]


def council(municipality: Municipality, key: UUID) -> dict[str, Any] | None:
    """Give one council: seats, meetings, rounds, items, resolutions, criteria."""
    with within(municipality):
        found = Council.objects.filter(pk=key).first()
        if found is None:
            return None
        criteria, newest = reads.criteria(found)
        return {
            "council": found,
            "seats": list(reads.seats(found, on=timezone.localdate())),
            "meetings": list(reads.meetings(found).exclude(state="cancelled")[:SOME]),
            "rounds": list(reads.rounds(found)[:SOME]),
            "items": list(reads.open_items(found)),
            "resolutions": list(reads.resolutions(found)[:SOME]),
            "criteria": criteria,
            "newest": newest,
        }


def meeting(municipality: Municipality, key: UUID) -> dict[str, Any] | None:
    """Give one meeting with its agenda, who came and what was resolved."""
    with within(municipality):
        found = Meeting.objects.select_related("council").filter(pk=key).first()
        if found is None:
            return None
        return {"meeting": found, "entries": reads.agenda(found), "attendance": reads.attendance(found)}


def item(municipality: Municipality, key: UUID) -> dict[str, Any] | None:
    """Give one item with its interests, rounds, meetings, resolution and path."""
    with within(municipality):
        found = Item.objects.select_related("council", "village", "into").filter(pk=key).first()
        if found is None:
            return None
        return {
            "item": found,
            "kind": kind_names().get(found.kind, ""),
            "cited": reads.cited(found),
            "interests": list(found.interests.select_related("seat__organization")),
            "rounds": [row.round for row in found.rounds.select_related("round")],
            "meetings": [one.meeting for one in found.entries.select_related("meeting")],
            "resolution": found.resolutions.first(),
            "path": path_of(Node("item", found.pk), municipality.slug),
        }


def round_(municipality: Municipality, key: UUID) -> dict[str, Any] | None:
    """Give one round: while it is open what is asked, afterwards every score with its reason."""
    with within(municipality):
        found = Round.objects.select_related("council", "criteria").filter(pk=key).first()
        if found is None:
            return None
        return {
            "round": found,
            "rows": reads.scrutiny(found),
            "counts": reads.counts(found),
            "turnout": reads.turnout(found),
            "criteria": of_rows(found.criteria.criteria),
        }


def resolution(municipality: Municipality, key: UUID) -> dict[str, Any] | None:
    """Give one resolution with its votes and its dissent."""
    with within(municipality):
        rows = Resolution.objects.select_related("item__council", "item__village", "meeting__council")
        found = rows.filter(pk=key).first()
        if found is None:
            return None
        given = reads.resolved(found)
        path = path_of(Node("resolution", found.pk), municipality.slug)
        return given | {"interests": list(given["interests"]), "path": path}
