"""Who stands on a rung of the ladder for somebody, and by which ways each is reached."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from khuang.care.cases.models import Alert
from khuang.care.duty.reads.ladder import on_duty_at
from khuang.care.duty.rules.ladder import DAY, SUPERVISOR, VOLUNTEER, Ladder
from khuang.care.people.models import Person
from khuang.care.visits.models import CareSchedule, Volunteer
from khuang.care.visits.reads.availability import away_on
from khuang.ground.accounts.models import Account, AssignedHome
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.accounts.reads.guards import may_see_at
from khuang.ground.accounts.rules import policy
from khuang.ground.messaging import reads as messaging
from khuang.ground.messaging.models import Contact
from khuang.ground.messaging.rules.parties import Party
from khuang.ground.municipalities.context import current_id

ANSWERS, ACKNOWLEDGES, DECIDES = "cases.alerts", "cases.acknowledge", "cases.approve"


@dataclass(frozen=True)
class Where:
    """For whom a rung is asked: an alert, or a village and a home, or nothing for somebody unknown."""

    alert: Alert | None = None
    village_id: UUID | None = None
    home_id: UUID | None = None

    @classmethod
    def of(cls, alert: Alert | None) -> "Where":
        if alert is None:
            return cls()
        person = _human(alert.person)
        return cls(alert, person.village_id, person.dwelling_id)


@dataclass(frozen=True)
class Reach:
    """Somebody on a rung.

    line     a LINE account is linked, and LINE is switched on
    phone    number to call, "" when none is known
    at_desk  sits where the badge is seen and the sound is heard
    away     absent today, so not asked
    """

    account: Account
    line: bool
    phone: str
    at_desk: bool
    away: bool = False

    @property
    def is_reachable(self) -> bool:
        return not self.away and (self.line or bool(self.phone) or self.at_desk)


def on_rung(rung: str, where: Where, ladder: Ladder, *, at: datetime) -> list[Reach]:
    """Give who stands on a rung, in order of their names; those who are away too, marked."""
    part = ladder.part_at(timezone.localtime(at).time())
    if rung == VOLUNTEER:
        return _reaches(*_volunteers(where, at), at_desk=False)
    keys = _on_duty(where, ladder, at) if rung == SUPERVISOR else _heads(where, at)
    return _reaches(_opening(keys, where), at_desk=part == DAY)


def _volunteers(where: Where, at: datetime) -> tuple[list[Account], set[UUID]]:
    """Give my carer if they hold the home and are here, else whoever holds it; and who of them is away."""
    holders = _holders(where, at)
    day = timezone.localdate(at)
    rows = Volunteer.objects.filter(account__in=holders)
    volunteers = {one.account_id: one for one in rows}
    gone = {key for key, one in volunteers.items() if one.left_on and one.left_on <= day}
    absent = away_on([one.pk for one in volunteers.values()], day)
    away = gone | {key for key, one in volunteers.items() if one.pk in absent}
    mine = [one for one in holders if one.pk == _carer(where) and one.pk not in away]
    return mine or holders, away


def _holders(where: Where, at: datetime) -> list[Account]:
    """Give the volunteers to whom the home is assigned, and for whom the record opens."""
    if where.home_id is None:
        return []
    open_now = Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
    roles = [code for code, role in policy().roles.items() if role.volunteer]
    rows = AssignedHome.objects.filter(open_now, home_id=where.home_id, assignment__role__in=roles)
    keys = set(rows.order_by().values_list("assignment__account_id", flat=True))
    return [one for one in _accounts(keys) if _opens(one, where)]


def _carer(where: Where) -> UUID | None:
    if where.alert is None:
        return None
    rows = CareSchedule.objects.filter(person=_human(where.alert.person), until=None)
    return rows.exclude(keeps=None).values_list("keeps__account_id", flat=True).first()


def _on_duty(where: Where, ladder: Ladder, at: datetime) -> set[UUID]:
    """Give who is on duty and may answer here; without anybody, every social worker who may."""
    may = may_see_at(ANSWERS, where.village_id, where.home_id, at=at)
    return (on_duty_at(at, ladder) & may) or (may - _heads(where, at))


def _heads(where: Where, at: datetime) -> set[UUID]:
    return may_see_at(DECIDES, where.village_id, where.home_id, at=at)


def _opening(keys: Collection[UUID], where: Where) -> list[Account]:
    """Keep those for whom the record opens; a guarded one that opens for none of them must not be silent."""
    found = _accounts(keys)
    return [one for one in found if _opens(one, where)] or found


def _opens(account: Account, where: Where) -> bool:
    return where.alert is None or scope_of(account, ACKNOWLEDGES).opens(where.alert)


def _accounts(keys: Collection[UUID]) -> list[Account]:
    rows = Account.objects.filter(pk__in=list(keys), is_active=True)
    return list(rows.order_by("display_name", "pk"))


def _reaches(accounts: Iterable[Account], away: Collection[UUID] = (), *, at_desk: bool) -> list[Reach]:
    found = list(accounts)
    phones = phones_of(found)
    is_on = messaging.is_on("line")
    return [
        Reach(one, is_on and _is_linked(one), phones.get(one.pk, ""), at_desk, away=one.pk in away)
        for one in found
    ]


def may_stand_in() -> list[Account]:
    """Give the accounts that may be put on duty: whoever may answer alerts somewhere."""
    rows = Account.objects.filter(municipality_id=current_id(), is_active=True)
    return [one for one in rows.order_by("display_name", "pk") if may(one, ANSWERS)]


def _is_linked(account: Account) -> bool:
    ways = messaging.contacts_of(Party(account.pk, "account"))
    return any(one.channel == "line" and one.state != Contact.State.GONE for one in ways)


def phones_of(accounts: Iterable[Account]) -> dict[UUID, str]:
    """Give the telephone numbers of accounts, from the list of volunteers or from their ways."""
    found = {one.pk: _own_number(one) for one in accounts}
    for volunteer in Volunteer.objects.filter(account__in=list(found)):
        found[volunteer.account_id] = volunteer.phone or found[volunteer.account_id]
    return {key: number for key, number in found.items() if number}


def _own_number(account: Account) -> str:
    ways = messaging.contacts_of(Party(account.pk, "account"))
    return next((one.address for one in ways if one.channel in ("call", "sms")), "")


def _human(person: Person) -> Any:
    """Give the record under which a person lives on after a merge."""
    return person.merged_into or person
