"""Hear of somebody: by a tap, another message, a call or a visit."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from khuang.care.correspondence.models import CallTry
from khuang.care.people.models import Person
from khuang.care.visits.models import Visit
from khuang.care.wellbeing.actions.climbing import meet_nobody, nobody_answers
from khuang.care.wellbeing.actions.ending import finish, open_of
from khuang.care.wellbeing.actions.errands import close_errands
from khuang.care.wellbeing.actions.pauses import end_own_pause, pause_by_tap
from khuang.care.wellbeing.models import CheckIn, Sign, Silence
from khuang.care.wellbeing.reads.reach import spoken_for
from khuang.care.wellbeing.rules.days import ends, moment
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.reads import message_of

How, Ended = Sign.How, Silence.Ended
WELL, AWAY = "well", "away"
# Only what the person sent can have come in time and late to us.
_SENT = {How.TAP: Ended.TAP, How.HELPER: Ended.TAP, How.MESSAGE: Ended.MESSAGE}
_REACHED = (CallTry.Result.WELL, CallTry.Result.NEEDS, CallTry.Result.URGENT)


def take_message(entry: Entry) -> None:
    """Follow messaging.received: whoever writes is there; who taps "I am well" is well.

    The first tap of a day gets one short answer, free of charge; the next ones none.
    Journal: wellbeing.heard.
    """
    message = message_of(entry)
    if message is None or message.contact is None:
        return
    people, by_helper = spoken_for(message.contact)
    if message.verb == AWAY:
        pause_by_tap(people, message, at=entry.at)
        return
    is_tap = message.verb == WELL
    if by_helper and not is_tap:
        return
    how = How.HELPER if by_helper else How.TAP if is_tap else How.MESSAGE
    first = [hear(one, how, sent=message.at, source_id=message.pk, at=entry.at) for one in people]
    if is_tap:
        _answer(message, first=any(first), known=bool(people), at=entry.at)


def take_call(entry: Entry) -> None:
    """Follow correspondence.call-tried: who was reached is there; who was not may need a visit."""
    tried = CallTry.objects.select_related("call__person").filter(pk=entry.about_id).first()
    if tried is None or tried.call.person is None:
        return
    if tried.result in _REACHED:
        hear(tried.call.person, How.CALL, sent=tried.at, source_id=tried.pk, at=entry.at)
    elif tried.result in (CallTry.Result.NO_ANSWER, CallTry.Result.WRONG_NUMBER):
        nobody_answers(tried.call, at=entry.at)


def take_visit(entry: Entry) -> None:
    """Follow visits.recorded: who was met, or sent the visitor away, is there."""
    visit = Visit.objects.select_related("person").filter(pk=entry.about_id).first()
    if visit is None:
        return
    close_errands(visit, at=entry.at)
    if visit.result in (Visit.Result.MET, Visit.Result.REFUSED):
        hear(visit.person, How.VISIT, sent=visit.at, source_id=visit.pk, at=entry.at)
    elif visit.result == Visit.Result.AWAY:
        meet_nobody(visit, at=entry.at)


@journal.action
def hear(person: Person, how: Any, *, sent: datetime, source_id: UUID | None, at: datetime) -> bool:
    """Note a sign of life of somebody with whom a check-in is agreed; say whether it is the day's first such.

    sent  when it was, by the clock of the channel
    It ends a silence of its own day or an earlier one. Journal: wellbeing.heard, wellbeing.silence-ended.
    """
    if not CheckIn.objects.filter(person=person, until=None).exists():
        return False
    when = moment(sent, at)
    sign, is_first = _kept(person, how, when, source_id, at)
    silence = open_of(person)
    if silence and ends(silence.day, when, timezone.get_current_timezone()):
        finish(silence, _ended_by(silence, how, when), by=journal.SYSTEM, at=at)
    if how == How.TAP:
        end_own_pause(person, sign.day)
    if is_first:
        journal.write("wellbeing.heard", by=journal.SYSTEM, about=person, at=at, how=how)
    return is_first


def _kept(
    person: Person, how: str, when: datetime, source_id: UUID | None, at: datetime
) -> tuple[Sign, bool]:
    fresh = {"first_at": when, "last_at": when, "noted_at": at, "source_id": source_id}
    sign, is_first = Sign.objects.get_or_create(
        person=person, day=timezone.localdate(when), how=how, defaults=fresh
    )
    if not is_first:
        sign.first_at, sign.last_at = min(sign.first_at, when), max(sign.last_at, when)
        sign.times += 1
        sign.save(update_fields=["first_at", "last_at", "times"])
    return sign, is_first


def _ended_by(silence: Silence, how: Any, when: datetime) -> Any:
    if how in _SENT:
        in_time = not silence.at_once and when <= silence.due_at
        return Ended.IN_TIME if in_time else _SENT[how]
    return how


def _answer(message: Message, *, first: bool, known: bool, at: datetime) -> None:
    """Answer the first tap of a day; and whoever taps for several of whom we cannot tell who is meant."""
    template = "wellbeing.thanks" if first else "" if known else "wellbeing.for-whom"
    if template:
        messaging.send_to(
            message.contact, template, by=journal.SYSTEM, at=at, buttons=_buttons(message, template)
        )


def _buttons(message: Message, template: str) -> list[Any]:
    words: Any = {"th": "ไม่อยู่บ้าน", "en": "I am away"}
    is_first = template == "wellbeing.thanks"
    return [(words.get(message.contact.language, words["th"]), AWAY)] if is_first else []
