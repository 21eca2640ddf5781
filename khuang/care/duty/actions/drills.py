"""Hold a drill: the real rules, people and times, and an alert that is nobody's.

It writes its own rows only: no case, no alert, no ladder, nothing on the duty list, no sound, no call.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.duty.actions.telling import send_drill
from khuang.care.duty.models import Drill, DrillLine
from khuang.care.duty.reads.ladder import ladder_at
from khuang.care.duty.reads.rungs import Reach, Where, on_rung
from khuang.care.duty.rules.ladder import DAY, HEAD, STRAY, Ladder, Stand, go_on
from khuang.care.people.models import Dwelling
from khuang.ground.accounts.models import AssignedHome
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.places.models import Village


@journal.action
def hold_drill(
    *, kind: str, village: Village, part: str, pace: str, messages: bool = False, by: Any, at: datetime
) -> Drill:
    """Try the ladder out on an invented alert of somebody in a village. Journal: duty.drill-held.

    part  day or night: in real time the invented alert is raised now, whatever the hour
    Raises PermissionDenied.
    """
    drill = Drill(
        kind=kind, village=village, pace=pace, messages=messages, held_at=at, moment=at, by_id=by.pk
    )
    if not may(by, "duty.drill", drill):
        raise PermissionDenied
    ladder = ladder_at(at)
    if pace == "at-once":
        drill.moment = _next(ladder, part, at)
    drill.dwelling = None if kind == STRAY else _some_home(village, at)  # type: ignore[assignment]
    drill.save()
    DrillLine.objects.bulk_create(_lines(drill, ladder))
    journal.write("duty.drill-held", by=by, about=drill, at=at, pace=pace)
    send_drills(at)
    return drill


def _next(ladder: Ladder, part: str, at: datetime) -> datetime:
    """Give a moment of the next day or night, an hour after it began."""
    begins = ladder.day_begins if part == DAY else ladder.night_begins
    local = timezone.localtime(at)
    moment = local.replace(hour=begins.hour, minute=begins.minute, second=0, microsecond=0)
    moment += timedelta(hours=1)
    return moment if moment > local else moment + timedelta(days=1)


def _some_home(village: Village, at: datetime) -> Dwelling | None:
    """Give a home of the village that a volunteer looks after: the invented person lives there."""
    homes = Dwelling.objects.filter(village=village, gone_on=None).order_by("pk")
    held = AssignedHome.objects.filter(since__lte=at, until=None).order_by()
    return homes.filter(pk__in=list(held.values_list("home_id", flat=True))).first()


def _lines(drill: Drill, ladder: Ladder) -> list[DrillLine]:
    """Go up the ladder as if nobody ever answered, until the head was told a second time."""
    where = Where(None, drill.village_id if drill.kind != STRAY else None, drill.dwelling_id)
    stand, found, heads = Stand("", 0, None, drill.moment), [], 0
    while heads < 2:
        at = stand.next_at
        waits = ladder.waits(drill.kind, ladder.part_at(timezone.localtime(at).time()))
        on = {rung: on_rung(rung, where, ladder, at=at) for rung in waits}
        reached = {rung: any(one.is_reachable for one in reaches) for rung, reaches in on.items()}
        steps = go_on(stand, waits, reached.__getitem__, at)
        found += [
            DrillLine(drill=drill, rung=step.rung, at=at, **said)
            for step in steps
            for said in _said(on[step.rung])
        ]
        last = steps[-1]
        stand, heads = Stand(last.rung, last.round, at, last.next_at), heads + (last.rung == HEAD)
    for number, line in enumerate(found):
        line.number = number
    return found


def _said(reaches: list[Reach]) -> list[dict[str, Any]]:
    if not reaches:
        return [{"account": None, "because": "nobody"}]
    return [
        {"account": one.account, "ways": _ways(one) if one.is_reachable else [], "because": _why(one)}
        for one in reaches
    ]


def _ways(one: Reach) -> list[str]:
    return [way for way, is_open in (("desk", True), ("line", one.line), ("call", one.phone)) if is_open]


def _why(one: Reach) -> str:
    if one.is_reachable:
        return ""
    return "away" if one.away else "unreachable"


@journal.action
def send_drills(at: datetime) -> None:
    """Tell those who take part in a drill, marked as one, when their time has come; the minute calls it."""
    rows = DrillLine.objects.filter(drill__messages=True, sent_at=None, account__isnull=False)
    rows = rows.filter(ways__contains=["line"]).select_related("drill", "account")
    for line in rows.select_for_update(of=("self",), skip_locked=True):
        if line.drill.pace == Drill.Pace.AT_ONCE or line.at <= at:
            send_drill(line.account, about_id=line.drill_id, at=at)
            line.sent_at = at
            line.save(update_fields=["sent_at"])


@journal.action
def notice_drill(drill: Drill, *, by: Any, at: datetime) -> None:
    """Say that one saw that a drill is on. Journal: duty.drill-noticed. Raises PermissionDenied."""
    rows = drill.lines.filter(account=by)
    if not rows.exists():
        raise PermissionDenied
    if rows.filter(seen_at=None).update(seen_at=at):
        journal.write("duty.drill-noticed", by=by, about=drill, at=at)


@journal.action
def see_drill(drill: Drill, *, by: Any, at: datetime) -> None:
    """Note that the head looked at the result, once. Journal: duty.drill-seen."""
    if drill.seen_at is None and may(by, "duty.settings"):
        drill.seen_at, drill.seen_by_id = at, by.pk
        drill.save(update_fields=["seen_at", "seen_by_id"])
        journal.write("duty.drill-seen", by=by, about=drill, at=at)
