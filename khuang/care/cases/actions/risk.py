"""Whoever comes to high risk has a case; nothing closes by itself."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.cases.actions.numbering import next_number
from khuang.care.cases.models import Case
from khuang.care.cases.reads.lists import without_case
from khuang.care.cases.rules.deadlines import review_due
from khuang.care.people.models import Person
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import current
from khuang.ground.municipalities.writing import insert


class _Moved:
    """Whose class moved in this transaction; they are looked at together, just before the commit."""

    def __init__(self, at: datetime) -> None:
        self.persons: set[UUID] = set()
        self.at = at

    def __call__(self) -> None:
        open_for_high(self.persons, by=journal.SYSTEM, at=self.at)


def consider_risk(entry: Entry) -> None:
    """Follow risk.class-changed: one statement for everybody of a transaction, be it one home or all."""
    finishing = current().before_commit
    moved = next((one for one in finishing if isinstance(one, _Moved)), None)
    if moved is None:
        moved = _Moved(entry.at)
        # Before the journal's turn: everybody takes the lock of the numbers before that of the chain.
        finishing.insert(0, moved)
    moved.persons.add(entry.about_id)


@journal.action
def open_for_high(persons: Collection[UUID], *, by: Any, at: datetime) -> list[Case]:
    """Open a case in intake for each of these who is at high risk and has none. Journal: cases.opened."""
    found = list(
        without_case(Person.objects.filter(pk__in=list(persons)))
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
        .only("pk")
    )
    if not found:
        return []
    on = timezone.localdate(at)
    year, serial = next_number(on)
    cases = [
        Case(
            person=person,
            year=year,
            serial=serial + number,
            opened_because="risk",
            opened_at=at,
            opened_by_id=by.pk,
            review_on=review_due(on, first=True),
        )
        for number, person in enumerate(found)
    ]
    insert(cases)
    for case in cases:
        journal.write("cases.opened", by=by, about=case, at=at, also=[case.person_id])
    return cases


@journal.action
def open_for_everybody(*, by: Any, at: datetime) -> list[Case]:
    """Open a case for everybody at high risk who has none, as after this part of Khuang came in.

    Where the actor approves. Journal: cases.opened. Raises PermissionDenied.
    """
    if not may(by, "cases.approve"):
        raise PermissionDenied
    persons = without_case(scope_of(by, "cases.approve").filter(Person.objects.all()))
    return open_for_high(list(persons.values_list("pk", flat=True)), by=by, at=at)
