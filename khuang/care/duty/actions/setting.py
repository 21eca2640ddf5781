"""Set the ladder, put people on duty and end it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.duty.models import DutySpell, LadderSetting, LadderStep
from khuang.care.duty.rules.problems import CannotStandIn, DutyEndsEarly, HoursCross
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

SETS = "duty.settings"


@journal.action
def set_ladder(
    *,
    day_begins: time,
    night_begins: time,
    minutes: Mapping[tuple[str, str, str], int | None],
    by: Any,
    at: datetime,
) -> LadderSetting:
    """Set the ladder from now on; the one before is kept with its dates. Journal: duty.ladder-set.

    minutes  (kind, part, rung) -> minutes; none: the rung is passed over
    What climbs already goes on by the new one from its next step. Raises HoursCross, PermissionDenied.
    """
    _allow(by)
    if day_begins >= night_begins:
        raise HoursCross
    LadderSetting.objects.filter(until=None).update(until=at)
    made = LadderSetting.objects.create(
        since=at, day_begins=day_begins, night_begins=night_begins, by_id=by.pk
    )
    LadderStep.objects.bulk_create(
        LadderStep(setting=made, kind=kind, part=part, rung=rung, minutes=wait)
        for (kind, part, rung), wait in minutes.items()
    )
    journal.write("duty.ladder-set", by=by, about=made, at=at)
    return made


@journal.action
def put_on_duty(
    account: Account,
    *,
    first_on: date,
    last_on: date | None = None,
    weekdays: str = "",
    part: str = "",
    by: Any,
    at: datetime,
) -> DutySpell:
    """Put somebody on duty on days from one to another. Journal: duty.spell-noted.

    weekdays  digits, 0 Monday to 6 Sunday; empty: every day
    part      day, night; empty: both
    Raises DutyEndsEarly, CannotStandIn, PermissionDenied.
    """
    _allow(by)
    if last_on and last_on < first_on:
        raise DutyEndsEarly
    if not may(account, "cases.alerts"):
        raise CannotStandIn
    made = DutySpell.objects.create(
        account=account,
        first_on=first_on,
        last_on=last_on,
        weekdays=weekdays,
        part=part,
        noted_at=at,
        by_id=by.pk,
    )
    journal.write("duty.spell-noted", by=by, about=made, at=at, also=[account.pk])
    return made


@journal.action
def end_duty(spell: DutySpell, *, by: Any, at: datetime) -> None:
    """End somebody's duty with today; what has not begun is taken away. Journal: duty.spell-ended."""
    _allow(by)
    today = timezone.localdate(at)
    if spell.first_on > today:
        DutySpell.objects.filter(pk=spell.pk).delete()
    else:
        spell.last_on = today
        spell.save(update_fields=["last_on"])
    journal.write("duty.spell-ended", by=by, about=spell, at=at, also=[spell.account_id])


def _allow(by: Any) -> None:
    if not may(by, SETS):
        raise PermissionDenied
