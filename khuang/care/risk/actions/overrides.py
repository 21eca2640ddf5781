"""A person decides otherwise than the policy, for a time and with a reason."""

from copy import copy
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.care.risk.actions.judging import Change, Occasion, judge, replace, write_moves
from khuang.care.risk.actions.policies import in_force
from khuang.care.risk.models import Classification, Override
from khuang.care.risk.reads.knowledge import known_of
from khuang.care.risk.rules.overrides import check
from khuang.ground.journal import actions as journal
from khuang.lib.identifiers import uuid7


@journal.action
def override_class(
    person: Person, level: str, *, reason: str, until: date, by: Any, at: datetime
) -> Override:
    """Set a person's class by hand until a day. Journal: risk.overridden, risk.class-changed.

    Raises OverrideMistake without a reason, or when the end is past or too far away, and
    PermissionDenied for somebody whose data are restricted.
    """
    if is_closed_to(by, person):
        raise PermissionDenied
    check(reason, until, timezone.localdate(at))
    current = _current(person) or _first(person, at)
    _close(person, by, at)
    made = Override.objects.create(
        person=person, level=level, reason=reason.strip(), until=until, at=at, by_id=by.pk
    )
    changes = [Change(current, _by_hand(current, made, at))]
    replace(changes, at=at)
    journal.write("risk.overridden", by=by, about=person, at=at, override=made.pk)
    write_moves(changes, by=by, at=at)
    return made


@journal.action
def end_override(person: Person, *, by: Any, at: datetime) -> None:
    """Let the policy decide again. Journal: risk.override-ended, risk.class-changed.

    Does nothing when no class was set by hand.
    """
    if _close(person, by, at):
        journal.write("risk.override-ended", by=by, about=person, at=at)
        write_moves(judge([person], known_of([person]), Occasion(*in_force(at=at), at)), by=by, at=at)


def _current(person: Person) -> Classification | None:
    rows = Classification.objects.select_for_update(of=("self",)).filter(person=person, superseded_at=None)
    return rows.first()


def _first(person: Person, at: datetime) -> Classification:
    """Judge somebody of whom nothing was asked yet, so that there is something to set aside."""
    (change,) = judge([person], known_of([person]), Occasion(*in_force(at=at), at))
    return change.now


def _close(person: Person, by: Any, at: datetime) -> int:
    rows = Override.objects.filter(person=person, ended_at=None)
    return int(rows.update(ended_at=at, ended_by_id=by.pk))


def _by_hand(current: Classification, override: Override, at: datetime) -> Classification:
    """The same finding with the class that a person set, as a row of its own."""
    # What is sealed is bound to its row, so it is opened before the row is copied.
    opened = {name: getattr(current, name) for name in ("facts", "reasons", "unknowns")}
    made = copy(current)
    made.pk, made._state = uuid7(), copy(current._state)
    made._state.adding = True
    for name, value in opened.items():
        setattr(made, name, value)
    made.override, made.level = override, override.level
    made.at, made.superseded_at, made.submission_id = at, None, None
    made.expires_on = override.until
    return made
