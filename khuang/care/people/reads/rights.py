"""Requests about people's data: what is open, what is overdue, and what was erased."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from khuang.care.people.models import Erasure, LegalHold, Person, RightsRequest
from khuang.ground.accounts.reads import may, scope_of

LATEST = 100  # erasures that the page shows


def open_requests(actor: Any) -> QuerySet[RightsRequest]:
    """Give the open requests that an actor may answer, those due first at the top."""
    rows = RightsRequest.objects.filter(state=RightsRequest.State.OPEN).select_related("person")
    return scope_of(actor, "people.rights").filter(rows)


def overdue(actor: Any, *, on: date) -> int:
    """Count the open requests whose last day for an answer is past."""
    return open_requests(actor).filter(due_on__lt=on).count()


def requests_of(person: Person) -> QuerySet[RightsRequest]:
    """Give every request about one person's data, newest first."""
    return RightsRequest.objects.filter(person=person).order_by("-received_on", "-pk")


def restricted(actor: Any) -> QuerySet[Person]:
    """Give the people whose data may not be used now, where an actor answers requests."""
    rows = Person.objects.exclude(restricted_at=None)
    return scope_of(actor, "people.rights").filter(rows).order_by("sort_key", "pk")


def open_erasures(actor: Any) -> QuerySet[Erasure]:
    """Give the erasures that wait for a decision of an actor."""
    rows = Erasure.objects.filter(decided_at=None).select_related("person")
    return scope_of(actor, "people.erase").filter(rows)


def erasures_done() -> QuerySet[Erasure]:
    """Give the newest erasures; they name nobody any more."""
    return Erasure.objects.exclude(done_at=None).order_by("-done_at", "-pk")[:LATEST]


def hold_of(person: Person) -> LegalHold | None:
    """Give the order to keep a person's data, if there is one now."""
    return LegalHold.objects.filter(person=person, lifted_at=None).first()


def is_closed_to(actor: Any, record: Any) -> bool:
    """Say whether it is a person whose data are restricted, and the actor does not answer requests."""
    restricted = getattr(record, "restricted_at", None) is not None
    return restricted and not may(actor, "people.rights", record)
