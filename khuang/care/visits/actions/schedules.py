"""How often people are visited: by the rules for everybody at once, or as somebody decides for one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from khuang.care.cases.models import Case
from khuang.care.people.models import Dwelling, Person, here
from khuang.care.people.reads import is_closed_to
from khuang.care.risk.models import Classification, Vulnerability
from khuang.care.visits.models import CareSchedule, PlannedVisit, RiskyHome, VisitPlan, Volunteer
from khuang.care.visits.rules.schedules import Rule, RuleSet, in_force
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.writing import insert

Source = CareSchedule.Source
_MINUTES = 45  # of a visit that only a plan asks for
_AS_THE_RULE = ("every", "times", "minutes", "skill", "tier")


@dataclass(frozen=True)
class Renewed:
    """How many schedules began and ended."""

    begun: int
    ended: int


@dataclass(frozen=True)
class Wanted:
    """A schedule as somebody decides it; see CareSchedule for each field."""

    every: int
    times: int
    minutes: int
    half: str = ""
    days_off: list[int] = field(default_factory=list)
    skill: str = ""
    two_people: bool = False
    keeps: Volunteer | None = None


@journal.action
def renew_schedules(*, by: Any, at: datetime) -> Renewed:
    """Give everybody the schedule that the rules ask for; what was decided by hand or by a plan stays.

    Journal: visits.schedules-renewed. Raises PermissionDenied: it takes the whole municipality.
    """
    if not scope_of(by, "visits.schedules").everywhere:
        raise PermissionDenied
    done = _renew(None, timezone.localdate(at))
    journal.write("visits.schedules-renewed", by=by, about=None, at=at, begun=done.begun, ended=done.ended)
    return done


def follow_class(entry: Any) -> None:
    """Follow risk.class-changed, people.merged and people.split: what the rules ask for now.

    Before a municipality has any schedule there is nothing to keep up. Journal: visits.schedules-renewed.
    """
    if not CareSchedule.objects.exists():
        return
    persons = {entry.about_id, *map(UUID, entry.references.get("also", ()))}
    done = _renew(persons, timezone.localdate(entry.at))
    if done.begun or done.ended:
        journal.write(
            "visits.schedules-renewed",
            by=journal.SYSTEM,
            about=None,
            at=entry.at,
            also=sorted(persons),
            begun=done.begun,
            ended=done.ended,
        )


def follow_plan(entry: Any) -> None:
    """Follow cases.plan-approved and cases.closed: visit as often as the plan says, while its case is open.

    What somebody decided by hand stays. Journal: visits.schedule-set, visits.schedule-ended.
    """
    case = Case.objects.select_related("person").get(pk=entry.about_id)
    row = CareSchedule.objects.filter(
        person=case.person, purpose=CareSchedule.Purpose.CARE, until=None
    ).first()
    serves = case.is_open and case.person.is_here and case.person.restricted_at is None
    every = case.visits_every if serves else None
    if every and (row is None or (row.source != Source.HAND and row.every != every)):
        wanted = Wanted(every, 1, row.minutes if row else _MINUTES, skill=row.skill if row else "")
        set_schedule(case.person, wanted, why="", by=journal.SYSTEM, at=entry.at, source=Source.PLAN)
    elif row and row.source == Source.PLAN and not every:
        end_schedule(row, by=journal.SYSTEM, at=entry.at)


@journal.action
def set_schedule(
    person: Person,
    wanted: Wanted,
    *,
    why: str,
    by: Any,
    at: datetime,
    purpose: str = "care",
    source: str = "hand",
) -> CareSchedule:
    """Decide how often somebody is visited, whatever the rules say. Journal: visits.schedule-set.

    source  by hand, or by the plan of a case
    Raises PermissionDenied, also for somebody whose data are restricted or who is not here.
    """
    _allow(by, person)
    on = timezone.localdate(at)
    rules = in_force(on)
    _end(CareSchedule.objects.filter(person=person, purpose=purpose, until=None), on)
    made = CareSchedule(
        person=person,
        purpose=purpose,
        source=source,
        why=why.strip() or None,
        by_id=by.pk,
        since=on,
        tier=_tier(rules, *_standing(person)),
        **{name: getattr(wanted, name) for name in Wanted.__dataclass_fields__},
    )
    made.validate_constraints(exclude=["municipality"])
    made.save(force_insert=True)
    journal.write("visits.schedule-set", by=by, about=person, at=at, schedule=made.pk, source=source)
    return made


@journal.action
def end_schedule(schedule: CareSchedule, *, by: Any, at: datetime) -> None:
    """End a schedule; for care, the rules decide again. Journal: visits.schedule-ended.

    Raises PermissionDenied.
    """
    _allow(by, schedule.person)
    on = timezone.localdate(at)
    _end(CareSchedule.objects.filter(pk=schedule.pk, until=None), on)
    if schedule.purpose == CareSchedule.Purpose.CARE:
        _renew({schedule.person_id}, on)
    journal.write("visits.schedule-ended", by=by, about=schedule.person, at=at, schedule=schedule.pk)


@journal.action
def mark_risky(dwelling: Dwelling, *, why: str, by: Any, at: datetime) -> RiskyHome:
    """Let two people go to a home together. Journal: visits.home-marked. Raises PermissionDenied."""
    if not may(by, "visits.schedules", dwelling):
        raise PermissionDenied
    marked = RiskyHome.objects.filter(dwelling=dwelling, until=None).first()
    if marked is None:
        marked = RiskyHome(dwelling=dwelling, by_id=by.pk, since=timezone.localdate(at))
    marked.why = why.strip()
    marked.save()
    journal.write("visits.home-marked", by=by, about=dwelling, at=at)
    return marked


@journal.action
def unmark_risky(dwelling: Dwelling, *, by: Any, at: datetime) -> None:
    """Let one go alone again. Journal: visits.home-unmarked. Raises PermissionDenied."""
    if not may(by, "visits.schedules", dwelling):
        raise PermissionDenied
    RiskyHome.objects.filter(dwelling=dwelling, until=None).update(until=timezone.localdate(at))
    journal.write("visits.home-unmarked", by=by, about=dwelling, at=at)


def _allow(by: Any, person: Person) -> None:
    if not may(by, "visits.schedules", person) or is_closed_to(by, person) or not person.is_here:
        raise PermissionDenied


def _standing(person: Person) -> tuple[set[str], str]:
    kinds = Vulnerability.objects.filter(person=person, until=None).values_list("kind", flat=True)
    level = Classification.objects.filter(person=person, superseded_at=None).values_list("level", flat=True)
    return set(kinds), level.first() or ""


def _tier(rules: RuleSet, kinds: Collection[str], level: str) -> int:
    rule = rules.rule_for(kinds, level)
    return rule.tier if rule else min(1, rules.last_tier) if level == "high" else rules.last_tier


def _renew(persons: Collection[UUID] | None, on: date) -> Renewed:
    """Bring the schedules by the rules up to date, everybody's or those of some persons: a few statements."""
    asked = _asked_for(persons, in_force(on))
    rows = CareSchedule.objects.filter(until=None).filter(_among("person", persons)).order_by()
    open_ones = list(rows.defer("why"))
    gone = _gone({row.person_id for row in open_ones})
    care = {row.person_id: row for row in open_ones if row.purpose == CareSchedule.Purpose.CARE}
    over = [
        row.pk
        for row in open_ones
        if row.person_id in gone or (row.source == Source.RISK and not _same(row, asked.get(row.person_id)))
    ]
    _end(CareSchedule.objects.filter(pk__in=over), on)
    begun = [
        _by_rule(person, rule, on)
        for person, rule in asked.items()
        if person not in care or care[person].pk in over
    ]
    insert(begun)
    _let_go(gone, on)
    return Renewed(len(begun), len(over))


