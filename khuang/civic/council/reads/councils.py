"""Councils, their seats and delegates, meetings and items."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from khuang.civic.council.models import (
    Council,
    CriteriaSet,
    Delegate,
    Item,
    Meeting,
    Resolution,
    Round,
    Seat,
)
from khuang.civic.council.rules.criteria import Criterion, of_rows, shipped
from khuang.civic.council.rules.votes import has_quorum
from khuang.civic.issues.models import Issue


@dataclass(frozen=True)
class Seated:
    """A seat with those who speak for it now."""

    seat: Seat
    delegates: list[Delegate]


@dataclass(frozen=True)
class Attendance:
    """Who came to a meeting: seats, and whether they are enough."""

    seats: list[Seat]
    wanted: int
    of: int
    has_quorum: bool


def councils() -> list[Council]:
    """Give the councils at work, the Council of Community Organisations first."""
    rows = Council.objects.filter(closed_on=None)
    return sorted(rows, key=lambda one: one.kind != Council.Kind.COMMUNITY)


def seats(council: Council, *, on: date) -> QuerySet[Seat]:
    """Give the seats of a council on a day."""
    rows = Seat.objects.filter(Q(until=None) | Q(until__gt=on), council=council, since__lte=on)
    return rows.select_related("organization").order_by("organization__name", "pk")


def seated(council: Council, *, on: date) -> list[Seated]:
    """Give the seats of a council with their delegates on a day; two queries."""
    rows = list(seats(council, on=on))
    speaking = Delegate.objects.filter(Q(until=None) | Q(until__gt=on), seat__in=rows, since__lte=on)
    of: dict[UUID, list[Delegate]] = {}
    for one in speaking.select_related("account"):
        of.setdefault(one.seat_id, []).append(one)
    return [Seated(seat, of.get(seat.pk, [])) for seat in rows]


def past_seats(council: Council, *, on: date) -> QuerySet[Seat]:
    """Give the seats that have ended, newest first."""
    rows = Seat.objects.filter(council=council, until__lte=on)
    return rows.select_related("organization").order_by("-until", "pk")


def seats_of(account: Any, *, at: datetime) -> list[Seat]:
    """Give the seats for which an account speaks now."""
    day = timezone.localdate(at)
    now = Q(until=None) | Q(until__gt=day)
    speaking = Delegate.objects.filter(now, account_id=account.pk, since__lte=day)
    rows = Seat.objects.filter(now, pk__in=speaking.values("seat_id"))
    return list(rows.select_related("organization", "council"))


def criteria(council: Council) -> tuple[tuple[Criterion, ...], CriteriaSet | None]:
    """Give the criteria that hold for the next round, and the set that was announced, if any was."""
    newest = CriteriaSet.objects.filter(council=council).first()
    return (of_rows(newest.criteria) if newest else shipped()), newest


def items(council: Council) -> QuerySet[Item]:
    """Give the items of a council, newest first."""
    return Item.objects.filter(council=council).select_related("village", "into").order_by("-made_at", "-pk")


def open_items(council: Council) -> QuerySet[Item]:
    """Give the items that may still be scored or resolved."""
    return items(council).filter(state__in=(Item.State.PROPOSED, Item.State.LISTED))


def meetings(council: Council) -> QuerySet[Meeting]:
    """Give the meetings of a council, the latest first."""
    return Meeting.objects.filter(council=council)


def rounds(council: Council) -> QuerySet[Round]:
    """Give the rounds of a council, newest first."""
    return Round.objects.filter(council=council)


def resolutions(council: Council) -> QuerySet[Resolution]:
    """Give what a council resolved, newest first."""
    return Resolution.objects.filter(item__council=council).select_related("item", "meeting")


def attendance(meeting: Meeting) -> Attendance | None:
    """Give who came to a meeting that was held."""
    if not meeting.is_held:
        return None
    rows = [one.seat for one in meeting.seats.select_related("seat__organization")]
    wanted = meeting.needed or 0
    return Attendance(rows, wanted, meeting.seats_then or 0, has_quorum(len(rows), wanted))


def cited(item: Item) -> list[Issue]:
    """Give the published counts of people with this kind of need there: rounded, and only when many share it.

    They are issues that `issues` raised from figures, so what stands there was safe to publish.
    """
    if not item.kind:
        return []
    rows = Issue.objects.filter(source=Issue.Source.FIGURES, kind=item.kind, people__isnull=False)
    here = Q(village=None) | (Q(village=item.village) if item.village_id else Q(village__isnull=False))
    return list(rows.filter(here).exclude(state=Issue.State.WITHDRAWN).select_related("village"))
