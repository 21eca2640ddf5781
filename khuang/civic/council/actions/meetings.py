"""Call a meeting, lay out its agenda, note who came and what was said."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from khuang.civic.council.actions.leave import (
    ask,
    locked,
    move,
    next_number,
    one_at_a_time,
    open_item,
    public,
    year_of,
)
from khuang.civic.council.models import AgendaEntry, Council, Item, Meeting, Presence, Round, Seat
from khuang.civic.council.rules.problems import (
    FewerPeopleThanSeats,
    InThePast,
    MovedOn,
    NobodyCame,
    NotYet,
    NoWords,
    SameItem,
    SeatEnded,
)
from khuang.civic.council.rules.votes import needed
from khuang.ground.journal import actions as journal


@journal.action
def call_meeting(council: Council, *, begins_at: datetime, place: str, by: Any, at: datetime) -> Meeting:
    """Call a meeting; it is numbered within its year. Journal: council.meeting-called.

    Raises PermissionDenied, InThePast, NoWords.
    """
    ask(by)
    if begins_at <= at:
        raise InThePast
    council, year = one_at_a_time(council), year_of(begins_at)
    numbers = Meeting.objects.filter(council=council, year=year).values_list("number", flat=True)
    meeting = Meeting.objects.create(
        council=council,
        number=next_number(numbers),
        year=year,
        begins_at=begins_at,
        place=public(place),
        made_at=at,
        by_id=by.pk,
    )
    journal.write("council.meeting-called", by=by, about=meeting, at=at)
    return meeting


@journal.action
def cancel_meeting(meeting: Meeting, *, because: str, by: Any, at: datetime) -> Meeting:
    """Cancel a meeting, for a reason; its items wait for another. Journal: council.meeting-cancelled.

    Raises PermissionDenied, MovedOn, NoWords, WordsTellWho.
    """
    meeting = _called(meeting, by)
    meeting.state, meeting.cancelled_because = Meeting.State.CANCELLED, public(because)
    meeting.save(update_fields=["state", "cancelled_because"])
    for entry in meeting.agenda.select_related("item"):
        _wait_again(entry.item)
    journal.write("council.meeting-cancelled", by=by, about=meeting, at=at)
    return meeting


@journal.action
def put_on_agenda(meeting: Meeting, item: Item, *, by: Any, at: datetime) -> AgendaEntry:
    """Put an open item on the agenda of a meeting to come, once. Journal: council.agenda-set.

    Raises PermissionDenied, MovedOn, SameItem when it belongs to another council.
    """
    meeting = _called(meeting, by)
    item = open_item(item)
    if item.council_id != meeting.council_id:
        raise SameItem
    there = AgendaEntry.objects.filter(meeting=meeting, item=item).first()
    if there:
        return there
    numbers = meeting.agenda.values_list("number", flat=True)
    made = AgendaEntry.objects.create(meeting=meeting, item=item, number=next_number(numbers))
    if item.state == Item.State.PROPOSED:
        move(item, "listed")
    journal.write("council.agenda-set", by=by, about=meeting, at=at, item=str(item.pk))
    return made


@journal.action
def take_off_agenda(entry: AgendaEntry, *, by: Any, at: datetime) -> None:
    """Take an item off the agenda of a meeting to come. Journal: council.agenda-cleared.

    Raises PermissionDenied, MovedOn.
    """
    meeting = _called(entry.meeting, by)
    item = entry.item
    entry.delete()
    _wait_again(item)
    journal.write("council.agenda-cleared", by=by, about=meeting, at=at, item=str(item.pk))


@journal.action
def hold_meeting(
    meeting: Meeting, *, seats: Collection[Seat], people: Mapping[str, int], by: Any, at: datetime
) -> Meeting:
    """Note which seats and how many people came; it fixes the quorum as it was that day.

    people  "female", "male", "other" -> number. Journal: council.meeting-held.
    Raises PermissionDenied, MovedOn, NotYet, NobodyCame, FewerPeopleThanSeats, SeatEnded for a seat that
    had none on that day.
    """
    meeting = _called(meeting, by)
    if meeting.begins_at > at:
        raise NotYet
    there = list(_seats_on(meeting))
    if not seats or not sum(people.values()):
        raise NobodyCame
    if sum(people.values()) < len(seats):
        raise FewerPeopleThanSeats
    if {one.pk for one in seats} - {one.pk for one in there}:
        raise SeatEnded
    meeting.state, meeting.held_at = Meeting.State.HELD, at
    meeting.women, meeting.men = people.get("female", 0), people.get("male", 0)
    meeting.other = people.get("other", 0)
    meeting.seats_then = len(there)
    meeting.needed = needed(len(there), meeting.council.quorum_percent)
    meeting.save()
    Presence.objects.bulk_create(Presence(meeting=meeting, seat=one) for one in seats)
    journal.write("council.meeting-held", by=by, about=meeting, at=at, seats=len(seats))
    return meeting


@journal.action
def note_said(entry: AgendaEntry, *, words: str, by: Any, at: datetime) -> AgendaEntry:
    """Write down what was said of an item at a meeting that was held. Journal: council.heard.

    Raises PermissionDenied, MovedOn, NoWords, WordsTellWho.
    """
    ask(by)
    if not entry.meeting.is_held:
        raise MovedOn
    if not words.strip():
        raise NoWords
    entry.note = public(words)
    entry.save(update_fields=["note"])
    journal.write("council.heard", by=by, about=entry.meeting, at=at, item=str(entry.item_id))
    return entry


def _called(meeting: Meeting, by: Any) -> Meeting:
    ask(by)
    meeting = locked(meeting)
    if not meeting.is_called:
        raise MovedOn
    return meeting


def _seats_on(meeting: Meeting) -> Any:
    day = timezone.localdate(meeting.begins_at)
    open_then = Q(until=None) | Q(until__gte=day)
    return Seat.objects.filter(open_then, council=meeting.council_id, since__lte=day)


def _wait_again(item: Item) -> None:
    """An open item that no meeting to come will hear and nobody scores now is proposed again."""
    item = locked(item)
    ahead = AgendaEntry.objects.filter(item=item, meeting__state=Meeting.State.CALLED)
    is_scored = item.rounds.filter(round__state=Round.State.OPEN).exists()
    if item.state == Item.State.LISTED and not ahead.exists() and not is_scored:
        move(item, "proposed")
