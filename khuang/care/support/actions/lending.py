"""Lend equipment, take it back, repair it and write it off."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.care.support.models import EquipmentItem, Loan
from khuang.care.support.rules.benefit_problems import DayNotPossible, NotInStock, NotOnLoan, NumberTaken
from khuang.care.support.rules.lending import BROKEN, GOOD, LONGEST, READY, REPAIR
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

PERMISSION = "support.equipment"


@journal.action
def add_item(
    kind: str,
    number: str,
    *,
    name: str = "",
    given_by: str = "",
    condition: str = GOOD,
    by: Any,
    at: datetime,
) -> EquipmentItem:
    """Take an item into stock. Journal: support.item-added. Raises PermissionDenied or NumberTaken."""
    if not may(by, PERMISSION):
        raise PermissionDenied
    if EquipmentItem.objects.filter(number=number.strip()).exists():
        raise NumberTaken
    state = REPAIR if condition == BROKEN else READY
    made = EquipmentItem.objects.create(
        kind=kind,
        number=number.strip(),
        name=name.strip(),
        given_by=given_by.strip(),
        condition=condition,
        state=state,
        at=at,
        by_id=by.pk,
    )
    journal.write("support.item-added", by=by, about=made, at=at, kind=kind)
    return made


@journal.action
def change_item(
    item: EquipmentItem, state: str, condition: str, *, note: str = "", by: Any, at: datetime
) -> None:
    """Say how an item stands: ready, in repair, written off. Journal: support.item-changed.

    Raises PermissionDenied, and NotInStock while it is on loan, or when it is broken and called ready.
    """
    if not may(by, PERMISSION):
        raise PermissionDenied
    item = _locked(item)
    is_unsafe = state == READY and condition == BROKEN
    if is_unsafe or _is_lent(item):
        raise NotInStock
    item.state, item.condition, item.note = state, condition, note.strip()
    item.save(update_fields=["state", "condition", "note"])
    journal.write("support.item-changed", by=by, about=item, at=at, state=state)


@journal.action
def lend(item: EquipmentItem, person: Person, *, due_on: date, by: Any, at: datetime) -> Loan:
    """Hand an item to a person until a day. Journal: support.lent.

    Raises PermissionDenied, NotInStock, or DayNotPossible for a day that is past or too far away.
    """
    if not may(by, PERMISSION, person) or is_closed_to(by, person):
        raise PermissionDenied
    today = timezone.localdate(at)
    _check_due(due_on, today)
    item = _locked(item)
    if item.state != READY or _is_lent(item):
        raise NotInStock
    made = Loan.objects.create(item=item, person=person, since=today, due_on=due_on, at=at, by_id=by.pk)
    journal.write("support.lent", by=by, about=person, at=at, loan=made.pk)
    return made


@journal.action
def extend(loan: Loan, *, due_on: date, by: Any, at: datetime) -> None:
    """Lend longer. Journal: support.loan-extended. Raises PermissionDenied, NotOnLoan, DayNotPossible."""
    loan = _open_loan(loan, by)
    _check_due(due_on, timezone.localdate(at))
    loan.due_on = due_on
    loan.save(update_fields=["due_on"])
    journal.write("support.loan-extended", by=by, about=loan.person or loan.item, at=at, loan=loan.pk)


@journal.action
def take_back(loan: Loan, *, condition: str, by: Any, at: datetime) -> None:
    """Take an item back; what is broken goes to repair. Journal: support.returned.

    Raises PermissionDenied, or NotOnLoan when it came back already.
    """
    loan = _open_loan(loan, by)
    loan.returned_on, loan.condition, loan.returned_by_id = timezone.localdate(at), condition, by.pk
    loan.save()
    item = _locked(loan.item)
    item.condition = condition
    if condition == BROKEN:
        item.state = REPAIR
    item.save(update_fields=["condition", "state"])
    journal.write("support.returned", by=by, about=loan.person or item, at=at, loan=loan.pk)


def _locked(item: EquipmentItem) -> EquipmentItem:
    return EquipmentItem.objects.select_for_update(of=("self",)).get(pk=item.pk)


def _is_lent(item: EquipmentItem) -> bool:
    return Loan.objects.filter(item=item, returned_on=None).exists()


def _open_loan(loan: Loan, by: Any) -> Loan:
    found = Loan.objects.select_for_update(of=("self",)).filter(pk=loan.pk).first()
    if found is None or not may(by, PERMISSION, found):
        raise PermissionDenied
    if found.returned_on is not None:
        raise NotOnLoan
    return found


def _check_due(due_on: date, today: date) -> None:
    if not today <= due_on <= today + LONGEST:
        raise DayNotPossible
