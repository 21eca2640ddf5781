"""Notice who is silent, once a day and person, and let each silence climb when its time comes."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone

from khuang.care.people.models import here
from khuang.care.wellbeing.actions.climbing import begin, climb
from khuang.care.wellbeing.actions.ending import finish, open_of
from khuang.care.wellbeing.models import CheckIn, Pause, Sign, Silence
from khuang.care.wellbeing.reads.reach import has_phone
from khuang.care.wellbeing.reads.settings import Setting, free_days, setting
from khuang.care.wellbeing.rules.days import due_at
from khuang.care.wellbeing.rules.ladder import first_level
from khuang.care.wellbeing.rules.problems import AlreadyEnded
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

# What a failing statement holds up is made up for in the next minute.
TOGETHER = 500


def notice_silence(at: datetime) -> None:
    """Every minute: notice whose hour has passed without a sign, and let silences climb.

    Cheap when nothing is due: three short statements.
    """
    held = setting()
    _notice(held, at)
    _climb(held, at)


@journal.action
def end_silence(silence: Silence, *, by: Any, at: datetime) -> Silence:
    """Say that one knows of them, otherwise than by what is noted here. Journal: wellbeing.silence-ended.

    Raises PermissionDenied, AlreadyEnded.
    """
    if not may(by, "wellbeing.agree", silence):
        raise PermissionDenied
    found = open_of(silence.person)
    if found is None or found.pk != silence.pk:
        raise AlreadyEnded
    return finish(found, Silence.Ended.HAND, by=by, at=at)


@journal.action
def fall_silent(check_in: CheckIn, day: date, *, at: datetime, at_once: bool = False) -> Silence | None:
    """Note that no sign of life came on a day, once; a silence that is open goes on in the new one.

    at_once  they can no longer tap, so nobody waits for the hour
    Journal: wellbeing.silent, and what its first level writes.
    """
    person = check_in.person
    if Silence.objects.filter(person=person, day=day).exists():
        return None
    before, held = open_of(person), setting()
    if before is not None:
        finish(before, Silence.Ended.NEXT, by=journal.SYSTEM, at=at)
    made = Silence(
        person=person,
        check_in=check_in,
        day=day,
        run_since=before.run_since if before else day,
        due_at=at if at_once else due_at(check_in.hour, day, timezone.get_current_timezone()),
        at_once=at_once,
        noticed_at=at,
        level=first_level(has_phone=has_phone(person)),
        level_since=at,
    )
    made.save(force_insert=True)
    journal.write("wellbeing.silent", by=journal.SYSTEM, about=made, at=at, also=[person.pk])
    begin(made, made.level, held.times, at=at)
    return made


def is_awaited(person: UUID, day: date) -> bool:
    """Say whether a sign of life of a day is still to come and no pause lies over it."""
    return bool(_silent({person}, day))


def _notice(held: Setting, at: datetime) -> None:
    """Settle the check-ins whose hour has passed; of those without a sign, each becomes a silence."""
    day, now = timezone.localdate(at), timezone.localtime(at).time()
    due = list(_due(day, now, held)[:TOGETHER])
    if not due:
        return
    CheckIn.objects.filter(pk__in=[one.pk for one in due]).update(settled_on=day)
    if day in free_days(held):
        return
    silent = _silent({one.person_id for one in due}, day)
    for one in due:
        if one.person_id in silent:
            fall_silent(one, day, at=at)


def _due(day: date, now: time, held: Setting) -> QuerySet[CheckIn]:
    """Give the check-ins whose hour has passed and that were not dealt with today, locked."""
    passed = Q(hour__lt=now)
    if now >= held.calls_from:
        # Nothing is awaited of who cannot tap, so nobody waits for the hour either.
        passed |= Q(way=CheckIn.Way.CALL)
    rows = CheckIn.objects.filter(passed, until=None, since__lte=day, weekdays__contains=[day.weekday()])
    rows = rows.filter(Q(settled_on=None) | Q(settled_on__lt=day)).filter(here("person__"))
    return (
        rows.select_for_update(of=("self",), skip_locked=True).select_related("person").order_by("hour", "pk")
    )


def _silent(persons: Collection[UUID], day: date) -> set[UUID]:
    """Give those without a sign of life on a day and without a pause; two statements."""
    heard = set(Sign.objects.filter(day=day, person__in=persons).order_by().values_list("person", flat=True))
    return set(persons) - heard - _paused(persons, day)


def _paused(persons: Collection[UUID], day: date) -> set[UUID]:
    rows = Pause.objects.filter(first_on__lte=day).filter(Q(last_on=None) | Q(last_on__gte=day))
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=day), person__in=persons).order_by()
    return set(rows.values_list("person", flat=True))


def _climb(held: Setting, at: datetime) -> None:
    rows = Silence.objects.filter(ended_at=None, next_at__lte=at)
    waiting = rows.select_for_update(of=("self",), skip_locked=True).select_related("person", "call")
    for one in waiting.order_by("next_at", "pk")[:TOGETHER]:
        climb(one, held.times, at=at)
