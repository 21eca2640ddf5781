"""What somebody at a desk changes: it goes the same way as a survey."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.people.actions.intake import take_in_proposals, write_journal
from khuang.care.people.actions.slate import Slate
from khuang.care.people.actions.source import Source
from khuang.care.people.models import Attention, Change, Household, Person
from khuang.care.people.reads.rights import is_closed_to
from khuang.care.people.rules.merging import Proposal
from khuang.care.people.rules.problems import Problem
from khuang.care.people.rules.properties import HOUSEHOLD, LISTS, PERSON
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.journal import actions as journal


@journal.action
def register(
    person: Mapping[str, str], household: Mapping[str, str] | UUID, *, by: Any, at: datetime
) -> Person:
    """Register a person, in a household that is there (its id) or in a new one (its properties).

    Journal: people.registered. Raises PermissionDenied outside the actor's places.
    """
    _allow_home(household, by)
    # Version 4, as ODK wants the ids of entities.
    home = household if isinstance(household, UUID) else uuid4()
    proposals = [Proposal(PERSON, uuid4(), True, False, dict(person) | {"household": str(home)})]
    if not isinstance(household, UUID):
        proposals.insert(0, Proposal(HOUSEHOLD, home, True, False, dict(household)))
    slate = _take_in(proposals, by, at)
    return slate.new[Person][0]


@journal.action
def correct(
    record: Person | Household, properties: Mapping[str, str], *, version: int, by: Any, at: datetime
) -> list[Problem]:
    """Correct a person or household by registry properties; give what must be looked at now.

    What waited for somebody to correct it is settled.

    version   the one that was on the screen; what others changed since is not overwritten
    Journal: people.changed, people.settled. Raises PermissionDenied, also for whose data are restricted.
    """
    if not may(by, "people.change", record) or is_closed_to(by, record):
        raise PermissionDenied
    list_name = PERSON if isinstance(record, Person) else HOUSEHOLD
    slate = _take_in([Proposal(list_name, record.pk, False, True, dict(properties), version)], by, at)
    problems = [problem for _, problem in slate.doubts]
    right = set(properties) - {problem.name for problem in problems}
    for item in Attention.objects.filter(record_id=record.pk, property__in=right, settled_at=None):
        _close(item, by, at, taken=False)
    return problems


@journal.action
def settle(item: Attention, *, take: bool, by: Any, at: datetime) -> None:
    """Settle what needed attention: take the value that was kept aside, or leave the record as it is.

    Journal: people.settled, and people.changed when it is taken. Raises PermissionDenied.
    """
    if not may(by, "people.change", item):
        raise PermissionDenied
    _close(item, by, at, taken=take)
    if take and item.property and item.list_name in LISTS:
        texts = {item.property: item.proposed or ""}
        _take_in([Proposal(item.list_name, item.record_id, False, True, texts)], by, at)


def by_hand(by_kind: str, by_id: UUID | None, at: datetime) -> Source:
    """Say that a change comes from a desk."""
    return Source(by_kind=by_kind, by_id=by_id, at=at, on=timezone.localdate(at))


def proposal_of(change: Change) -> Proposal:
    """Say a change of a desk again, for a replay."""
    is_new = change.is_creation
    return Proposal(
        change.list_name, change.record_id, is_new, not is_new, change.values, change.base_version
    )


def _close(item: Attention, by: Any, at: datetime, *, taken: bool) -> None:
    item.settled_at, item.settled_by_id = at, by.pk
    item.save(update_fields=["settled_at", "settled_by_id"])
    journal.write("people.settled", by=by, about=item, at=at, also=[item.record_id], taken=taken)


def _take_in(proposals: list[Proposal], by: Any, at: datetime) -> Slate:
    slate = take_in_proposals(proposals, by_hand(by._meta.model_name, by.pk, at))
    write_journal(slate, by, at)
    return slate


def _allow_home(household: Mapping[str, str] | UUID, by: Any) -> None:
    """Refuse to register outside the actor's places; a new home needs a role for a whole place."""
    if isinstance(household, UUID):
        allowed = may(by, "people.change", Household.objects.get(pk=household))
    else:
        scope = scope_of(by, "people.change")
        allowed = scope.everywhere or bool(scope.villages)
    if not allowed:
        raise PermissionDenied
