"""A plan as the screens show it: what it comes to, who goes where, who is not reached."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.care.people.models import here
from khuang.care.visits.models import (
    Absence,
    CareSchedule,
    PlanEdit,
    PlannedVisit,
    VisitPlan,
    Volunteer,
)
from khuang.care.visits.reads.plan_words import (
    fault_codes_in_words,
    fixes_in_words,
    reasons_in_words,
    tier_words,
    wish_words,
)
from khuang.care.visits.reads.plans import STILL_ON
from khuang.care.visits.rules.plans import clock, percent
from khuang.care.visits.rules.schedules import month_end
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal.names import names
from khuang.ground.places.models import Village
from khuang.lib.thai_dates import format_date

State = PlannedVisit.State
NOBODY = UUID(int=0)
LATEST = 10  # changes by hand that a page shows


@dataclass(frozen=True)
class Tier:
    """Visits of a tier: how many are due, how many are in the plan, and the share in words."""

    words: str
    due: int
    placed: int
    share: str


@dataclass(frozen=True)
class Load:
    """A volunteer's month in figures; share of the hours offered in percent."""

    volunteer: Volunteer
    visits: int
    hours: float
    offered: float
    share: int
    km: float


@dataclass(frozen=True)
class Stop:
    """One visit on a page: its row, when it begins, why it is as it is, its group."""

    row: PlannedVisit
    begins: str
    why: list[str]
    tier: str


@dataclass(frozen=True)
class Edit:
    """What a hand changed: who and when, whose visit, from where to where."""

    row: PlanEdit
    who: str
    was: str
    became: str


def visits_in(account: Any, plan: VisitPlan) -> QuerySet[PlannedVisit]:
    """Give the visits of a plan whose people an account may see, in the order of the rounds."""
    rows = scope_of(account, "visits.plan").filter(plan.visits.filter(here("person__")))
    return rows.select_related("person__village", "person__dwelling", "volunteer", "second", "plan")


def unserved(account: Any, plan: VisitPlan) -> QuerySet[PlannedVisit]:
    """Give who is not reached, the worst off first."""
    return visits_in(account, plan).filter(state=State.UNSERVED).order_by("tier", "latest", "pk")


def stops(rows: Iterable[PlannedVisit]) -> list[Stop]:
    """Put times and reasons beside the visits of a page."""
    groups = tier_words()
    return [
        Stop(
            row=row,
            begins=clock(row.half, row.arrives) if row.half else "",
            why=reasons_in_words(row.why),
            tier=groups[min(row.tier, len(groups) - 1)],
        )
        for row in rows
    ]


def tiers(plan: VisitPlan) -> list[Tier]:
    """Say how many visits of each tier are in a plan as it stands now, what hands changed included."""
    rows = plan.visits.exclude(state=State.CANCELLED).order_by().values_list("tier", "state")
    due, placed = Counter[int](), Counter[int]()
    for tier, state, number in rows.annotate(number=Count("pk")):
        due[tier] += number
        placed[tier] += number if state in STILL_ON else 0
    words = tier_words(on=plan.month)
    return [
        Tier(words[min(tier, len(words) - 1)], due[tier], placed[tier], percent(placed[tier], due[tier]))
        for tier in sorted(due)
    ]


def loads(plan: VisitPlan) -> list[Load]:
    """Say how much each volunteer does, those first who do most of what they offer; as it was computed."""
    kept = plan.figures.get("loads", {})
    known = Volunteer.objects.select_related("village").in_bulk([UUID(key) for key in kept])
    found = [
        Load(known[UUID(key)], visits, hours, offered, round(100 * hours / offered) if offered else 0, km)
        for key, (visits, hours, offered, km) in kept.items()
        if UUID(key) in known
    ]
    return sorted(found, key=lambda one: (-one.share, one.volunteer.name))


