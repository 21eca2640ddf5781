"""Follow whether somebody can tap: who blocked us or unfollowed is called instead, from this very day on."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.wellbeing.actions.silences import fall_silent, is_awaited
from khuang.care.wellbeing.models import CheckIn
from khuang.care.wellbeing.reads.reach import who_tap
from khuang.care.wellbeing.reads.settings import free_days, setting
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.messaging.models import Contact, Message
from khuang.ground.messaging.reads import parties_of

Way = CheckIn.Way


def take_reach(entry: Entry) -> None:
    """Follow a change of how somebody is reached: check-ins go by tap or by call.

    Journal: wellbeing.way-changed. Whoever was to tap today and no longer can is called at once.
    """
    day = timezone.localdate(entry.at)
    held = list(CheckIn.objects.filter(person__in=_persons(entry), until=None).select_related("person"))
    tapping = who_tap([one.person_id for one in held])
    for one in held:
        way = Way.TAP if one.person_id in tapping else Way.CALL
        if way == one.way:
            continue
        one.way = way
        one.save(update_fields=["way"])
        journal.write("wellbeing.way-changed", by=journal.SYSTEM, about=one.person, at=entry.at, way=str(way))
        if way == Way.CALL and _is_due(one, day):
            CheckIn.objects.filter(pk=one.pk).update(settled_on=day)
            fall_silent(one, day, at=entry.at, at_once=True)


def _is_due(held: CheckIn, day: date) -> bool:
    is_day = held.since <= day and day.weekday() in held.weekdays and day not in free_days(setting())
    return is_day and is_awaited(held.person_id, day)


def _persons(entry: Entry) -> Iterable[UUID]:
    """Give whom a journal line speaks of: by their own id, or as those for whom an address speaks."""
    keys = {UUID(str(one)) for one in entry.references.get("also", ())} | {entry.about_id}
    contact = Contact.objects.filter(pk=entry.about_id).first()
    if contact is None and entry.about_kind == "message":
        message = Message.objects.select_related("contact").filter(pk=entry.about_id).first()
        contact = message.contact if message else None
    keys |= {one.id for one in parties_of(contact)} if contact else set()
    rows = Person.objects.filter(pk__in=keys - {None}).values_list("pk", "merged_into")
    return {merged or key for key, merged in rows}
