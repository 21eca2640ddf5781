"""Resolve an item in a meeting with a quorum, and forward what was adopted to the municipality."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
from khuang.civic.council.models import AgendaEntry, Dissent, Item, Meeting, Presence, Resolution, Round, Seat
from khuang.civic.council.rules.problems import InARound, MovedOn, NotAdopted, NotOnAgenda
from khuang.civic.council.rules.votes import check_votes
from khuang.civic.issues import actions as issues
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.journal import actions as journal


@dataclass(frozen=True)
class Votes:
    """Votes of seats; they need not be as many as the seats that came, never more."""

    votes_for: int
    against: int
    abstained: int


@dataclass(frozen=True)
class Objection:
    """A dissent in words, and whose it is where seats are shown."""

    words: str
    seat: Seat | None = None


@journal.action
def resolve(
    item: Item,
    meeting: Meeting,
    *,
    outcome: str,
    words: str,
    votes: Votes,
    dissents: Sequence[Objection] = (),
    by: Any,
    at: datetime,
) -> Resolution:
    """Note what a meeting resolved about an item on its agenda. Journal: council.resolved.

    outcome  adopted, changed or declined
    Whoever follows its issues is told. Raises PermissionDenied, MovedOn, NotOnAgenda, InARound, NoQuorum,
    MoreVotesThanSeats, NoMajority, DissentOfNobody, NoWords, WordsTellWho.
    """
    ask(by)
    council, item = one_at_a_time(item.council), open_item(item)
    _check_heard(item, meeting)
    check_votes(
        votes_for=votes.votes_for,
        against=votes.against,
        abstained=votes.abstained,
        present=Presence.objects.filter(meeting=meeting).count(),
        wanted=meeting.needed,
        adopts=outcome != "declined",
        dissents=len(dissents),
    )
    year = year_of(meeting.begins_at)
    numbers = Resolution.objects.filter(item__council=council, year=year).values_list("number", flat=True)
    made = Resolution.objects.create(
        item=item,
        meeting=meeting,
        number=next_number(numbers),
        year=year,
        outcome=outcome,
        words=public(words),
        votes_for=votes.votes_for,
        against=votes.against,
        abstained=votes.abstained,
        made_at=at,
        by_id=by.pk,
    )
    for one in dissents:
        seat = one.seat if council.is_by_seat else None
        Dissent.objects.create(resolution=made, seat=seat, words=public(one.words))
    move(item, "resolved")
    _lead_on(made, by, at)
    return made


@journal.action
def forward(resolution: Resolution, *, by: Any, at: datetime) -> Resolution:
    """Send an adopted resolution with its path to the municipality, once. Journal: council.forwarded.

    The plan takes it in from there and owes a reply. Raises PermissionDenied, NotAdopted, MovedOn.
    """
    ask(by)
    resolution = locked(resolution)
    if not resolution.is_adopted:
        raise NotAdopted
    if resolution.forwarded_at:
        raise MovedOn
    resolution.forwarded_at, resolution.forwarded_by_id = at, by.pk
    resolution.save(update_fields=["forwarded_at", "forwarded_by_id"])
    item = locked(resolution.item)
    move(item, "forwarded")
    issues.tell(Node("resolution", resolution.pk), "council.forwarded", title=item.title, at=at)
    journal.write("council.forwarded", by=by, about=resolution, at=at, item=str(item.pk))
    return resolution


def _check_heard(item: Item, meeting: Meeting) -> None:
    if not meeting.is_held:
        raise MovedOn
    if not AgendaEntry.objects.filter(meeting=meeting, item=item).exists():
        raise NotOnAgenda
    if item.rounds.filter(round__state=Round.State.OPEN).exists():
        raise InARound


def _lead_on(made: Resolution, by: Any, at: datetime) -> None:
    node, title = Node("resolution", made.pk), made.item.title
    issues.lead_on(Node("item", made.item_id), node, "resolved-in", by=by, at=at)
    journal.write("council.resolved", by=by, about=made, at=at, item=str(made.item_id))
    news = "council.resolved" if made.is_adopted else "council.declined"
    issues.tell(node, news, title=title, words=made.words, at=at)