def by_village(account: Any, plan: VisitPlan) -> list[tuple[str, int, int]]:
    """Count, for each village, the visits in a plan and those that are not reached."""
    rows = visits_in(account, plan).exclude(state=State.CANCELLED).order_by()
    counted = rows.values_list("person__village").annotate(
        there=Count("pk", filter=Q(state__in=STILL_ON)), left=Count("pk", filter=Q(state=State.UNSERVED))
    )
    found = {village: (there, left) for village, there, left in counted}
    known = {one.pk: str(one) for one in Village.objects.all()} | {None: "–"}
    return [(words, *found[village]) for village, words in known.items() if village in found]


def calendar(account: Any, plan: VisitPlan) -> list[list[tuple[date | None, int]]]:
    """Give the weeks of a month, Monday first: each day with its visits; none for days of other months."""
    rows = visits_in(account, plan).filter(state__in=STILL_ON).order_by()
    counted = Counter(dict(rows.values_list("day").annotate(number=Count("pk"))))
    first, last = plan.month, month_end(plan.month)
    day = first - timedelta(days=first.weekday())
    weeks: list[list[tuple[date | None, int]]] = []
    while day <= last:
        week = [day + timedelta(days=number) for number in range(7)]
        weeks.append([(one if first <= one <= last else None, counted[one]) for one in week])
        day += timedelta(days=7)
    return weeks


def edits(account: Any, plan: VisitPlan) -> list[Edit]:
    """Give the latest changes by hand of visits that an account may see, newest first."""
    rows = scope_of(account, "visits.plan").filter(PlanEdit.objects.filter(visit__plan=plan))
    return _in_words(list(rows.select_related("visit__person")[:LATEST]))


def _in_words(found: list[PlanEdit]) -> list[Edit]:
    known, who = names(), _volunteers(found)
    return [
        Edit(one, known.get(one.by_id or NOBODY, ""), place_words(one.was, who), place_words(one.became, who))
        for one in found
    ]


def _volunteers(rows: Sequence[PlanEdit]) -> dict[str, str]:
    keys = {
        said.get(name) for one in rows for said in (one.was, one.became) for name in ("volunteer", "second")
    }
    known = Volunteer.objects.filter(pk__in=[UUID(key) for key in keys if key])
    return {str(pk): name for pk, name in known.values_list("pk", "name")}


def place_words(said: Mapping[str, Any], who: Mapping[str, str]) -> str:
    """Say a place in a plan in one line: day, half-day, who."""
    if not said:
        return ""
    day = date.fromisoformat(said["day"]) if said.get("day") else None
    half = dict(PlannedVisit._meta.get_field("half").flatchoices).get(said.get("half", ""), "")
    people = [who.get(said.get(name) or "", "") for name in ("volunteer", "second")]
    when = f"{format_date(day, get_language() or 'th', short=True)} {half}" if day else _("nobody can come")
    return ", ".join(filter(None, [when.strip(), *people]))


def planned_with_missing(account: Any, *, on: date) -> QuerySet[PlannedVisit]:
    """Give the visits ahead that nobody will make: with somebody who has left by then, or is away."""
    rows = PlannedVisit.objects.filter(
        plan__state=VisitPlan.State.PUBLISHED, state=State.PLANNED, day__gte=on
    )
    away = Absence.objects.filter(first_on__lte=OuterRef("day"), last_on__gte=OuterRef("day")).order_by()
    either = Q(volunteer__left_on__lte=F("day")) | Q(second__left_on__lte=F("day"))
    either |= Exists(away.filter(volunteer=OuterRef("volunteer")))
    either |= Exists(away.filter(volunteer=OuterRef("second")))
    return scope_of(account, "visits.plan").filter(rows.filter(either))


@dataclass(frozen=True)
class PlanWaits:
    """What waits for a supervisor: visits that nobody will make, that nobody can make, drafts."""

    missing: int
    unserved: int
    drafts: int


