"""Broadcasts, what one would cost, and how one went by sex and village."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.care.correspondence.models import Broadcast, Call, Recipient
from khuang.care.correspondence.reads.audiences import CALL, NOBODY, STOPPED, audience, cost_of, reached
from khuang.care.correspondence.rules.audiences import Cost, groups
from khuang.care.people.models import Person
from khuang.ground.accounts.reads import scope_of
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.reads import channel
from khuang.ground.places.models import Village

ARRIVED, ON_WAY, NOT = "arrived", "on-way", "not"
_OUTCOMES = {
    Message.State.SENT: ARRIVED,
    Message.State.DELIVERED: ARRIVED,
    Message.State.QUEUED: ON_WAY,
    Message.State.AT_CONTACT: ON_WAY,
}


@dataclass(frozen=True)
class Preview:
    """What would happen, before it does.

    ways    (words, people) by the first way
    count   people altogether
    """

    count: int
    ways: list[tuple[str, int]]
    cost: Cost
    to_call: int
    to_visit: int
    stopped: int


@dataclass(frozen=True)
class Outcome:
    """How it went for some people: whose label, and counts by outcome."""

    label: str
    arrived: int
    on_way: int
    not_reached: int


def broadcasts(account: Any) -> QuerySet[Broadcast]:
    """Give the broadcasts that an account may see: its own, or all for who may send everywhere."""
    rows = Broadcast.objects.exclude(state=Broadcast.State.DROPPED)
    everywhere = scope_of(account, "correspondence.broadcast").everywhere
    return rows if everywhere else rows.filter(made_by_id=account.pk)


def group_words(code: str) -> str:
    """Name a group in the reader's language."""
    group = groups().get(code)
    return (group.th if get_language() == "th" else group.en) if group else code


def way_words(code: str) -> str:
    """Name the first way by which somebody is told."""
    words = {NOBODY: _("Neither LINE nor telephone"), STOPPED: _("Wants no news and invitations")}
    found = channel(code)
    return words.get(code) or (str(found.words) if found else code)


def preview(account: Any, broadcast: Broadcast, *, on: date) -> Preview:
    """Count whom a broadcast would reach by which way, and what that costs."""
    people = list(audience(account, broadcast, on=on))
    ways = Counter(one.way for one in reached(people, is_warning=broadcast.kind == Broadcast.Kind.WARNING))
    return Preview(
        count=len(people),
        ways=[(way_words(code), count) for code, count in ways.most_common()],
        cost=cost_of(ways.elements(), now=broadcast.now),
        to_call=ways[CALL],
        to_visit=ways[NOBODY],
        stopped=ways[STOPPED],
    )


def village_names(broadcast: Broadcast) -> list[str]:
    """Name where a broadcast goes; nothing means everywhere."""
    return [str(one) for one in Village.objects.filter(pk__in=broadcast.villages)]


def recipients(account: Any, broadcast: Broadcast) -> QuerySet[Recipient]:
    """Give whom a broadcast was meant for, in an account's places."""
    rows = Recipient.objects.filter(broadcast=broadcast).select_related("person__village", "person__dwelling")
    return scope_of(account, "correspondence.broadcast").filter(rows)


def left_to_tell(account: Any, broadcast: Broadcast) -> list[Recipient]:
    """Give who must be told in person, and was not yet: no other way, or none that worked."""
    failed = _states(broadcast)
    rows = recipients(account, broadcast).filter(told_at=None).exclude(way=STOPPED)
    ordered = rows.order_by("person__village__moo", "person__sort_key", "pk")
    return [one for one in ordered if one.way == NOBODY or failed.get(one.person_id) == NOT]


def outcomes(account: Any, broadcast: Broadcast) -> tuple[list[Outcome], list[Outcome]]:
    """Say how it went by sex and by village, of whom the account may see."""
    states = _states(broadcast)
    by_sex: dict[str, Counter[str]] = {}
    by_village: dict[str, Counter[str]] = {}
    for one in recipients(account, broadcast):
        went = ARRIVED if one.told_at else states.get(one.person_id, NOT)
        by_sex.setdefault(one.person.get_sex_display(), Counter())[went] += 1
        by_village.setdefault(str(one.person.village or _("not known")), Counter())[went] += 1
    return _in_words(by_sex), _in_words(by_village)


def _in_words(counted: dict[str, Counter[str]]) -> list[Outcome]:
    return [Outcome(label, one[ARRIVED], one[ON_WAY], one[NOT]) for label, one in sorted(counted.items())]


def _states(broadcast: Broadcast) -> dict[Any, str]:
    """Say how the newest message of each went; a call counts when it was made."""
    found: dict[Any, str] = {}
    rows = Message.objects.filter(about_id=broadcast.pk, party_kind="person").order_by("at", "pk")
    over = Call.objects.filter(message__about_id=broadcast.pk, state=Call.State.CANCELLED)
    not_made = set(over.values_list("message_id", flat=True))
    for key, party, state, way in rows.values_list("pk", "party_id", "state", "channel"):
        if key in not_made:
            found[party] = NOT
            continue
        went = _OUTCOMES.get(state, NOT)
        # What waits for one of ours to say it has not arrived yet.
        found[party] = ON_WAY if way in ("call", "visit") and state == Message.State.SENT else went
    return found


def people_of(recipient_rows: list[Recipient]) -> list[Person]:
    """Give the people of rows, for the journal."""
    return [one.person for one in recipient_rows]
