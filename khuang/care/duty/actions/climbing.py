"""Take an alert up the ladder, rung by rung, until somebody looks after it.

Nothing here waits for a channel: that somebody is told is a row on the desk, and what LINE makes of its
link changes nothing of it.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from khuang.care.cases.models import Alert
from khuang.care.duty.actions.telling import send_link
from khuang.care.duty.models import Climb, Stray, Told
from khuang.care.duty.reads.ladder import ladder_at
from khuang.care.duty.reads.rungs import Reach, Where, on_rung
from khuang.care.duty.rules.ladder import HEAD, SLACK, STRAY, Stand, Step, go_on, is_due
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry

log = logging.getLogger("khuang.duty")
CANNOT = Told.Result.CANNOT


def begin_ladder(entry: Entry) -> None:
    """Follow cases.alert-raised: the first are told in the very transaction that raised it."""
    alert = Alert.objects.select_related("person__merged_into").get(pk=entry.about_id)
    put_on_ladder(alert=alert, kind=alert.kind, at=entry.at)


@journal.action
def put_on_ladder(
    *, alert: Alert | None = None, stray: Stray | None = None, kind: str = STRAY, at: datetime
) -> Climb:
    """Begin to tell people of an alert, or of a call of somebody unknown; once, however often it is asked.

    Journal: duty.ladder-begun, and duty.told for each rung.
    """
    made, is_new = Climb.objects.get_or_create(
        alert=alert, stray=stray, defaults={"kind": kind, "begun_at": at, "next_at": at}
    )
    if is_new:
        _note("ladder-begun", made, at=at)
        _safely(made, at)
    return made


@journal.action
def climb(at: datetime) -> None:
    """Tell the next of whatever nobody has looked after in time; the minute calls it in each municipality.

    Killed between, run twice or after hours without power, it tells each once, and never a rung too many.
    Journal: duty.told.
    """
    for alert in _forgotten():
        put_on_ladder(alert=alert, kind=alert.kind, at=at)
    due = Q(next_at__lte=at) | Q(told_at__gt=at + SLACK)
    rows = Climb.objects.filter(due, stopped_at=None).select_for_update(of=("self",), skip_locked=True)
    for one in rows.order_by("next_at", "pk"):
        _safely(one, at)


def _forgotten() -> list[Alert]:
    """Give alerts that nobody looks after and that are on no ladder, such as restored ones."""
    rows = Alert.objects.filter(settled_at=None, acknowledged_at=None, climbs=None)
    return list(rows.select_related("person__merged_into").order_by("raised_at", "pk"))


def _safely(one: Climb, at: datetime) -> None:
    """Take one a step further; if that breaks, the alert and the others stay, and the minute tries again."""
    try:
        with transaction.atomic():
            step(one, at=at)
    except Exception:
        log.exception("A step of a ladder broke.")


@journal.action
def step(one: Climb, *, at: datetime, at_once: bool = False) -> Climb:
    """Tell the next rung if it is time, or at once because nobody on this one can. Journal: duty.told."""
    one = _locked(one)
    stand = Stand(one.rung, one.round, one.told_at, one.next_at)
    if one.stopped_at or not (at_once or is_due(stand, at)):
        return one
    asked = _Asked(one, at)
    steps = go_on(stand, asked.waits, asked.is_reachable, at)
    for told in steps:
        _tell(one, told, asked.on(told.rung), at)
    last = steps[-1]
    one.rung, one.round, one.told_at, one.next_at = last.rung, last.round, at, last.next_at
    one.save(update_fields=["rung", "round", "told_at", "next_at"])
    return one


class _Asked:
    """Who stands on each rung for one alert, asked of the database once."""

    def __init__(self, one: Climb, at: datetime) -> None:
        self._climb, self._at = one, at
        self._ladder = ladder_at(at)
        self._where = Where.of(one.alert)
        self._found: dict[str, list[Reach]] = {}
        self.waits = self._ladder.waits(one.kind, self._ladder.part_at(timezone.localtime(at).time()))

    def on(self, rung: str) -> list[Reach]:
        if rung not in self._found:
            found = on_rung(rung, self._where, self._ladder, at=self._at)
            # Whoever said that they cannot is not asked again, but the head is: after the head comes nobody.
            cannot = set() if rung == HEAD else self._cannot()
            self._found[rung] = [one for one in found if one.account.pk not in cannot]
        return self._found[rung]

    def is_reachable(self, rung: str) -> bool:
        return any(one.is_reachable for one in self.on(rung))

    def _cannot(self) -> set[Any]:
        rows = self._climb.told.filter(result=CANNOT).order_by()
        return set(rows.values_list("account_id", flat=True))


def _tell(one: Climb, told: Step, reaches: Iterable[Reach], at: datetime) -> None:
    """Note who is told by which way, and who cannot be. Journal: duty.told."""
    found = [reach for reach in reaches if not reach.away]
    rows = [row for reach in found for row in _rows(reach)] or [{"way": "none", "because": "nobody"}]
    for row in rows:
        _tell_one(one, told, row, at)
    also = [reach.account.pk for reach in found]
    _note("told", one, at=at, also=also, rung=told.rung, round=told.round)


def _tell_one(one: Climb, told: Step, row: dict[str, Any], at: datetime) -> None:
    made, is_new = Told.objects.get_or_create(
        climb=one,
        round=told.round,
        rung=told.rung,
        account=row.get("account"),
        way=row["way"],
        defaults={"because": row["because"], "at": at},
    )
    if is_new and made.way == Told.Way.LINE and not made.because:
        made.message_id = send_link(made.account, about_id=one.pk, at=at)
        made.because = "" if made.message_id else "fault"
        made.save(update_fields=["message_id", "because"])


def _rows(reach: Reach) -> list[dict[str, Any]]:
    return [
        {"account": reach.account, "way": "desk", "because": ""},
        {"account": reach.account, "way": "line", "because": "" if reach.line else "not-linked"},
        {"account": reach.account, "way": "call", "because": "" if reach.phone else "no-phone"},
    ]


def end_ladder(entry: Entry) -> None:
    """Follow cases.alert-acknowledged and cases.alert-settled: nobody else is told."""
    because = "settled" if entry.event.endswith("settled") else "acknowledged"
    for one in Climb.objects.filter(alert=entry.about_id, stopped_at=None):
        stop(one, because, at=entry.at)


@journal.action
def stop(one: Climb, because: str, *, at: datetime) -> None:
    """Tell nobody else. Journal: duty.ladder-stopped."""
    one = _locked(one)
    if one.stopped_at is None:
        one.stopped_at, one.stopped_because = at, because
        one.save(update_fields=["stopped_at", "stopped_because"])
        _note("ladder-stopped", one, at=at, because=because)


def _locked(one: Climb) -> Climb:
    rows = Climb.objects.select_for_update(of=("self",)).select_related("alert__person__merged_into", "stray")
    return rows.get(pk=one.pk)


def _note(event: str, one: Climb, *, at: datetime, also: Iterable[Any] = (), **reference: object) -> None:
    about = [one.alert_id, one.alert.person_id] if one.alert else [one.stray_id]
    journal.write(f"duty.{event}", by=journal.SYSTEM, about=one, at=at, also=[*about, *also], **reference)