def plan_waits(account: Any, *, on: date) -> PlanWaits:
    """Count what waits for a supervisor in the plans from a day on."""
    rows = PlannedVisit.objects.filter(plan__state=VisitPlan.State.PUBLISHED, state=State.UNSERVED)
    left = scope_of(account, "visits.plan").filter(rows.filter(latest__gte=on).filter(here("person__")))
    drafts = VisitPlan.objects.filter(state=VisitPlan.State.DRAFT, month__gte=on.replace(day=1))
    return PlanWaits(
        missing=planned_with_missing(account, on=on).count(),
        unserved=left.count(),
        drafts=drafts.count() if scope_of(account, "visits.plan").everywhere else 0,
    )


def without_visit(account: Any, plan: VisitPlan) -> QuerySet[CareSchedule]:
    """Give the schedules that began after a plan was made, of people whom it does not visit at all."""
    theirs = plan.visits.filter(person=OuterRef("person")).order_by()
    rows = CareSchedule.objects.filter(~Exists(theirs), until=None, since__gt=plan.made_at.date())
    return scope_of(account, "visits.schedules").filter(rows.filter(here("person__")))


def share(plan: VisitPlan) -> str:
    """Say in percent how many of the visits that are due are in a plan."""
    rows = plan.visits.exclude(state=State.CANCELLED).order_by()
    return percent(rows.filter(state__in=STILL_ON).count(), rows.count())


def facts(plan: VisitPlan) -> dict[str, Any]:
    """Give what a plan comes to as it was computed: its wish, km, fairness, continuity."""
    kept = plan.figures
    return {
        "wish": wish_words(plan.continuity),
        "km": round(kept.get("km", 0)),
        "gini": round(kept.get("gini", 0), 3),
        "continuity": percent(kept.get("continuity", 0), 1) if kept.get("kept_from") else "",
        "moved": kept.get("moved", 0),
    }


def unpinned(account: Any, plan: VisitPlan) -> QuerySet[PlannedVisit]:
    """Give one visit for each person whose home has no point."""
    rows = visits_in(account, plan).filter(at_village=True)
    return rows.order_by("person_id", "pk").distinct("person_id")


def day_in(plan: VisitPlan, text: str) -> date | None:
    """Read a day of a plan's month."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if plan.month <= day <= month_end(plan.month) else None


def rounds(shown: Iterable[Stop]) -> list[tuple[str, list[tuple[Volunteer, list[Stop]]]]]:
    """Put the visits of a day into rounds: half-day, then volunteer, in order."""
    found: dict[str, dict[Volunteer, list[Stop]]] = {}
    for stop in shown:
        halves = found.setdefault(str(stop.row.get_half_display()), {})
        halves.setdefault(stop.row.volunteer, []).append(stop)
    return [(half, sorted(those.items(), key=lambda one: one[0].name)) for half, those in found.items()]


def of_volunteer(account: Any, plan: VisitPlan, who: Volunteer) -> QuerySet[PlannedVisit]:
    """Give a volunteer's visits of a month, also where they go as the second."""
    rows = visits_in(account, plan).filter(state__in=STILL_ON)
    return rows.filter(Q(volunteer=who) | Q(second=who))


def by_day(shown: Iterable[Stop]) -> list[tuple[date, str, list[Stop]]]:
    """Put visits together by day and half-day."""
    found: dict[tuple[date, str], list[Stop]] = {}
    for stop in shown:
        if stop.row.day:
            found.setdefault((stop.row.day, str(stop.row.get_half_display())), []).append(stop)
    return [(day, half, those) for (day, half), those in found.items()]


def edits_of(row: PlannedVisit) -> list[Edit]:
    """Give what hands changed about one visit, newest first."""
    return _in_words(list(PlanEdit.objects.filter(visit=row).select_related("visit__person")[:LATEST]))


def broken(row: PlannedVisit) -> list[str]:
    """Say which rules a hand broke for a visit."""
    return fault_codes_in_words(row.faults)


def fixes(plan: VisitPlan) -> list[str]:
    """Say what would bring more visits into a plan."""
    return fixes_in_words(plan.fixes)
