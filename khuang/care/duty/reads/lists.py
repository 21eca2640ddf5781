"""The duty list: what nobody looks after yet, longest waiting first, then what is not settled."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet

from khuang.care.cases.models import Alert
from khuang.care.duty.models import Climb, Cry, Stray, Told
from khuang.care.duty.reads.rungs import phones_of
from khuang.care.duty.reads.words import why_not_words
from khuang.care.people.models import Person
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.journal.names import names
from khuang.ground.messaging.models import Message

ANSWERS, ACKNOWLEDGES = "cases.alerts", "cases.acknowledge"


@dataclass(frozen=True)
class Line:
    """One way by which somebody was told, and the number to call."""

    told: Told
    phone: str = ""
    why_not: str = ""

    @property
    def may_call(self) -> bool:
        return self.told.way == Told.Way.CALL and not self.told.because and not self.told.result


@dataclass(frozen=True)
class Waiting:
    """One alert, or one call of somebody unknown, on the list.

    person     whom it is about; none when nobody knows, or the record is guarded from the account
    guarded    the record opens for others only
    lines      who was told, newest first
    may_take, may_settle  what the account may do with it
    asked_me   the account was told and has not said that it cannot
    taken_by   name of whoever looks after it
    """

    of: Any
    climb: Climb | None
    person: Person | None
    guarded: bool
    cries: list[Cry]
    lines: list[Line]
    may_take: bool
    may_settle: bool
    asked_me: bool
    taken_by: str

    @property
    def is_stray(self) -> bool:
        return isinstance(self.of, Stray)

    @property
    def place(self) -> bool:
        return any(one.place for one in self.cries)

    @property
    def calls(self) -> int:
        """How often somebody called for it, from whatever address."""
        return sum(one.taps for one in self.cries)

    @property
    def last_call(self) -> datetime | None:
        return max((one.last_at for one in self.cries), default=None)

    @property
    def is_mistake(self) -> bool:
        return any(one.mistake_at for one in self.cries)

    @property
    def is_not_meant(self) -> bool:
        return bool(self.cries) and all(one.not_meant_at for one in self.cries)


@dataclass(frozen=True)
class DutyList:
    """What waits for somebody, what somebody looks after, and messages that may be cries."""

    waiting: list[Waiting]
    under_way: list[Waiting]
    looks: int = 0
    people: list[Person] = field(default_factory=list)


def duty_list(account: Any) -> DutyList:
    """Give the list as far as an account may see it; guarded records stand there without a name."""
    found = [*_alerts(account), *_strays(account)]
    waiting = sorted((one for one in found if not one.of.acknowledged_at), key=_by_lateness)
    under_way = sorted((one for one in found if one.of.acknowledged_at), key=_by_lateness)
    people = [one.person for one in found if one.person]
    return DutyList(waiting, under_way, to_look_at(account).count(), people)


def _by_lateness(one: Waiting) -> tuple[bool, datetime]:
    # Of whom the helper did not mean, nobody is in a hurry to hear.
    return one.is_not_meant, one.of.due_at


def alerts_in_place(account: Any) -> QuerySet[Alert]:
    """Give the open alerts of an account's places, guarded too; volunteers see what they were told of."""
    rows = Alert.objects.filter(settled_at=None)
    if may(account, ANSWERS):
        return scope_of(account, ANSWERS).in_place(rows)
    told = Told.objects.filter(climb__alert=OuterRef("pk"), account=account).order_by()
    return scope_of(account, ACKNOWLEDGES).filter(rows).filter(Exists(told))


def strays_of(account: Any) -> QuerySet[Stray]:
    """Give the open calls of somebody unknown, for whoever answers alerts everywhere."""
    rows = Stray.objects.filter(settled_at=None)
    return scope_of(account, ANSWERS).filter(rows) if may(account, ANSWERS) else rows.none()


@dataclass(frozen=True)
class Pulse:
    """How many wait that nobody looks after, and when somebody called last; no name, no id."""

    waiting: int
    newest: datetime | None


