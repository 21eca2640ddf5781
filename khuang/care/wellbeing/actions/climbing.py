"""What follows a silence: a call, then a visit today, then an alert."""

from datetime import datetime
from typing import Any

from khuang.care.cases.actions import raise_alert
from khuang.care.cases.models import Alert
from khuang.care.correspondence.models import Call
from khuang.care.visits.actions.asked import ask_today
from khuang.care.visits.models import PlannedVisit, Visit
from khuang.care.wellbeing.actions.ending import open_of
from khuang.care.wellbeing.models import Silence
from khuang.care.wellbeing.reads.settings import setting
from khuang.care.wellbeing.rules.ladder import Standing, Times, climbs, next_at
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.rules.parties import Party

Level = Silence.Level


def begin(silence: Silence, level: Any, times: Times, *, at: datetime) -> None:
    """Begin a level of a silence: ask for the call or the visit, or raise the alert.

    Journal: wellbeing.climbed.
    """
    silence.level, silence.level_since = level, at
    if level == Level.CALL:
        silence.call = messaging.send(
            Party(silence.person_id),
            "wellbeing.silent",
            about_id=silence.pk,
            by=journal.SYSTEM,
            at=at,
            channel="call",
        )
    elif level == Level.VISIT:
        _ask_visit(silence, times, at)
        return
    else:
        silence.alert = raise_alert(
            silence.person, kind=Alert.Kind.SILENT, source_id=silence.pk, by=journal.SYSTEM, at=at
        )
    _keep(silence, times, at)


def climb(silence: Silence, times: Times, *, at: datetime, met_nobody: bool = False) -> None:
    """Let a silence that is locked climb as far as it is time."""
    standing = Standing(_level(silence), silence.level_since, silence.unanswered, met_nobody)
    level = climbs(standing, times, at)
    if level is not None:
        begin(silence, level, times, at=at)


def nobody_answers(call: Call, *, at: datetime) -> None:
    """Count a call that nobody took; after so many of them somebody goes there."""
    silence = open_of(call.person)
    if silence is None or silence.call_id != call.message_id or silence.level != Level.CALL:
        return
    silence.unanswered += 1
    silence.save(update_fields=["unanswered"])
    climb(silence, setting().times, at=at)


def meet_nobody(visit: Visit, *, at: datetime) -> None:
    """A visitor met nobody: whoever is silent, too, is now looked for by everybody."""
    silence = open_of(visit.person)
    if silence is not None and silence.level == Level.VISIT and visit.at >= silence.level_since:
        climb(silence, setting().times, at=at, met_nobody=True)


def go_there(silence: Silence, *, at: datetime) -> None:
    """Let somebody go there now, since the call came to nothing."""
    if silence.level == Level.CALL:
        begin(silence, Level.VISIT, setting().times, at=at)


def _ask_visit(silence: Silence, times: Times, at: datetime) -> None:
    """Ask for the visit; where nobody goes today, everybody looks for them at once."""
    silence.visit = ask_today(silence.person, purpose="check", by=journal.SYSTEM, at=at)
    _keep(silence, times, at)
    if silence.visit is None or silence.visit.state == PlannedVisit.State.UNSERVED:
        begin(silence, Level.ALERT, times, at=at)


def _keep(silence: Silence, times: Times, at: datetime) -> None:
    silence.next_at = next_at(Standing(_level(silence), silence.level_since), times)
    silence.save()
    journal.write(
        "wellbeing.climbed",
        by=journal.SYSTEM,
        about=silence,
        at=at,
        also=[silence.person_id],
        level=str(silence.level),
    )


def _level(silence: Silence) -> Any:
    return str(silence.level)