def _asked_for(persons: Collection[UUID] | None, rules: RuleSet) -> dict[UUID, Rule]:
    """Give the rule that fits each person of those who live here."""
    kinds: dict[UUID, set[str]] = defaultdict(set)
    among = _among("person", persons) & here("person__")
    known = Vulnerability.objects.filter(among, until=None).order_by("pk")
    for person, kind in known.values_list("person", "kind"):
        kinds[person].add(kind)
    classes = Classification.objects.filter(among, superseded_at=None).order_by()
    levels = dict(classes.values_list("person", "level"))
    found = {person: rules.rule_for(theirs, levels.get(person, "")) for person, theirs in kinds.items()}
    return {person: rule for person, rule in found.items() if rule}


def _gone(persons: Iterable[UUID]) -> set[UUID]:
    return set(Person.objects.filter(pk__in=list(persons)).exclude(here()).values_list("pk", flat=True))


def _among(name: str, persons: Collection[UUID] | None) -> Q:
    return Q() if persons is None else Q(**{f"{name}__in": list(persons)})


def _same(row: CareSchedule, rule: Rule | None) -> bool:
    return rule is not None and all(getattr(row, name) == getattr(rule, name) for name in _AS_THE_RULE)


def _by_rule(person: UUID, rule: Rule, on: date) -> CareSchedule:
    said = {name: getattr(rule, name) for name in _AS_THE_RULE}
    return CareSchedule(person_id=person, source=Source.RISK, rule=rule.code, since=on, **said)


def _end(rows: Any, on: date) -> None:
    rows.update(until=on)


def _let_go(persons: Collection[UUID], on: date) -> None:
    """Cancel what is still planned for people who live here no more."""
    if not persons:
        return
    plans = VisitPlan.objects.exclude(state=VisitPlan.State.REPLACED)
    ahead = PlannedVisit.objects.filter(Q(day=None) | Q(day__gte=on), plan__in=plans, person__in=persons)
    waiting = ahead.filter(state__in=[PlannedVisit.State.PLANNED, PlannedVisit.State.UNSERVED])
    waiting.update(state=PlannedVisit.State.CANCELLED)