def pulse(account: Any) -> Pulse:
    """Give what the badge of an account shows; two short statements."""
    # Whoever calls again must be heard again, also when their first call still waits.
    meant = Q(cries__not_meant_at=None)
    found = [
        rows.filter(acknowledged_at=None).aggregate(
            count=Count("pk", distinct=True),
            raised=Max("raised_at"),
            called=Max("cries__last_at", filter=meant),
        )
        for rows in (alerts_in_place(account), strays_of(account))
    ]
    newest = [one[when] for one in found for when in ("raised", "called") if one[when]]
    return Pulse(sum(one["count"] for one in found), max(newest, default=None))


def to_look_at(account: Any) -> QuerySet[Message]:
    """Give incoming messages that may be cries for help and that nobody has read, newest first."""
    rows = Message.objects.filter(direction="in", urgency=Message.Urgency.RESERVED, seen_at=None)
    may_read = may(account, "correspondence.answer")
    return rows.exclude(state="withdrawn").order_by("-at", "-pk") if may_read else rows.none()


def _alerts(account: Any) -> list[Waiting]:
    rows = _with_climbs(alerts_in_place(account)).select_related(
        "person__merged_into__village", "person__village", "case"
    )
    return [_waiting(one, account, phones) for one, phones in _with_phones(rows)]


def _strays(account: Any) -> list[Waiting]:
    return [_waiting(one, account, phones) for one, phones in _with_phones(_with_climbs(strays_of(account)))]


def alert_waiting(account: Any, alert: Alert) -> Waiting:
    """Give one alert as the list shows it."""
    rows = _with_climbs(Alert.objects.filter(pk=alert.pk)).select_related(
        "person__merged_into__village",
        "person__merged_into__dwelling",
        "person__village",
        "person__dwelling",
        "case",
    )
    return next(_waiting(one, account, phones) for one, phones in _with_phones(rows))


def stray_waiting(account: Any, stray: Stray) -> Waiting:
    """Give one call of somebody unknown as the list shows it."""
    rows = _with_climbs(Stray.objects.filter(pk=stray.pk))
    return next(_waiting(one, account, phones) for one, phones in _with_phones(rows))


def _with_climbs(rows: QuerySet[Any]) -> QuerySet[Any]:
    told = Told.objects.select_related("account").order_by("-at", "pk")
    climbs = Climb.objects.prefetch_related(Prefetch("told", told)).order_by("begun_at")
    return rows.prefetch_related(Prefetch("climbs", climbs), "cries")


def _with_phones(rows: Iterable[Any]) -> list[tuple[Any, dict[UUID, str]]]:
    found = list(rows)
    accounts: dict[UUID, Account] = {
        told.account_id: told.account
        for one in found
        for climb in one.climbs.all()
        for told in climb.told.all()
        if told.account
    }
    phones = phones_of(accounts.values())
    return [(one, phones) for one in found]


def _waiting(of: Any, account: Any, phones: dict[UUID, str]) -> Waiting:
    climb = next(iter(of.climbs.all()), None)
    told = list(climb.told.all()) if climb else []
    is_alert = isinstance(of, Alert)
    opens = not is_alert or scope_of(account, ACKNOWLEDGES).opens(of)
    person = (of.person.merged_into or of.person) if is_alert and opens else None
    return Waiting(
        of=of,
        climb=climb,
        person=person,
        guarded=not opens,
        cries=list(of.cries.all()),
        lines=[_line(one, phones) for one in told],
        may_take=opens and of.acknowledged_at is None,
        may_settle=opens and may(account, ANSWERS, of),
        asked_me=_is_asked(told, account) and climb is not None and climb.stopped_at is None,
        taken_by=names().get(of.acknowledged_by_id, "") if of.acknowledged_by_id else "",
    )


def _line(told: Told, phones: dict[UUID, str]) -> Line:
    phone = phones.get(told.account_id, "") if told.way == Told.Way.CALL else ""
    return Line(told, phone, why_not_words(told.because) if told.because else "")


def _is_asked(told: Collection[Told], account: Any) -> bool:
    mine = [one for one in told if one.account_id == account.pk]
    return bool(mine) and all(one.result != Told.Result.CANNOT for one in mine)
