"""Calls by people: what `messaging` asks to be said by telephone, and what came of it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.care.correspondence.models import Call, CallTry
from khuang.care.correspondence.rules.calls import after, due_at
from khuang.care.correspondence.rules.problems import NothingSaid, NotWaiting, SayWhat
from khuang.care.people.models import Person
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.reads import message_of
from khuang.ground.messaging.rules.parties import Party

NEEDY = ("needs", "urgent")


def take_call(entry: Entry) -> None:
    """Follow messaging.call-asked: put the call on the list, once. Journal: correspondence.call-listed."""
    message = message_of(entry)
    if message is None or Call.objects.filter(message=message).exists():
        return
    whose = _whose(message.party_id, message.party_kind)
    if whose is None:
        messaging.note_receipt(message, "failed", because="nobody", at=entry.at)
        return
    call = Call.objects.create(
        **whose,
        message=message,
        urgency=message.urgency,
        asked_at=entry.at,
        due_at=due_at(message.urgency, entry.at),
    )
    journal.write("correspondence.call-listed", by=journal.SYSTEM, about=call, at=entry.at, also=_also(call))


@journal.action
def ask_call(person: Person, words: str, *, by: Any, at: datetime) -> Call:
    """Put a person on the call list by hand, with what is to be said. Journal: correspondence.call-listed.

    Raises PermissionDenied, NothingSaid.
    """
    if not may(by, "correspondence.calls", person):
        raise PermissionDenied
    if not words.strip():
        raise NothingSaid
    message = messaging.send(
        Party(person.pk, "person"),
        "correspondence.call",
        words=words.strip(),
        by=by,
        at=at,
        channel="call",
    )
    return Call.objects.get(message=message)


@journal.action
def record_try(
    call: Call,
    result: str,
    *,
    words: str = "",
    again_at: datetime | None = None,
    by: Any,
    at: datetime,
) -> Call:
    """Keep what came of a call, and tell the message that asked for it.

    result    code of CallTry.Result; what follows says rules.calls
    words     what they need, when they need something
    again_at  when to call again, for later
    Journal: correspondence.call-tried with the result; `site.flow` raises an alert when it is needs or
    urgent. Raises PermissionDenied, NotWaiting when it is over, SayWhat.
    """
    found = Call.objects.select_for_update(of=("self",)).select_related("person", "message").get(pk=call.pk)
    if not may(by, "correspondence.calls", found):
        raise PermissionDenied
    if found.state != Call.State.OPEN:
        raise NotWaiting
    said = words.strip() or None
    if result in NEEDY and not said:
        raise SayWhat
    tried = CallTry.objects.create(call=found, result=result, words=said, at=at, by_id=by.pk)
    found.unanswered += result == "no-answer"
    _go_on(found, result, again_at, at)
    journal.write(
        "correspondence.call-tried", by=by, about=tried, at=at, also=[found.pk, *_also(found)], result=result
    )
    return found


@journal.action
def note_number(call: Call, *, by: Any, at: datetime) -> None:
    """Note that somebody saw the number that is called. Journal: correspondence.number-shown."""
    journal.write("correspondence.number-shown", by=by, about=call, at=at, also=_also(call))


def _go_on(call: Call, result: str, again_at: datetime | None, at: datetime) -> None:
    what = after(result, urgency=call.urgency, unanswered=call.unanswered, at=at, again_at=again_at)
    call.state, call.again_at = what.state, what.again_at
    if what.again_at:
        call.due_at = max(call.due_at, what.again_at)
    call.ended_at = None if what.state == "open" else at
    call.save(update_fields=["state", "again_at", "due_at", "ended_at", "unanswered"])
    if what.receipt:
        messaging.note_receipt(call.message, what.receipt, what.because, at=at)


def _whose(key: Any, kind: str) -> dict[str, Any] | None:
    """Give whom a call is for, as the fields of a Call; None when nobody of this id lives any more."""
    if kind == "account":
        account = Account.objects.filter(pk=key).first()
        return {"account": account} if account else None
    person = Person.objects.select_related("merged_into").filter(pk=key, died_on=None).first()
    return {"person": person.merged_into or person} if person else None


def _also(call: Call) -> list[Any]:
    return [key for key in (call.person_id, call.account_id) if key]
