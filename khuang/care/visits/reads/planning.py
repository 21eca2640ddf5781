"""What the plan of a month is made from: who can come, which visits are due, what stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from khuang.care.visits.models import CareSchedule, PlannedVisit, VisitPlan
from khuang.care.visits.reads.availability import visitors
from khuang.care.visits.reads.planning_ground import (
    Asked,
    Ground,
    last_met_before,
    main_carers,
    schedules_open,
)
from khuang.care.visits.rules.planning.measures import measured
from khuang.care.visits.rules.planning.shapes import Half, Placed, Plan, Problem, VisitNeed
from khuang.care.visits.rules.plans import Key, spread
from khuang.care.visits.rules.schedules import apart, due_in, month_end

State = PlannedVisit.State
# A phone may still hold what was done on these days.
_NOT_SENT_YET = timedelta(days=2)


@dataclass(frozen=True)
class Month:
    """What a month is planned from, and what of it stays.

    keys      need -> which visit it is
    asked     need -> what it asks for
    unpinned  needs at homes without a point, which stand at their village's
    before    the visits of the plan that it begins from, as the engine takes them
    rows      need -> row of that plan
    copied    rows that the next plan takes over without planning them: cancelled, or done by who left
    guarded   people with guarded records, who are left to those named for them
    """

    problem: Problem
    keys: Mapping[str, Key]
    asked: Mapping[str, Asked]
    unpinned: frozenset[str]
    before: tuple[Placed, ...]
    rows: Mapping[str, PlannedVisit]
    copied: frozenset[str]
    guarded: int

    @cached_property
    def before_as_plan(self) -> Plan:
        """The plan that it begins from, as the engine changes it."""
        unserved = {name: () for name, row in self.rows.items() if row.state == State.UNSERVED}
        return Plan(self.before, unserved, measured(self.problem, self.before, unserved))

    @cached_property
    def needs(self) -> dict[str, VisitNeed]:
        return {need.key: need for need in self.problem.needs}


def month_to_plan(
    month: date, first_day: date, *, continuity: float, based_on: VisitPlan | None = None
) -> Month:
    """Gather what a month is planned from, with a fixed number of statements.

    first_day  from this day on; what was done before stays, and what was missed is due while it can be
    based_on   the plan whose done, locked and extra visits stay
    """
    rows, schedules = _rows(based_on), schedules_open(month_end(month))
    who = visitors(month, month_end(month))
    people = [one.person for one in schedules if one.person.is_here] + [one.person for one in rows.values()]
    ground = Ground(people, who, first_day)
    keys, asked = _due(schedules, ground, month, first_day)
    standing = _standing(rows, asked, first_day, set(ground.people))
    extra = {name for name, row in rows.items() if _is_extra(row) and row.person_id in ground.people}
    copied = _copied(rows, standing, extra, {one.volunteer.pk for one in who}, first_day)
    for name, row in rows.items():
        if name in copied:
            asked.pop(name, None)
        elif name in standing or name in extra:
            from_day = None if name in standing else first_day
            keys[name], asked[name] = key_of(row), _asked_by_row(row, from_day=from_day)
    placed = [_placed(row, name in standing) for name, row in rows.items() if _counts(row)]
    before = tuple(one for one in placed if one.need in asked and (one.locked or one.day >= first_day))
    return _month(ground, who, keys, asked, before, rows, copied, continuity)


def month_as_it_is(plan: VisitPlan) -> Month:
    """Gather a plan as it stands, to check what hands change in it; nothing is fixed."""
    rows = _rows(plan)
    who = visitors(plan.month, month_end(plan.month))
    ground = Ground((row.person for row in rows.values()), who, plan.month)
    schedules = {(one.person_id, one.purpose): one for one in schedules_open(month_end(plan.month))}
    there = {name: row for name, row in rows.items() if row.person_id in ground.people}
    live = {name: row for name, row in there.items() if row.state != State.CANCELLED}
    asked = {
        name: _asked_by_row(row, schedules.get((row.person_id, row.purpose))) for name, row in live.items()
    }
    before = tuple(_placed(row, False) for row in live.values() if row.day)
    keys = {name: key_of(row) for name, row in live.items()}
    return _month(ground, who, keys, asked, before, rows, frozenset(), plan.continuity)


def _month(
    ground: Ground,
    who: list[Any],
    keys: Mapping[str, Key],
    asked: Mapping[str, Asked],
    before: tuple[Placed, ...],
    rows: Mapping[str, PlannedVisit],
    copied: frozenset[str],
    continuity: float,
) -> Month:
    needs: list[VisitNeed] = [ground.need(keys[name], one) for name, one in asked.items()]
    problem = Problem(
        carers=tuple(ground.carer(one) for one in who),
        needs=tuple(needs),
        fixed=tuple(one for one in before if one.locked),
        continuity=continuity,
    )
    unpinned = frozenset(name for name in asked if keys[name].person in ground.unpinned)
    return Month(problem, keys, asked, unpinned, before, rows, copied, ground.guarded)


def key_of(row: PlannedVisit) -> Key:
    """Say which visit of its month a row is."""
    return Key(row.person_id, row.purpose, row.series, row.occurrence)


def _rows(plan: VisitPlan | None) -> dict[str, PlannedVisit]:
    if plan is None:
        return {}
    rows = PlannedVisit.objects.filter(plan=plan).defer("why", "reason")
    joined = rows.select_related("person__dwelling__point", "person__village")
    return {str(key_of(row)): row for row in joined.order_by("pk")}


def _due(
    schedules: Iterable[CareSchedule], ground: Ground, month: date, first_day: date
) -> tuple[dict[str, Key], dict[str, Asked]]:
    """Give the visits that schedules ask for from a day of the month on, by their names."""
    last, came = last_met_before(month), main_carers(month)
    keys, asked = {}, {}
    for one in schedules:
        if one.person_id not in ground.people:
            continue
        turn = spread(one.person_id)
        for due in due_in(
            month, one.every, one.times, spread=turn, since=one.since, last=last.get(one.person_id)
        ):
            if due.latest >= first_day:
                key = Key(one.person_id, one.purpose, due.series, due.occurrence)
                keeps = one.keeps_id or came.get((one.person_id, one.purpose, due.series))
                keys[str(key)] = key
                asked[str(key)] = _asked(one, max(due.earliest, first_day), due.latest, keeps)
    return keys, asked


def _asked(one: CareSchedule, earliest: date, latest: date, keeps: UUID | None) -> Asked:
    return Asked(
        tier=one.tier,
        minutes=one.minutes,
        skill=one.skill,
        two_people=one.two_people,
        earliest=earliest,
        latest=latest,
        half=one.half,
        days_off=tuple(one.days_off),
        apart=apart(one.every, one.times),
        keeps=keeps,
    )


def _asked_by_row(
    row: PlannedVisit, schedule: CareSchedule | None = None, from_day: date | None = None
) -> Asked:
    """Give what a row of a plan asks for, with what only its schedule knows."""
    day: Any = row.day or row.earliest or row.plan.month
    earliest = row.earliest or day
    return Asked(
        tier=row.tier,
        minutes=row.minutes,
        skill=row.skill,
        two_people=row.two_people,
        earliest=max(earliest, from_day) if from_day else earliest,
        latest=row.latest or day,
        half=schedule.half if schedule else "",
        days_off=tuple(schedule.days_off) if schedule else (),
        apart=apart(schedule.every, schedule.times) if schedule else 0,
        keeps=schedule.keeps_id if schedule else None,
    )


def _standing(
    rows: Mapping[str, PlannedVisit], asked: Mapping[str, Asked], first_day: date, people: set[UUID]
) -> set[str]:
    """Name the visits that stay as they are: done, locked, or over and due no more."""
    return {
        name
        for name, row in rows.items()
        if row.person_id in people and row.day and _stands(row, name in asked, first_day)
    }


def _copied(
    rows: Mapping[str, PlannedVisit], standing: set[str], extra: set[str], who: set[UUID], first_day: date
) -> frozenset[str]:
    """Name the rows that are taken over without being planned: by who left, cancelled, or too late now."""
    found = {name for name, row in rows.items() if row.state == State.CANCELLED}
    found |= {name for name in extra - standing if (rows[name].latest or first_day) < first_day}
    for name in standing:
        row = rows[name]
        if not {row.volunteer_id, row.second_id or row.volunteer_id} <= who:
            found.add(name)
    return frozenset(found)


def _is_extra(row: PlannedVisit) -> bool:
    of_a_schedule = (PlannedVisit.Purpose.CARE, PlannedVisit.Purpose.RESPITE)
    return row.purpose not in of_a_schedule and row.state != State.CANCELLED


def _stands(row: PlannedVisit, is_due: bool, first_day: date) -> bool:
    day: Any = row.day
    if row.state == State.DONE or (row.locked and day >= first_day):
        return True
    if day >= first_day or row.state not in (State.PLANNED, State.MISSED):
        return False
    return not is_due or (row.state == State.PLANNED and day >= first_day - _NOT_SENT_YET)


def _counts(row: PlannedVisit) -> bool:
    return row.day is not None and row.state in (State.PLANNED, State.DONE, State.MISSED)


def _placed(row: PlannedVisit, stands: bool) -> Placed:
    """Give a row as the engine takes it; what stands is locked."""
    day: Any = row.day
    half: Half = "afternoon" if row.half == "afternoon" else "morning"
    return Placed(
        need=str(key_of(row)),
        carers=tuple(str(one) for one in (row.volunteer_id, row.second_id) if one),
        day=day,
        half=half,
        order=row.number,
        arrival=row.arrives,
        locked=stands,
    )
