"""Volunteers for tests, as the desk takes them in."""

import itertools
from datetime import date

from conftest import NOW
from khuang.care.people.models import Dwelling, Household, Person
from khuang.care.visits.actions import availability, volunteers, volunteers_learning
from khuang.care.visits.models import PlannedVisit, VisitPlan
from khuang.ground.journal.actions import SYSTEM

TODAY = date(2026, 11, 23)  # a Monday, as conftest.NOW
BEGAN = date(2024, 6, 1)
NUMBERS = itertools.count(1)


def volunteer(name="บัวผัน ใจดี", *, by=SYSTEM, at=NOW, week=(), signed=True, **said):
    """Take a volunteer in, who comes on some half-days of the week and has signed."""
    made = volunteers.enlist({"name": name, "kind": "village-health", "since": BEGAN} | said, by=by, at=at)
    if week:
        availability.set_week(made, week, since=BEGAN, by=by, at=at)
    if signed:
        volunteers_learning.note_undertaking(made, signed_on=BEGAN, by=by, at=at)
    return made


def home_of(village, *names, house_no="1", **said):
    """A home where people of these names live."""
    dwelling = Dwelling.objects.create(village=village, house_no=house_no, known_from=BEGAN)
    household = Household.objects.create(dwelling=dwelling, village=village, known_from=BEGAN)
    where = {"village": village, "dwelling": dwelling, "household": household}
    return [
        Person.objects.create(given_name=name, sort_key=name, known_from=BEGAN, **where, **said)
        for name in names
    ]


def published(month=date(2026, 11, 1)):
    """A plan of a month that is published."""
    return VisitPlan.objects.create(
        month=month, first_day=month, state="published", made_at=NOW, published_at=NOW
    )


def planned(plan, person, who, day, half="morning", **said):
    """A visit of a plan."""
    return PlannedVisit.objects.create(
        plan=plan,
        person=person,
        volunteer=who,
        day=day,
        half=half,
        **{"minutes": 45, "occurrence": next(NUMBERS)} | said,
    )
