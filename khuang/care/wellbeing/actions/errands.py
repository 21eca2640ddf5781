"""Bring somebody what no other way could tell them: a visit of today, asked for by a message."""

from datetime import datetime

from khuang.care.people.models import Person
from khuang.care.visits.actions.asked import ask_today
from khuang.care.visits.models import PlannedVisit, Visit
from khuang.care.wellbeing.actions.climbing import go_there
from khuang.care.wellbeing.actions.ending import open_of
from khuang.care.wellbeing.models import Errand
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.reads import message_of


def ask_visit(entry: Entry) -> None:
    """Follow messaging.visit-asked: add a visit to today's round, once. Journal: visits.visit-added.

    A message about a silence lets somebody look after them; any other is brought word for word. When
    nobody goes today the message is told so.
    """
    message = message_of(entry)
    if message is None or message.party_kind != "person" or Errand.objects.filter(message=message).exists():
        return
    found = Person.objects.select_related("merged_into").filter(pk=message.party_id).first()
    person = found and (found.merged_into or found)
    if person is None or not person.is_here:
        messaging.note_receipt(message, "failed", "nobody", at=entry.at)
        return
    silence = open_of(person)
    if silence is not None and silence.pk == message.about_id:
        go_there(silence, at=entry.at)
        visit = silence.visit
    else:
        visit = ask_today(person, purpose="message", bring=message.text, by=journal.SYSTEM, at=entry.at)
    Errand.objects.create(person=person, message=message, visit=visit, asked_at=entry.at)
    if not _goes(visit):
        messaging.note_receipt(message, "failed", "nobody-goes", at=entry.at)


def close_errands(visit: Visit, *, at: datetime) -> None:
    """Tell each message that a visit brought whether it arrived."""
    if visit.planned_id is None:
        return
    for one in Errand.objects.filter(visit=visit.planned_id, done_at=None).select_related("message"):
        _done(one, visit.result == Visit.Result.MET, at)


def _done(errand: Errand, has_met: bool, at: datetime) -> None:
    errand.done_at = at
    errand.save(update_fields=["done_at"])
    message: Message = errand.message
    messaging.note_receipt(message, "delivered" if has_met else "failed", "" if has_met else "not-met", at=at)


def _goes(visit: PlannedVisit | None) -> bool:
    return visit is not None and visit.state == PlannedVisit.State.PLANNED
