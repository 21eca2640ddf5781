"""By which ways somebody is reached, for the page of a person and the page of ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from khuang.care.correspondence.models import LineChoice, LinkCode, Supporter
from khuang.care.people.models import Person
from khuang.ground.accounts.reads import may
from khuang.ground.messaging.models import Contact, Message, Route
from khuang.ground.messaging.reads import account_of, channel, is_on, routes_of
from khuang.ground.messaging.rules.parties import Party


@dataclass(frozen=True)
class WayLine:
    """One way in the list.

    whose    the helper who reads there, or ""
    address  telephone or e-mail address; nothing of LINE, which nobody can read anyway
    state    in words, when something is to be known of it
    others   how many other people are reached by the same contact
    """

    route: Route
    words: str
    whose: str
    address: str
    state: str
    last_in_at: datetime | None
    others: int
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class WaysPage:
    """Everything about how one person is reached.

    twice  their own LINE accounts, when there are several and nobody has chosen
    """

    person: Person
    ways: list[WayLine]
    ended: list[WayLine]
    helpers: list[Supporter]
    waiting: list[LinkCode]
    twice: list[WayLine]
    last_heard_at: datetime | None
    has_line: bool


@dataclass(frozen=True)
class Strip:
    """How a person is reached, for their whole page."""

    ways: list[WayLine]
    last_heard_at: datetime | None
    asks: bool
    may_change: bool
    may_read: bool
    may_call: bool


def strip(account: Any, person: Person) -> Strip | None:
    """Give the section of a person's page; None for an account that has nothing to do with it."""
    leave = ("correspondence.contacts", "correspondence.answer", "correspondence.calls")
    change, read, call = (may(account, one, person) for one in leave)
    if not (change or read or call):
        return None
    ways = _lines(routes_of(Party(person.pk)), person)
    return Strip(ways, last_heard_at([person.pk]), bool(_twice(person, ways)), change, read, call)


def ways_page(person: Person, *, at: datetime) -> WaysPage:
    """Gather how a person is reached. Whoever shows it writes people.viewed."""
    ways = _lines(routes_of(Party(person.pk)), person)
    gone = Route.objects.filter(party_id=person.pk).exclude(until=None).select_related("contact")
    codes = LinkCode.objects.filter(person=person, used_at=None, closed_at=None, until__gt=at)
    return WaysPage(
        person=person,
        ways=ways,
        ended=_lines(gone.order_by("-until", "-pk"), person),
        helpers=list(Supporter.objects.filter(person=person, until=None)),
        waiting=list(codes.select_related("helper")),
        twice=_twice(person, ways),
        last_heard_at=last_heard_at([person.pk]),
        has_line=is_on("line"),
    )


def last_heard_at(keys: Iterable[UUID]) -> datetime | None:
    """Say when anything last came from somebody, by whatever way."""
    rows = Message.objects.filter(party_id__in=list(keys), direction=Message.Direction.IN)
    return rows.aggregate(last=Max("at"))["last"]


def official_id() -> str:
    """Give the name of the municipality's LINE account with its @, as LINE told it, or ""."""
    account = account_of("line")
    return str(account.status.get("basic_id", "")) if account and account.is_on else ""


def own_lines(account: Any) -> list[Route]:
    """Give the LINE accounts of one of ours."""
    return [one for one in routes_of(Party(account.pk, "account")) if one.channel == "line"]


def own_numbers(account: Any) -> list[Route]:
    """Give the telephone of one of ours; none, or one."""
    routes = routes_of(Party(account.pk, "account"))
    return [one for one in routes if one.channel == "call" and one.contact]


def _lines(routes: Iterable[Route], person: Person) -> list[WayLine]:
    rows = list(routes)
    last = len(rows) - 1
    return [_line(one, person, number == 0, number == last) for number, one in enumerate(rows)]


def _line(route: Route, person: Person, is_first: bool, is_last: bool) -> WayLine:
    contact, found = route.contact, channel(route.channel)
    others = Route.objects.filter(contact=contact, until=None).exclude(party_id=person.pk)
    return WayLine(
        route=route,
        words=str(found.words) if found else route.channel,
        whose=route.helper_name or "",
        address=contact.address if contact and route.channel != "line" else "",
        state=_state(route),
        last_in_at=contact.last_in_at if contact else None,
        others=others.values("party_id").distinct().count() if contact else 0,
        is_first=is_first,
        is_last=is_last,
    )


def _state(route: Route) -> str:
    contact = route.contact
    if contact is None or route.channel != "line":
        return ""
    if not is_on(route.channel):
        return _("switched off")
    words = {
        Contact.State.NEW: _("has not agreed yet"),
        Contact.State.DECLINED: _("does not want messages"),
        Contact.State.GONE: _("has left; the next way is used"),
    }.get(contact.state, "")
    return str(words or (_("wants no news and invitations") if contact.stopped_at else ""))


def _twice(person: Person, ways: list[WayLine]) -> list[WayLine]:
    own = [one for one in ways if one.route.channel == "line" and not one.route.is_helper]
    if len(own) < 2:
        return []
    chosen = LineChoice.objects.filter(person=person).first()
    newest = max(one.route.since for one in own)
    return [] if chosen and chosen.at >= newest else own
