"""People whom the tests of cases are about, and the hours at which things happen."""

from datetime import date, timedelta
from uuid import uuid4

from conftest import NOW
from khuang.care.people.models import Dwelling, Household, Membership, Person

LATER = NOW + timedelta(days=1)
TODAY = date(2026, 11, 23)


def a_home(village, house_no="12"):
    """A household in a village."""
    dwelling = Dwelling.objects.create(village=village, house_no=house_no, known_from=TODAY)
    return Household.objects.create(dwelling=dwelling, village=village, known_from=TODAY)


def a_person(village, given_name="คำปัน", household=None, **fields):
    """Somebody who lives in a village."""
    household = household or a_home(village)
    # Version 4, as ODK wants the ids of entities.
    person = Person.objects.create(
        pk=uuid4(),
        given_name=given_name,
        family_name="ใจดี",
        sort_key=given_name,
        household=household,
        dwelling=household.dwelling,
        village=village,
        known_from=TODAY,
        **fields,
    )
    Membership.objects.create(household=household, person=person, since=TODAY)
    return person
