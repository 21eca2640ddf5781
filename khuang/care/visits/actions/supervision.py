"""The digest of a week: praise first, then who was left behind."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from khuang.care.visits.models import DigestLine, Volunteer, WeeklyDigest
from khuang.care.visits.reads.supervision import counts_of, left_behind, made_in, worried_people
from khuang.care.visits.rules.supervision import Made, week_before
from khuang.ground.journal import actions as journal

MOST_LEFT_BEHIND = 40


def make_digest(*, at: datetime) -> WeeklyDigest | None:
    """Make the digest of the last whole week, once; None when it stands. Journal: visits.digest-made.

    Every night asks for it, so that a Monday without power loses none.
    """
    week = week_before(timezone.localdate(at))
    if WeeklyDigest.objects.filter(week=week).exists():
        return None
    return _make(week, at=at)


@journal.action
def _make(week: Any, *, at: datetime) -> WeeklyDigest:
    behind = left_behind(journal.SYSTEM, on=week + timedelta(days=7))
    counts = counts_of(week) | {"left-behind": len(behind)}
    digest = WeeklyDigest.objects.create(week=week, counts=counts, made_at=at)
    lines = [*_praise(week), *_left_behind(behind), *_worries(week)]
    for line in lines:
        line.digest = digest
    DigestLine.objects.bulk_create(lines)
    journal.write("visits.digest-made", by=journal.SYSTEM, about=digest, at=at)
    return digest


def _praise(week: Any) -> list[DigestLine]:
    made = {key: Made(*counted) for key, counted in made_in(week).items() if key}
    praised = [key for key, one in made.items() if one.is_praised]
    return [
        DigestLine(kind="praise", volunteer=one, village=one.village, amount=made[one.pk].done)
        for one in Volunteer.objects.filter(pk__in=praised).select_related("village")
    ]


def _left_behind(behind: list[Any]) -> list[DigestLine]:
    return [
        DigestLine(kind="left-behind", person=one.row.person, village=one.row.person.village, amount=one.days)
        for one in behind[:MOST_LEFT_BEHIND]
    ]


def _worries(week: Any) -> list[DigestLine]:
    return [DigestLine(kind="worried", person=one, village_id=one.village_id) for one in worried_people(week)]
