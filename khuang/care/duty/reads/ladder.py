"""The ladder and the duty that hold at a moment."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from khuang.care.duty.models import DutySpell, LadderSetting
from khuang.care.duty.rules.ladder import Ladder, shipped
from khuang.care.duty.rules.roster import Spell, on_duty, turn_at


def ladder_at(at: datetime) -> Ladder:
    """Give the ladder that the municipality set, or the shipped one."""
    holds = Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
    setting = LadderSetting.objects.filter(holds).prefetch_related("steps").first()
    if setting is None:
        return shipped()
    own = {(one.kind, one.part, one.rung): one.minutes for one in setting.steps.all()}
    return Ladder(
        day_begins=setting.day_begins,
        night_begins=setting.night_begins,
        # A kind that is newer than the setting keeps the shipped minutes.
        minutes={**shipped().minutes, **own},
        source="",
        source_th="",
        effective=timezone.localdate(setting.since),
        confirmed=True,
    )


def part_at(at: datetime) -> str:
    """Say whether it is day or night."""
    return ladder_at(at).part_at(timezone.localtime(at).time())


def settings() -> QuerySet[LadderSetting]:
    """Give every ladder that held, newest first."""
    return LadderSetting.objects.prefetch_related("steps").order_by("-since", "-pk")


def spells(at: datetime) -> list[DutySpell]:
    """Give the duty that goes on or is to come, in order of its first day."""
    day = timezone.localdate(at)
    rows = DutySpell.objects.filter(Q(last_on=None) | Q(last_on__gte=day)).select_related("account")
    return list(rows.order_by("first_on", "pk"))


def as_spell(row: DutySpell) -> Spell:
    """Give a row as the rules take it."""
    weekdays = frozenset(int(one) for one in row.weekdays)
    return Spell(row.account_id, row.first_on, row.last_on, weekdays, row.part)


def on_duty_at(at: datetime, ladder: Ladder | None = None) -> set[UUID]:
    """Give the accounts that are on duty at a moment."""
    turn = turn_at(ladder or ladder_at(at), timezone.localtime(at))
    rows = DutySpell.objects.filter(Q(last_on=None) | Q(last_on__gte=turn[0]), first_on__lte=turn[0])
    return on_duty(map(as_spell, rows), turn)
