"""The demo's visits: schedules for everybody, two months planned by the engine, what was found so far."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.visits.actions import paper, planning, plans, plans_by_hand, schedules
from khuang.care.visits.models import PlannedVisit, VisitPlan, Volunteer
from khuang.care.visits.reads.availability import visitors
from khuang.care.visits.reads.planning_changes import Where
from khuang.ground.accounts.models import Account
from khuang.lib.identifiers import uuid7

SECONDS = 5.0  # of the engine, for a month
LAST_MONTH, THIS_MONTH = 100, 220  # visits that are recorded at most
ROUND = 4  # stops that boonsri has today at least
_DAY = timedelta(days=1)
_WHY = "นัดติดตามอาการหลังกลับจากโรงพยาบาล"


def tell_plan(staff: Mapping[str, Account], until: datetime) -> None:
    """Let the rules schedule everybody, and the engine plan last month and this one; after the volunteers."""
    if not visitors(timezone.localdate(until), timezone.localdate(until) + 30 * _DAY):
        return
    mali, head = staff["mali"], staff["prasit"]
    today = timezone.localdate(until)
    month, before = today.replace(day=1), (today.replace(day=1) - _DAY).replace(day=1)
    schedules.renew_schedules(by=head, at=_noon(before - _DAY))
    rng = Random(77)  # noqa: S311 - the demo is the same each time
    past = _published(before, _noon(before), mali, until)
    _record(past.visits.order_by("day", "pk"), LAST_MONTH, rng, mali)
    held = _published(month, until, mali, until)
    _record(held.visits.filter(day__lt=today).order_by("-day", "pk"), THIS_MONTH, rng, mali)
    _round_today(held, staff, until)


def _published(month: date, asked_at: datetime, mali: Account, until: datetime) -> VisitPlan:
    work = planning.new_planning(month, continuity=0.5, first_day=month, by=mali, at=asked_at)
    draft = planning.compute_now(work, at=asked_at, seconds=SECONDS)
    return plans.publish_plan(draft.pk, by=mali, at=until)


def _record(rows: QuerySet[PlannedVisit], at_most: int, rng: Random, mali: Account) -> None:
    """Type in what volunteers wrote on their sheets, in the evening of the day."""
    planned = rows.filter(state=PlannedVisit.State.PLANNED).select_related("person", "volunteer", "plan")
    for row in planned[:at_most]:
        paper.type_in(
            row, _answers(row, rng), instance=uuid7(), by=mali, at=_noon(row.day) + timedelta(hours=6)
        )


def _answers(row: PlannedVisit, rng: Random) -> dict[str, str]:
    day: Any = row.day
    told = {"day": day.isoformat(), "visitor": str(row.volunteer_id)}
    if rng.random() < 0.06:
        return told | {"result": "away"}
    return told | {
        "result": "met",
        "condition": rng.choices(("better", "same", "worse"), (2, 7, 1))[0],
        "mood": rng.choices(("good", "quiet", "low"), (6, 3, 1))[0],
        "done": " ".join(rng.sample(("talk", "advice", "house", "vital-signs", "massage"), 2)),
        "next": "as-planned",
    }


def _round_today(plan: VisitPlan, staff: Mapping[str, Account], until: datetime) -> None:
    """Let boonsri have stops today, on whatever day the demo is built."""
    today = timezone.localdate(until)
    boonsri = Volunteer.objects.filter(account=staff["boonsri"]).first()
    if boonsri is None:
        return
    there = plan.visits.filter(volunteer=boonsri, day=today).count()
    near = Person.objects.filter(planned_visits__plan=plan, planned_visits__volunteer=boonsri)
    for person in near.distinct().order_by("pk")[: max(0, ROUND - there)]:
        where = Where(boonsri.pk, None, today, "morning")
        said = {"minutes": 30, "reason": _WHY, "by": staff["mali"], "at": until}
        plans_by_hand.add_visit(plan.pk, person, where, **said)


def _noon(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
