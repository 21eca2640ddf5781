"""Where those who are visited and those who visit are, what is wished, and who came so far."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.visits.models import CareSchedule, PlannedVisit, RiskyHome, Visit, VisitPlan
from khuang.care.visits.reads.availability import Visitor, Wishes, wishes
from khuang.care.visits.reads.plans import MET
from khuang.care.visits.rules.planning.shapes import HALVES, Carer, Half, Point, Shift, VisitNeed
from khuang.care.visits.rules.plans import HALF_MINUTES, Key, most_visits
from khuang.ground.places.models import Point as PlacePoint
from khuang.ground.places.models import Village
from khuang.ground.places.rules import point_inside

_NOWHERE: Point = (0.0, 0.0)


@dataclass(frozen=True)
class Asked:
    """What one visit asks for, whether a schedule says so or a row of a plan."""

    tier: int
    minutes: int
    skill: str
    two_people: bool
    earliest: date
    latest: date
    half: str = ""
    days_off: tuple[int, ...] = ()
    apart: int = 0
    keeps: UUID | None = None


class Ground:
    """Everything about people and places that a month needs: asked once, with a few statements.

    people    those whom volunteers may visit; guarded records are left to those named for them
    unpinned  of these, whose home has no point
    """

    def __init__(self, persons: Iterable[Person], who: list[Visitor], on: date) -> None:
        everybody = {one.pk: one for one in persons}
        self.people = {key: one for key, one in everybody.items() if one.level == Person.Level.TEAM}
        self.guarded = len(everybody) - len(self.people)
        self.villages = {one.pk: _middle(one) for one in Village.objects.all()}
        self.anywhere = _mean([point for point in self.villages.values() if point])
        self.points: dict[UUID, Point] = {}
        self.unpinned: set[UUID] = set()
        self._stand()
        self.risky = set(RiskyHome.objects.filter(until=None).values_list("dwelling", flat=True))
        self.wishes: Mapping[UUID, Wishes] = wishes(self.people.values(), on)
        self.elsewhere = _elsewhere(who, {one.village_id for one in self.people.values()})

    def _stand(self) -> None:
        """Give everybody the point of their home, else of their village, else the municipality's middle."""
        unseal = PlacePoint._meta.get_field("position").unsealer()
        for key, person in self.people.items():
            point = person.dwelling.point if person.dwelling else None
            if point is None:
                self.unpinned.add(key)
                self.points[key] = self.villages.get(person.village_id) or self.anywhere
            else:
                self.points[key] = unseal(point.__dict__["position"], point.pk)

    def need(self, key: Key, asked: Asked) -> VisitNeed:
        """Make a need of one visit."""
        person, wish = self.people[key.person], self.wishes.get(key.person, Wishes())
        return VisitNeed(
            key=str(key),
            person=str(key.person),
            series=key.of_series,
            tier=asked.tier,
            earliest=asked.earliest,
            latest=asked.latest,
            minutes=asked.minutes,
            place=self.points[key.person],
            halves=frozenset(half for half in HALVES if asked.half in ("", half)),
            days_off=frozenset(asked.days_off),
            skills=frozenset([asked.skill] if asked.skill else ()),
            sex_wish=wish.sex or None,
            languages=wish.languages,
            two_people=asked.two_people or person.dwelling_id in self.risky,
            keeps=str(asked.keeps) if asked.keeps else None,
            avoid=frozenset(map(str, wish.avoid)) | self.elsewhere[person.village_id],
            apart=asked.apart,
            zone=str(person.village_id or ""),
        )

    def carer(self, one: Visitor) -> Carer:
        """Make a carer of somebody who can visit."""
        volunteer = one.volunteer
        return Carer(
            key=str(volunteer.pk),
            home=one.place or self.villages.get(volunteer.village_id) or self.anywhere,
            sex=volunteer.sex,
            skills=one.skills,
            languages=frozenset(volunteer.languages),
            shifts=tuple(Shift(day, _half(half), HALF_MINUTES) for day, half in one.slots),
            most_visits=one.per_half,
            most_a_month=most_visits(one.hours),
            partner=str(volunteer.partner_id) if volunteer.partner_id else None,
            zone=str(volunteer.village_id or ""),
        )


def _half(half: str) -> Half:
    return HALVES[1] if half == HALVES[1] else HALVES[0]


def _middle(village: Village) -> Point | None:
    """Give a point that lies in a village, none when nobody drew it."""
    if not village.outline:
        return None
    return point_inside(village.outline)


def _mean(points: list[Point]) -> Point:
    if not points:
        return _NOWHERE
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _elsewhere(who: list[Visitor], villages: set[UUID | None]) -> dict[UUID | None, frozenset[str]]:
    """Give, for each village, the volunteers who go to others only."""
    return {
        village: frozenset(str(one.volunteer.pk) for one in who if one.areas and village not in one.areas)
        for village in villages
    }


def last_met_before(month: date) -> dict[UUID, date]:
    """Give the day before a month on which each person was last met."""
    begins = timezone.make_aware(datetime.combine(month, time.min))
    rows = Visit.objects.filter(result=MET, at__lt=begins).order_by().values("person")
    found = rows.annotate(last=Max("at")).values_list("person", "last")
    return {person: timezone.localdate(at) for person, at in found}


def main_carers(month: date) -> dict[tuple[UUID, str, int], UUID]:
    """Give who came most to each visit series by the plan of the month before: person, purpose, series."""
    before = (month - timedelta(days=1)).replace(day=1)
    states = (PlannedVisit.State.DONE, PlannedVisit.State.PLANNED)
    rows = PlannedVisit.objects.filter(
        plan__month=before, plan__state=VisitPlan.State.PUBLISHED, state__in=states
    )
    times: dict[tuple[UUID, str, int], Counter[UUID]] = defaultdict(Counter)
    ordered = rows.order_by("day", "pk").values_list("person", "purpose", "series", "volunteer")
    for person, purpose, series, volunteer in ordered:
        times[person, purpose, series][volunteer] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in times.items()}


def schedules_open(month_end: date) -> list[CareSchedule]:
    """Give the schedules that are open and have begun by a day, of those who live here."""
    rows = CareSchedule.objects.filter(until=None, since__lte=month_end)
    joined = rows.select_related("person__dwelling__point", "person__village").defer("why")
    return list(joined.order_by("tier", "person_id", "purpose", "pk"))
