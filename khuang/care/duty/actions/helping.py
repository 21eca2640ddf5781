"""What people of ours say about an alert that climbs: that they cannot, or what came of a call to them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from khuang.care.duty.actions.climbing import step
from khuang.care.duty.models import Climb, Told
from khuang.care.duty.rules.ladder import HEAD
from khuang.care.duty.rules.problems import MovedOn
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

# Whoever said so, or was not reached, is nobody on whom to wait.
_OUT = (Told.Result.CANNOT, Told.Result.NOT_REACHED)


@journal.action
def say_cannot(climb: Climb, *, by: Any, at: datetime) -> Climb:
    """Say that one cannot look after it; without anybody else on the rung the next is told at once.

    Journal: duty.cannot, duty.told. Raises MovedOn, PermissionDenied.
    """
    climb = _locked(climb, by, "cases.acknowledge")
    rows = climb.told.filter(account=by, result="")
    rows.update(result=Told.Result.CANNOT, result_at=at, result_by_id=by.pk)
    _note("cannot", climb, by, at)
    return _pass_on(climb, at)


@journal.action
def note_call(told: Told, *, reached: bool, by: Any, at: datetime) -> Climb:
    """Say whether somebody who was telephoned was reached; whom nobody reaches is passed over.

    Journal: duty.called, duty.told. Raises MovedOn, PermissionDenied.
    """
    climb = _locked(told.climb, by, "cases.alerts")
    result = Told.Result.REACHED if reached else Told.Result.NOT_REACHED
    if not Told.objects.filter(pk=told.pk, result="").update(result=result, result_at=at, result_by_id=by.pk):
        raise MovedOn
    _note("called", climb, by, at, [told.account_id], said=result)
    return climb if reached else _pass_on(climb, at)


def _pass_on(climb: Climb, at: datetime) -> Climb:
    """Tell the next rung at once when nobody is left on this one; above the head nobody stands."""
    rows = climb.told.filter(rung=climb.rung, round=climb.round)
    out = set(rows.filter(result__in=_OUT).values_list("account_id", flat=True))
    left = set(rows.values_list("account_id", flat=True)) - out - {None}
    return climb if left or climb.rung == HEAD else step(climb, at=at, at_once=True)


def _locked(climb: Climb, by: Any, permission: str) -> Climb:
    rows = Climb.objects.select_for_update(of=("self",)).select_related("alert__person", "stray")
    found = rows.get(pk=climb.pk)
    if not may(by, permission, found):
        raise PermissionDenied
    if found.stopped_at is not None:
        raise MovedOn
    return found


def _note(event: str, climb: Climb, by: Any, at: datetime, also: Any = (), **reference: object) -> None:
    about: list[UUID] = [climb.alert_id, climb.alert.person_id] if climb.alert else [climb.stray_id]
    journal.write(f"duty.{event}", by=by, about=climb, at=at, also=[*about, *also], **reference)
