"""What a supervisor looks at: who was left behind first, then loads, worries, and what is missing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from khuang.care.cases.models import Alert
from khuang.care.people.models import Dwelling, here
from khuang.care.risk.reads import current
from khuang.care.visits.models import Absence, CareSchedule, HandOver, PlannedVisit, Visit, Volunteer
from khuang.care.visits.reads.availability import slots_of
from khuang.care.visits.reads.history import replies_to, worried_visits
from khuang.care.visits.reads.plan_words import tier_words
from khuang.care.visits.reads.plans import Overdue, overdue, plan_of, planned
from khuang.care.visits.reads.volunteers import SkillHeld, expiring, kinds, visiting, without_undertaking
from khuang.care.visits.reads.volunteers_leaving import open_hand_overs, still_planned
from khuang.care.visits.rules.supervision import EVEN, Load
from khuang.ground.accounts.reads import scope_of

PERMISSION = "visits.supervise"
# How far back visits with worries and rounds that were not made are looked for.
BACK = timedelta(days=14)
MOST = 100


@dataclass(frozen=True)
class LeftBehind:
    """Somebody who was not visited in time: their class, the group that orders them, the days since."""

    row: Overdue
    level: str | None
    group: str
    days: int


@dataclass(frozen=True)
class Loaded:
    """A volunteer and their month."""

    volunteer: Volunteer
    load: Load


@dataclass(frozen=True)
class Worry:
    """A visit whose visitor worries: whether an alert about it is open, and whether it was answered."""

    visit: Visit
    is_open: bool
    is_answered: bool


@dataclass(frozen=True)
class MissedRound:
    """A volunteer with visits of past days that nobody recorded, or that were missed; since when."""

    volunteer: Volunteer
    visits: int
    since: date


@dataclass(frozen=True)
class Board:
    """Everything on the page of supervision."""

    asked: list[PlannedVisit]
    left_behind: list[LeftBehind]
    left_behind_in_all: int
    worries: list[Worry]
    missed: list[MissedRound]
    away: list[Absence]
    loads: list[Loaded]
    hand_overs: list[HandOver]
    leavers_visits: list[PlannedVisit]
    unsigned: list[Volunteer]
    expiring: list[tuple[Volunteer, list[SkillHeld]]]
    unpinned: int


def board(actor: Any, *, on: date, most: int) -> Board:
    """Gather the page of supervision for the places where an actor supervises."""
    rows = scope_of(actor, PERMISSION).filter(Volunteer.objects.select_related("village"))
    going = visiting(rows, on)
    behind = left_behind(actor, on=on)
    return Board(
        asked=asked_today(actor, on=on),
        left_behind=behind[:most],
        left_behind_in_all=len(behind),
        worries=worries(actor, on=on),
        missed=missed_rounds(actor, on=on),
        away=list(_away(rows, on)),
        loads=_standing_out(going, on),
        hand_overs=list(open_hand_overs(actor)),
        leavers_visits=list(still_planned(actor)),
        unsigned=list(without_undertaking(going, on)),
        expiring=expiring(going, on),
        unpinned=homes_without_point(actor).count(),
    )


def asked_today(actor: Any, *, on: date) -> list[PlannedVisit]:
    """Give the visits that were asked for today, those that nobody can make first."""
    asked = (PlannedVisit.Purpose.CHECK, PlannedVisit.Purpose.MESSAGE)
    rows = planned().filter(purpose__in=asked, latest=on).exclude(state=PlannedVisit.State.CANCELLED)
    found = scope_of(actor, PERMISSION).filter(rows.filter(here("person__")))
    return sorted(found, key=lambda one: (one.state != PlannedVisit.State.UNSERVED, one.person.sort_key))


def left_behind(actor: Any, *, on: date) -> list[LeftBehind]:
    """Give who was not visited in time, the worst off first, then the longest overdue."""
    rows = overdue(actor, on=on)
    classes = current(one.person.pk for one in rows)
    words = tier_words()
    found = [
        LeftBehind(one, _level(classes.get(one.person.pk)), words[one.schedule.tier], (on - one.due).days)
        for one in rows
    ]
    return sorted(found, key=lambda one: (one.row.schedule.tier, -one.days, one.row.person.pk))


def _level(row: Any) -> str | None:
    return row.level if row else None


def worries(actor: Any, *, on: date) -> list[Worry]:
    """Give the visits of the last two weeks whose visitor worries, those with an open alert first."""
    rows = list(worried_visits(actor).filter(at__date__gte=on - BACK)[:MOST])
    alerts = Alert.objects.filter(settled_at=None, source_id__in=[row.pk for row in rows])
    open_ones = set(alerts.values_list("source_id", flat=True))
    answered = replies_to(rows)
    found = [Worry(row, row.pk in open_ones, row.pk in answered) for row in rows]
    return sorted(found, key=lambda one: not one.is_open)


def missed_rounds(actor: Any, *, on: date) -> list[MissedRound]:
    """Give volunteers whose planned visits of the last two weeks were not made, or not recorded."""
    late = (PlannedVisit.State.PLANNED, PlannedVisit.State.MISSED)
    rows = planned().filter(day__gte=on - BACK, day__lt=on, state__in=late).filter(here("person__"))
    days: dict[UUID, list[date]] = {}
    who: dict[UUID, Volunteer] = {}
    for visit in scope_of(actor, PERMISSION).filter(rows):
        who[visit.volunteer_id] = visit.volunteer
        days.setdefault(visit.volunteer_id, []).append(visit.day)
    found = [MissedRound(who[key], len(all_), min(all_)) for key, all_ in days.items()]
    return sorted(found, key=lambda one: (-one.visits, one.volunteer.name))


def _away(rows: QuerySet[Volunteer], on: date) -> QuerySet[Absence]:
    today = Absence.objects.filter(volunteer__in=rows.order_by(), first_on__lte=on, last_on__gte=on)
    return today.select_related("volunteer__village").order_by("volunteer__name")


def _standing_out(rows: QuerySet[Volunteer], on: date) -> list[Loaded]:
    # Before there is a plan nobody has anything, and that says nothing about anybody.
    if plan_of(on) is None:
        return []
    return [one for one in loads(rows, on) if one.load.state != EVEN]


def loads(rows: QuerySet[Volunteer], on: date) -> list[Loaded]:
    """Give the month of volunteers: what is planned against what they offer."""
    first = on.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    found = list(rows.prefetch_related("availability", "absences"))
    visits, minutes = _planned_for(found, first, last)
    known = kinds()
    return [
        Loaded(one, _load(one, known.get(one.kind), visits[one.pk], minutes[one.pk], first, last))
        for one in found
    ]


def _load(one: Volunteer, kind: Any, visits: int, minutes: int, first: date, last: date) -> Load:
    return Load(
        visits=visits,
        minutes=minutes,
        half_days=len(slots_of(one, first, last)),
        per_half=one.per_half or (kind.per_half if kind else 4),
        hours=one.hours or (kind.hours if kind else None),
    )


def _planned_for(
    volunteers: Iterable[Volunteer], first: date, last: date
) -> tuple[Counter[UUID], Counter[UUID]]:
    keys = [one.pk for one in volunteers]
    visits: Counter[UUID] = Counter()
    minutes: Counter[UUID] = Counter()
    states = (PlannedVisit.State.PLANNED, PlannedVisit.State.DONE)
    rows = PlannedVisit.objects.filter(plan__state="published", day__range=(first, last), state__in=states)
    for name in ("volunteer", "second"):
        counted = rows.filter(**{f"{name}__in": keys}).order_by().values_list(name)
        for key, count, sum_ in counted.annotate(count=Count("pk"), sum=Sum("minutes")):
            visits[key] += count
            minutes[key] += sum_
    return visits, minutes


def homes_without_point(actor: Any) -> QuerySet[Dwelling]:
    """Give the homes that are visited and have no place on the map: their village stands for them."""
    visited = CareSchedule.objects.filter(until=None).filter(here("person__")).order_by()
    rows = Dwelling.objects.filter(point=None, pk__in=visited.values("person__dwelling"))
    return scope_of(actor, PERMISSION).filter(rows.select_related("village"))


def counts_of(week: date) -> dict[str, int]:
    """Count a week, from its Monday to its Sunday: visits planned, done, missed, with worries, and hours."""
    days = (week, week + timedelta(days=6))
    rows = PlannedVisit.objects.filter(plan__state="published", day__range=days)
    states = PlannedVisit.State
    counted = rows.aggregate(
        planned=Count("pk", filter=Q(state__in=(states.PLANNED, states.DONE, states.MISSED))),
        done=Count("pk", filter=Q(state=states.DONE)),
        minutes=Sum("minutes", filter=Q(state=states.DONE)),
        people=Count("person", filter=Q(state=states.DONE), distinct=True),
        volunteers=Count("volunteer", filter=Q(state=states.DONE), distinct=True),
    )
    minutes = counted.pop("minutes") or 0
    worried = _worried_in(week).count()
    return counted | {
        "missed": counted["planned"] - counted["done"],
        "hours": round(minutes / 60),
        "worried": worried,
    }


def _worried_in(week: date) -> QuerySet[Visit]:
    rows = Visit.objects.filter(worried=True, same_as=None)
    return rows.filter(at__date__range=(week, week + timedelta(days=6)))


def worried_people(week: date) -> list[Any]:
    """Give the persons about whom visitors worried in a week."""
    rows = _worried_in(week).filter(here("person__")).select_related("person")
    return list({row.person_id: row.person for row in rows}.values())


def made_in(week: date) -> dict[UUID, tuple[int, int]]:
    """Give for each volunteer how many visits were planned in a week, and how many were made."""
    states = PlannedVisit.State
    rows = PlannedVisit.objects.filter(
        plan__state="published",
        day__range=(week, week + timedelta(days=6)),
        state__in=(states.PLANNED, states.DONE, states.MISSED),
    ).order_by()
    counted = rows.values_list("volunteer").annotate(
        planned=Count("pk"), done=Count("pk", filter=Q(state=states.DONE))
    )
    return {key: (count, done) for key, count, done in counted}


def lines_of(digest: Any, actor: Any) -> dict[str, list[Any]]:
    """Give the lines of a digest by their kind, as far as they open for an actor."""
    found: dict[str, list[Any]] = {}
    rows = digest.lines.select_related("person", "volunteer", "village").order_by("kind", F("amount").desc())
    for line in scope_of(actor, PERMISSION).filter(rows):
        found.setdefault(line.kind.replace("-", "_"), []).append(line)
    return found
