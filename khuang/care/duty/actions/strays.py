"""A call for help of somebody unknown: raised, looked after, linked to a person, settled."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from khuang.care.cases import actions as cases
from khuang.care.cases.models import Alert
from khuang.care.cases.rules.deadlines import alert_due
from khuang.care.duty.actions.climbing import put_on_ladder, stop
from khuang.care.duty.models import Climb, Cry, Stray
from khuang.care.duty.reads.cries import open_alert_of, recorded
from khuang.care.duty.rules.problems import MovedOn, SayWhatCame
from khuang.care.people.models import Person
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.messaging.models import Message

_LINKED = _("Goes on as the alert of a person.")


@journal.action
def raise_stray(message: Message, *, words: str, at: datetime) -> Stray:
    """Raise a call of somebody unknown. Journal: duty.stray-raised, duty.ladder-begun."""
    stray = Stray.objects.create(
        contact_id=message.contact_id,
        message_id=message.pk,
        channel=message.channel,
        words=words.strip() or None,
        raised_at=at,
        due_at=alert_due("urgent", at),
    )
    journal.write("duty.stray-raised", by=journal.SYSTEM, about=stray, at=at)
    put_on_ladder(stray=stray, at=at)
    return stray


@journal.action
def acknowledge_stray(stray: Stray, *, by: Any, at: datetime) -> Stray:
    """Say that one looks after it; who did it first stays. Journal: duty.stray-acknowledged."""
    stray = _locked(stray, by)
    if stray.acknowledged_at is None:
        stray.acknowledged_at, stray.acknowledged_by_id = at, by.pk
        stray.save(update_fields=["acknowledged_at", "acknowledged_by_id"])
        journal.write("duty.stray-acknowledged", by=by, about=stray, at=at)
        _stop(stray, "acknowledged", at)
    return stray


@journal.action
def settle_stray(stray: Stray, *, because: str, by: Any, at: datetime) -> Stray:
    """Say what came of it. Journal: duty.stray-settled. Raises SayWhatCame, MovedOn, PermissionDenied."""
    stray = acknowledge_stray(stray, by=by, at=at)
    if stray.settled_at is not None:
        raise MovedOn
    if not because.strip():
        raise SayWhatCame
    _end(stray, because.strip(), by=by, at=at)
    journal.write("duty.stray-settled", by=by, about=stray, at=at)
    return stray


@journal.action
def link_stray(stray: Stray, person: Person, *, by: Any, at: datetime) -> Alert:
    """Say who it was: the call goes on as this person's alert, which whoever says so looks after.

    Journal: duty.stray-linked, cases.alert-raised, cases.alert-acknowledged.
    Raises MovedOn, PermissionDenied.
    """
    stray = acknowledge_stray(stray, by=by, at=at)
    if stray.settled_at is not None:
        raise MovedOn
    alert = open_alert_of(person, at=at) or cases.raise_alert(
        person, kind=Alert.Kind.URGENT, words=stray.words, source_id=stray.message_id, by=by, at=at
    )
    alert = cases.acknowledge_alert(alert, by=by, at=at)
    stray.person, stray.alert = person, alert
    _end(stray, recorded(_LINKED), by=by, at=at)
    Cry.objects.filter(stray=stray).update(stray=None, alert=alert)
    journal.write("duty.stray-linked", by=by, about=stray, at=at, also=[person.pk, alert.pk])
    return alert


def _end(stray: Stray, because: str, *, by: Any, at: datetime) -> None:
    stray.settled_at, stray.settled_by_id, stray.settled_because = at, by.pk, because  # type: ignore[assignment]
    stray.save()


def _stop(stray: Stray, because: str, at: datetime) -> None:
    for one in Climb.objects.filter(stray=stray, stopped_at=None):
        stop(one, because, at=at)


def _locked(stray: Stray, by: Any) -> Stray:
    found = Stray.objects.select_for_update(of=("self",)).get(pk=stray.pk)
    if not may(by, "cases.alerts", found):
        raise PermissionDenied
    return found
