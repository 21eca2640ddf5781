"""When a volunteer can come, when not, and what those who are visited wish."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.visits.actions.volunteers import allow
from khuang.care.visits.models import Absence, Availability, VisitWish, Volunteer
from khuang.care.visits.reads.availability import week_of
from khuang.care.visits.rules.availability import change
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal


@journal.action
def set_week(
    volunteer: Volunteer, wanted: Iterable[tuple[int, str]], *, since: date, by: Any, at: datetime
) -> None:
    """Say on which half-days of the week somebody comes from a day on. Journal: visits.week-set.

    wanted   (weekday, half), weekday 0 Monday
    What holds before that day stays as it was. Raises PermissionDenied.
    """
    allow(by, volunteer)
    # What was to begin later is said anew.
    Availability.objects.filter(volunteer=volunteer, since__gte=since).delete()
    begin, end = change(week_of(volunteer, since), wanted)
    for weekday, half in end:
        mine = Availability.objects.filter(volunteer=volunteer, weekday=weekday, half=half)
        mine.filter(until=None).update(until=since)
        mine.filter(until__gt=since).update(until=since)
    # What had an end in sight and goes on begins again on that day, and stays open.
    ending = Availability.objects.filter(volunteer=volunteer, until__gt=since)
    ending.update(until=None)
    Availability.objects.bulk_create(
        Availability(volunteer=volunteer, weekday=weekday, half=half, since=since) for weekday, half in begin
    )
    journal.write("visits.week-set", by=by, about=volunteer, at=at, begun=len(begin), ended=len(end))


@journal.action
def note_absence(
    volunteer: Volunteer, *, first_on: date, last_on: date, reason: str, by: Any, at: datetime
) -> Absence:
    """Note that somebody is away from one day to another. Journal: visits.absence-noted.

    Raises PermissionDenied, or ValidationError when it ends before it begins.
    """
    allow(by, volunteer)
    absence = Absence(
        volunteer=volunteer,
        first_on=first_on,
        last_on=last_on,
        reason=reason,
        noted_at=at,
        noted_by_id=by.pk,
    )
    absence.validate_constraints()
    absence.save(force_insert=True)
    journal.write(
        "visits.absence-noted",
        by=by,
        about=volunteer,
        at=at,
        absence=absence.pk,
        first_on=first_on.isoformat(),
        last_on=last_on.isoformat(),
    )
    return absence


def call_in_sick(volunteer: Volunteer, *, by: Any, at: datetime) -> Absence:
    """Note that somebody is sick today; a second call changes nothing. Journal: visits.absence-noted.

    Raises PermissionDenied.
    """
    today = timezone.localdate(at)
    noted = Absence.objects.filter(volunteer=volunteer, first_on__lte=today, last_on__gte=today).first()
    return noted or note_absence(
        volunteer, first_on=today, last_on=today, reason=Absence.Reason.SICK, by=by, at=at
    )


@journal.action
def end_absence(absence: Absence, *, by: Any, at: datetime) -> None:
    """Let somebody be back from today on; one that lies ahead is taken back. Journal: visits.absence-ended.

    Raises PermissionDenied.
    """
    volunteer = absence.volunteer
    allow(by, volunteer)
    today = timezone.localdate(at)
    if absence.first_on >= today:
        absence.delete()
    else:
        absence.last_on = today - timedelta(days=1)
        absence.save(update_fields=["last_on"])
    journal.write("visits.absence-ended", by=by, about=volunteer, at=at)


@journal.action
def note_wish(
    person: Person,
    *,
    kind: str,
    language: str = "",
    volunteer: Volunteer | None = None,
    by: Any,
    at: datetime,
) -> VisitWish:
    """Note what somebody who is visited wishes. Journal: visits.wish-noted.

    Raises PermissionDenied, or ValidationError when it is noted already or not whole.
    """
    _allow_schedule(by, person)
    wish = VisitWish(person=person, kind=kind, language=language, volunteer=volunteer)
    wish.since = timezone.localdate(at)
    wish.validate_constraints()
    wish.save(force_insert=True)
    journal.write("visits.wish-noted", by=by, about=person, at=at, kind=kind, wish=wish.pk)
    return wish


@journal.action
def end_wish(wish: VisitWish, *, by: Any, at: datetime) -> None:
    """Take a wish back from today on. Journal: visits.wish-ended. Raises PermissionDenied."""
    _allow_schedule(by, wish.person)
    wish.until = max(wish.since, timezone.localdate(at))
    wish.save(update_fields=["until"])
    journal.write("visits.wish-ended", by=by, about=wish.person, at=at, kind=wish.kind, wish=wish.pk)


def _allow_schedule(by: Any, person: Person) -> None:
    if not may(by, "visits.schedules", person):
        raise PermissionDenied
