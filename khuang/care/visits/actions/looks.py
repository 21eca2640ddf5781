"""Looking at rounds and histories is noted, as changing them is."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from khuang.care.people.models import Household, Person
from khuang.care.visits.models import PlannedVisit, VisitReply
from khuang.care.visits.reads.rounds import Round
from khuang.ground.journal import actions as journal

_ROUND = {
    "opened": "visits.round-opened",
    "printed": "visits.round-printed",
    "handed-out": "visits.round-handed-out",
}


@journal.action
def note_round(round_: Round, how: str, *, by: Any, at: datetime) -> None:
    """Note that a round was opened, printed or handed out to a phone, and of whom it speaks.

    Journal: visits.round-opened, visits.round-printed, visits.round-handed-out.
    """
    keys = [one.pk for one in round_.people]
    count = len(round_.stops)
    journal.write(_ROUND[how], by=by, about=round_.volunteer, at=at, also=keys, stops=count)
    shown = [one.pk for stop in round_.stops for one in stop.replies if one.seen_at is None]
    if how != "printed" and by.pk == round_.volunteer.account_id:
        VisitReply.objects.filter(pk__in=shown).update(seen_at=at)


@journal.action
def note_home(household: Household, people: Iterable[Person], *, by: Any, at: datetime) -> None:
    """Note that somebody opened a home of the round. Journal: visits.home-opened."""
    keys = [one.pk for one in people]
    journal.write("visits.home-opened", by=by, about=household, at=at, also=keys)


@journal.action
def note_stop(planned: PlannedVisit, *, by: Any, at: datetime) -> None:
    """Note that somebody opened the page that records a visit. Journal: visits.stop-opened."""
    journal.write("visits.stop-opened", by=by, about=planned.person, at=at)


@journal.action
def note_history(person: Person, *, by: Any, at: datetime) -> None:
    """Note that somebody read the visits to a person. Journal: visits.history-opened."""
    journal.write("visits.history-opened", by=by, about=person, at=at)
