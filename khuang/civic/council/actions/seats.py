"""Found a council, give and end seats, name who speaks for them."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from khuang.civic.council.actions.leave import ask, locked, not_later
from khuang.civic.council.models import Council, Delegate, Seat
from khuang.civic.council.rules.problems import (
    NameWithoutConsent,
    OneCommunityCouncil,
    SeatEnded,
    SeatTaken,
    WrongDay,
)
from khuang.civic.groups.models import Organization
from khuang.ground.accounts.models import Account
from khuang.ground.journal import actions as journal


@journal.action
def found_council(
    name: str,
    *,
    kind: str,
    name_en: str = "",
    quorum_percent: int = 50,
    is_by_seat: bool = True,
    founded_on: date | None = None,
    by: Any,
    at: datetime,
) -> Council:
    """Note a council. Journal: council.founded. Raises PermissionDenied, OneCommunityCouncil.

    A children's council never shows its scores by seat, whatever is_by_seat says.
    """
    ask(by)
    council = Council(
        name=name.strip(),
        name_en=name_en.strip(),
        kind=kind,
        quorum_percent=quorum_percent,
        is_by_seat=is_by_seat and kind != "children",
        founded_on=founded_on,
        made_at=at,
        by_id=by.pk,
    )
    try:
        with transaction.atomic():
            council.save(force_insert=True)
    except IntegrityError as error:
        raise OneCommunityCouncil from error
    journal.write("council.founded", by=by, about=council, at=at, kind=kind)
    return council


@journal.action
def give_seat(
    council: Council, organization: Organization, *, since: date | None = None, by: Any, at: datetime
) -> Seat:
    """Let an organization sit in a council. Journal: council.seat-given.

    Raises PermissionDenied, WrongDay, SeatTaken, SeatEnded when the organization is dissolved.
    """
    ask(by)
    begins = since or timezone.localdate(at)
    if not not_later(begins, at):
        raise WrongDay
    if not organization.is_there:
        raise SeatEnded
    try:
        with transaction.atomic():
            seat = Seat.objects.create(council=council, organization=organization, since=begins, by_id=by.pk)
    except IntegrityError as error:
        raise SeatTaken from error
    journal.write("council.seat-given", by=by, about=seat, at=at, council=str(council.pk))
    return seat


@journal.action
def end_seat(seat: Seat, *, on: date, by: Any, at: datetime) -> Seat:
    """End a seat and whoever speaks for it; what it scored and voted stays. Journal: council.seat-ended.

    Raises PermissionDenied, SeatEnded, WrongDay.
    """
    ask(by)
    seat = locked(seat)
    if seat.until:
        raise SeatEnded
    if on < seat.since or not not_later(on, at):
        raise WrongDay
    seat.until = on
    seat.save(update_fields=["until"])
    Delegate.objects.filter(seat=seat, until=None, since__lte=on).update(until=on)
    journal.write("council.seat-ended", by=by, about=seat, at=at)
    return seat


@journal.action
def name_delegate(
    seat: Seat,
    *,
    sex: str,
    account: Account | None = None,
    shown_name: str = "",
    agreed: bool = False,
    since: date | None = None,
    by: Any,
    at: datetime,
) -> Delegate:
    """Note who speaks for a seat. Journal: council.delegate-named.

    Raises PermissionDenied, SeatEnded, SeatTaken when the account speaks for a seat of this council
    already, WrongDay, NameWithoutConsent.
    """
    ask(by)
    seat = locked(seat)
    begins = since or timezone.localdate(at)
    if seat.until:
        raise SeatEnded
    if begins < seat.since or not not_later(begins, at):
        raise WrongDay
    if bool(shown_name.strip()) != agreed:
        raise NameWithoutConsent
    speaks = Delegate.objects.filter(seat__council=seat.council_id, account=account, until=None)
    if account and speaks.exists():
        raise SeatTaken
    made = Delegate.objects.create(
        seat=seat,
        account=account,
        sex=sex,
        shown_name=shown_name.strip() or None,
        agreed_on=timezone.localdate(at) if agreed else None,
        since=begins,
        by_id=by.pk,
    )
    journal.write("council.delegate-named", by=by, about=made, at=at, seat=str(seat.pk))
    return made


@journal.action
def end_delegate(delegate: Delegate, *, on: date, by: Any, at: datetime) -> Delegate:
    """Let somebody speak no longer for a seat; the name goes. Journal: council.delegate-ended.

    Raises PermissionDenied, SeatEnded, WrongDay.
    """
    ask(by)
    delegate = locked(delegate)
    if delegate.until:
        raise SeatEnded
    if on < delegate.since or not not_later(on, at):
        raise WrongDay
    for name, value in {"until": on, "shown_name": None, "agreed_on": None}.items():
        setattr(delegate, name, value)
    delegate.save(update_fields=["until", "shown_name", "agreed_on"])
    journal.write("council.delegate-ended", by=by, about=delegate, at=at)
    return delegate
