"""End a silence: take back the call and the visit that nobody has begun."""

from datetime import datetime
from typing import Any

from khuang.care.correspondence.actions.withdrawing import withdraw_call
from khuang.care.people.models import Person
from khuang.care.visits.actions.asked import withdraw_asked
from khuang.care.wellbeing.models import Silence
from khuang.ground.journal import actions as journal


def close(person: Person, because: Any, *, by: Any, at: datetime) -> Silence | None:
    """End the open silence of a person, if there is one."""
    found = open_of(person)
    return finish(found, because, by=by, at=at) if found else None


def open_of(person: Person) -> Silence | None:
    """Give the open silence of a person, locked."""
    rows = Silence.objects.select_for_update(of=("self",)).select_related("person", "call")
    return rows.filter(person=person, ended_at=None).first()


def finish(silence: Silence, because: Any, *, by: Any, at: datetime) -> Silence:
    """End a silence that is locked. Journal: wellbeing.silence-ended, and what taking back writes."""
    silence.ended_at, silence.ended_because, silence.ended_by_id = at, because, by.pk
    silence.next_at = None
    silence.save(update_fields=["ended_at", "ended_because", "ended_by_id", "next_at"])
    if silence.call is not None and because != Silence.Ended.CALL:
        withdraw_call(silence.call, by=by, at=at)
    if silence.visit_id and because != Silence.Ended.VISIT:
        withdraw_asked(silence.visit_id, by=by, at=at)
    journal.write(
        "wellbeing.silence-ended", by=by, about=silence, at=at, also=[silence.person_id], because=because
    )
    return silence
