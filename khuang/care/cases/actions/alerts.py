"""Raise an alert, say that somebody looks, and settle it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from khuang.care.cases.actions.cases import begun
from khuang.care.cases.models import Alert
from khuang.care.cases.reads.cases import open_case_of
from khuang.care.cases.rules.deadlines import alert_due
from khuang.care.cases.rules.problems import NoWords, WrongState
from khuang.care.people.models import Person
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal


@journal.action
def raise_alert(
    person: Person,
    *,
    kind: str,
    words: str | None = None,
    source_id: UUID | None = None,
    by: Any,
    at: datetime,
) -> Alert:
    """Raise an alert on a person's open case, or on one that is opened for it.

    kind       a code of models.Alert.Kind
    source_id  the row that raised it; of a kind about a person it raises one alert, however often it comes
    Journal: cases.alert-raised, and cases.opened when there was no case. What wakes people up
    (sound, telephone) follows cases.alert-raised in `site.flow`.
    Raises PermissionDenied for an account that may not note needs of this person.
    """
    if isinstance(by, Account) and not may(by, "cases.note-need", person):
        raise PermissionDenied
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    raised = (
        Alert.objects.filter(person=person, kind=kind, source_id=source_id).first() if source_id else None
    )
    if raised:
        return raised
    case = open_case_of(person) or begun(person, because="alert", reason=None, household=None, by=by, at=at)
    alert = Alert.objects.create(
        person=person,
        case=case,
        kind=kind,
        words=(words or "").strip() or None,
        source_id=source_id,
        raised_at=at,
        raised_by_id=by.pk,
        due_at=alert_due(kind, at),
    )
    journal.write("cases.alert-raised", by=by, about=alert, at=at, also=[person.pk, case.pk])
    return alert


@journal.action
def acknowledge_alert(alert: Alert, *, by: Any, at: datetime) -> Alert:
    """Say that one looks after an alert; who did it first stays. Journal: cases.alert-acknowledged.

    A volunteer of the home may say so too, though not settle it. Raises PermissionDenied.
    """
    alert = _locked(alert, by, "cases.acknowledge")
    if alert.acknowledged_at is None:
        alert.acknowledged_at, alert.acknowledged_by_id = at, by.pk
        alert.save(update_fields=["acknowledged_at", "acknowledged_by_id"])
        _note(alert, "alert-acknowledged", by, at)
    return alert


@journal.action
def settle_alert(alert: Alert, *, because: str, by: Any, at: datetime) -> Alert:
    """Say what came of an alert. Journal: cases.alert-settled, and cases.alert-acknowledged if it was not.

    Raises NoWords, WrongState when it was settled, PermissionDenied.
    """
    if not may(by, "cases.alerts", alert):
        raise PermissionDenied
    alert = acknowledge_alert(alert, by=by, at=at)
    if alert.settled_at is not None:
        raise WrongState
    if not because.strip():
        raise NoWords
    alert.settled_at, alert.settled_by_id, alert.settled_because = at, by.pk, because.strip()  # type: ignore[assignment]
    alert.save(update_fields=["settled_at", "settled_by_id", "settled_because"])
    _note(alert, "alert-settled", by, at)
    return alert


@journal.action
def add_words(alert: Alert, words: str, *, by: Any, at: datetime) -> Alert:
    """Write what came to light onto an alert, on a line of its own. Journal: cases.alert-noted.

    Raises PermissionDenied.
    """
    alert = _locked(alert, by, "cases.alerts")
    alert.words = "\n".join(filter(None, (alert.words, words.strip())))  # type: ignore[assignment]
    alert.save(update_fields=["words"])
    _note(alert, "alert-noted", by, at)
    return alert


def _locked(alert: Alert, by: Any, permission: str) -> Alert:
    found = Alert.objects.select_for_update(of=("self",)).select_related("person").get(pk=alert.pk)
    if not may(by, permission, found):
        raise PermissionDenied
    return found


def _note(alert: Alert, event: str, by: Any, at: datetime) -> None:
    journal.write(f"cases.{event}", by=by, about=alert, at=at, also=[alert.person_id, alert.case_id])
