"""Days on which nothing is awaited of a person: noted by staff, or by their own tap."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.wellbeing.actions.agreements import allow
from khuang.care.wellbeing.actions.ending import close, open_of
from khuang.care.wellbeing.models import CheckIn, Pause, Silence
from khuang.care.wellbeing.reads.settings import setting
from khuang.care.wellbeing.rules.problems import AlreadyEnded, EndsBeforeItBegins
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Message
from khuang.lib.thai_dates import format_date

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Paused:
    """A pause as somebody notes it: until a day (included), or until further notice (none)."""

    kind: str
    first_on: date
    last_on: date | None
    words: str = ""


@journal.action
def pause(person: Person, what: Paused, *, by: Any, at: datetime) -> Pause:
    """Let nothing be awaited of a person for some days; a silence of these days ends.

    Journal: wellbeing.paused. Raises PermissionDenied, EndsBeforeItBegins.
    """
    allow(by, person)
    if what.last_on is not None and what.last_on < what.first_on:
        raise EndsBeforeItBegins
    remind_on = None if what.last_on else timezone.localdate(at) + setting().remind_days * DAY
    made = Pause.objects.create(
        person=person,
        kind=what.kind,
        first_on=what.first_on,
        last_on=what.last_on,
        remind_on=remind_on,
        words=what.words.strip() or None,
        made_at=at,
        by_id=by.pk,
    )
    _end_silence(made, by=by, at=at)
    journal.write("wellbeing.paused", by=by, about=person, at=at, pause=made.pk, kind=made.kind)
    return made


@journal.action
def keep_pause(held: Pause, *, by: Any, at: datetime) -> Pause:
    """Let a pause until further notice go on; it is asked about again later. Journal: wellbeing.pause-kept.

    Raises PermissionDenied, AlreadyEnded.
    """
    found = _locked(held, by)
    found.remind_on = timezone.localdate(at) + setting().remind_days * DAY
    found.save(update_fields=["remind_on"])
    journal.write("wellbeing.pause-kept", by=by, about=found.person, at=at, pause=found.pk)
    return found


@journal.action
def end_pause(held: Pause, *, by: Any, at: datetime) -> Pause:
    """End a pause with today: from today on a sign of life is awaited again. Journal: wellbeing.pause-ended.

    Raises PermissionDenied, AlreadyEnded.
    """
    found = _locked(held, by)
    _end(found, timezone.localdate(at))
    journal.write("wellbeing.pause-ended", by=by, about=found.person, at=at, pause=found.pk)
    return found


@journal.action
def pause_by_tap(people: list[Person], message: Message, *, at: datetime) -> None:
    """Pause for whoever tapped that they are away, for some days; the next tap "I am well" ends it.

    Journal: wellbeing.paused.
    """
    day, held = timezone.localdate(message.at), setting()
    last_on = day + (held.own_pause_days - 1) * DAY
    agreed = [one for one in people if CheckIn.objects.filter(person=one, until=None).exists()]
    fresh = [
        one
        for one in agreed
        if not Pause.objects.filter(person=one, own_tap=True, last_on=last_on, ended_on=None)
    ]
    for person in fresh:
        made = Pause.objects.create(
            person=person, kind=Pause.Kind.AWAY, first_on=day, last_on=last_on, own_tap=True, made_at=at
        )
        _end_silence(made, by=journal.SYSTEM, at=at)
        journal.write(
            "wellbeing.paused", by=journal.SYSTEM, about=person, at=at, pause=made.pk, kind=made.kind
        )
    if fresh:
        language = message.contact.language
        said = {"day": format_date(last_on, "en" if language == "en" else "th")}
        messaging.send_to(message.contact, "wellbeing.paused", variables=said, by=journal.SYSTEM, at=at)


def end_own_pause(person: Person, day: date) -> None:
    """End what somebody paused with a tap: they tapped again that they are well."""
    rows = Pause.objects.filter(person=person, own_tap=True, ended_on=None, last_on__gte=day)
    rows.filter(first_on__lt=day).update(ended_on=day)


def _end(held: Pause, day: date) -> None:
    held.ended_on = max(day, held.first_on)
    held.save(update_fields=["ended_on"])


def _locked(held: Pause, by: Any) -> Pause:
    found = Pause.objects.select_for_update(of=("self",)).select_related("person").get(pk=held.pk)
    allow(by, found.person)
    if found.ended_on is not None:
        raise AlreadyEnded
    return found


def _end_silence(made: Pause, *, by: Any, at: datetime) -> None:
    silence = open_of(made.person)
    covers = (
        silence and made.first_on <= silence.day and (made.last_on is None or silence.day <= made.last_on)
    )
    if covers:
        close(made.person, Silence.Ended.PAUSE, by=by, at=at)
