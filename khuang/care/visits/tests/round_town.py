"""A home, the people in it, who visits them, and the form that records it."""

from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

from django.utils import timezone

import khuang
from conftest import NOW
from khuang.care.people import actions as registry
from khuang.care.people.models import Person
from khuang.care.risk import actions as risk
from khuang.care.visits.models import PlannedVisit, VisitPlan, Volunteer
from khuang.care.visits.rules.writing import written
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.surveys import actions as surveys

# By its path: what stands above may not be imported here.
FORMS = Path(khuang.__file__).parent / "site" / "forms"
TODAY = timezone.localdate(NOW)
VERSION = "2026113001"


def make_home(cast, house_no="12", *, people=(("บัวคำ", "ใจดี"),)):
    """Register people in a new home of village 3; give its household and them."""
    home = {"village": "3", "house_no": house_no, "directions": "ข้างวัด หลังคาสีแดง"}
    first = registry.register(_texts(*people[0]), home, by=cast.mali, at=NOW)
    others = [
        registry.register(_texts(*name), first.household_id, by=cast.mali, at=NOW) for name in people[1:]
    ]
    persons = list(Person.objects.filter(pk__in=[first.pk, *(one.pk for one in others)]).order_by("pk"))
    return persons[0].household, persons


def _texts(given, family):
    return {
        "title": "นาง",
        "given_name": given,
        "family_name": family,
        "nickname": "ยาย",
        "sex": "female",
        "birth_date": "1944-03-01",
        "phone": "0812345678",
    }


def make_round(cast, *, day=TODAY):
    """Give Boonsri a home with people, assigned and planned for a day; inside the municipality."""
    risk.adopt_shipped(by=SYSTEM, at=NOW)
    version = surveys.upload_form((FORMS / "visit.xlsx").read_bytes(), by=SYSTEM, at=NOW)
    surveys.publish(version, by=SYSTEM, at=NOW)
    home, persons = make_home(cast, people=(("บัวคำ", "ใจดี"), ("คำปัน", "ใจดี")))
    other, alone = make_home(cast, "7/1", people=(("แสงดา", "มาดี"),))
    persons += alone
    volunteer = Volunteer.objects.create(
        account=cast.boonsri, name="บุญศรี", kind="health", village=cast.villages[3], since=TODAY
    )
    role = next(row for row in cast.boonsri.assignments.all())
    accounts.assign_homes(role, [home.dwelling_id, other.dwelling_id], by=SYSTEM, at=NOW)
    plan = VisitPlan.objects.create(
        month=day.replace(day=1),
        first_day=day.replace(day=1),
        state=VisitPlan.State.PUBLISHED,
        made_at=NOW,
        published_at=NOW,
    )
    planned = [plan_visit(plan, one, volunteer, day, number) for number, one in enumerate(persons, 1)]
    return SimpleNamespace(
        cast=cast, home=home, other=other, people=persons, volunteer=volunteer, plan=plan, planned=planned
    )


def plan_visit(plan, person, volunteer, day=TODAY, number=1, **also):
    """Plan one visit."""
    return PlannedVisit.objects.create(
        plan=plan,
        person=person,
        volunteer=volunteer,
        day=day,
        half="morning",
        number=number,
        minutes=30,
        **also,
    )


def told(person, planned=None, *, instance=None, ended=NOW, **answers):
    """Write what a phone would send about a visit."""
    said = {
        "person": str(person.pk),
        "planned": str(planned.pk) if planned else "",
        "result": "met",
    } | answers
    return written(
        said, instance=instance or f"uuid:{uuid4()}", version=VERSION, began=ended, ended=ended
    ).encode()


def pin_home(household, by):
    """Take the point of a home."""
    from khuang.ground.places.models import Point

    household.dwelling.point = Point.objects.create(
        position=(99.401, 18.223), cell_x=9940, cell_y=1822, source="map", captured_at=NOW, by_id=by.pk
    )
    household.dwelling.save()
