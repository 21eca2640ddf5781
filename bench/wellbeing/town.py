"""An invented town whose elders have LINE, a check-in until nine, a carer and a plan of visits."""

from datetime import date, timedelta
from random import Random
from typing import Any

from bench.registry import GIVEN
from bench.wellbeing.lives import DAY, FIRST, HOUR, KINDS, SHARES, Life, at
from khuang.care.people.models import Dwelling, Household, Person
from khuang.care.visits.models import Availability, Half, PlannedVisit, VisitPlan, Volunteer
from khuang.care.wellbeing.models import CheckIn
from khuang.ground.messaging import reads as messaging
from khuang.ground.messaging.models import ChannelAccount, Contact, Route
from khuang.ground.municipalities.models import Municipality
from khuang.ground.places.models import Village

BEFORE = at(FIRST, HOUR) - timedelta(days=30)
VILLAGES, A_CARER = 7, 55  # people of one carer


def municipality() -> Municipality:
    """Make the municipality."""
    return Municipality.objects.create(slug="fah-sai", name="เทศบาลตำบลฟ้าใส", name_en="Fa Sai", code="520399")


def people(count: int, rng: Random) -> list[Life]:
    """Make elders, each in a home of their own, with an address on LINE and a daily check-in."""
    ChannelAccount.objects.create(channel="line", is_on=True, secrets={}, changed_at=BEFORE)
    villages = [
        Village.objects.create(code=f"5203990{moo}", moo=moo, name=f"บ้าน {moo}") for moo in range(1, 8)
    ]
    persons = _persons(count, villages, rng)
    contacts = Contact.objects.bulk_create(_contact(number) for number in range(count))
    pairs = list(zip(persons, contacts, strict=True))
    Route.objects.bulk_create(
        Route(party_id=person.pk, channel="line", contact=contact, since=BEFORE) for person, contact in pairs
    )
    CheckIn.objects.bulk_create(
        CheckIn(
            person=person,
            weekdays=list(range(7)),
            hour=HOUR,
            consent="visit",
            since=FIRST - DAY,
            made_at=BEFORE,
        )
        for person in persons
    )
    return [Life(person, contact, rng.choices(KINDS, SHARES)[0]) for person, contact in pairs]


def carers(count: int) -> list[Volunteer]:
    """Make volunteers who can go on every half-day."""
    made = [
        Volunteer.objects.create(name=f"อาสา {number}", kind="health", since=FIRST - 60 * DAY)
        for number in range(max(1, count // A_CARER))
    ]
    Availability.objects.bulk_create(
        Availability(volunteer=one, weekday=weekday, half=half, since=FIRST - 60 * DAY)
        for one in made
        for weekday in range(7)
        for half in Half
    )
    return made


def plan(month: date, lives: list[Life], volunteers: list[Volunteer]) -> VisitPlan:
    """Publish a plan in which everybody is visited once by their carer."""
    made = VisitPlan.objects.create(
        month=month, first_day=month, state="published", made_at=BEFORE, published_at=BEFORE
    )
    PlannedVisit.objects.bulk_create(
        PlannedVisit(
            plan=made,
            person=life.person,
            volunteer=volunteers[number % len(volunteers)],
            day=month + (number % 28) * DAY,
            half="morning",
            number=number // len(volunteers) % 4 + 1,
            minutes=30,
        )
        for number, life in enumerate(lives)
    )
    return made


def _persons(count: int, villages: list[Village], rng: Random) -> list[Any]:
    known = {"known_from": FIRST - 60 * DAY}
    homes = Dwelling.objects.bulk_create(
        Dwelling(village=villages[number % VILLAGES], house_no=str(number), **known)
        for number in range(count)
    )
    households = Household.objects.bulk_create(
        Household(dwelling=home, village=home.village, **known) for home in homes
    )
    return Person.objects.bulk_create(
        Person(
            given_name=rng.choice(GIVEN),
            sort_key="",
            sex=rng.choice(("female", "male")),
            phone=f"01{number:07d}",
            phone_hash=number.to_bytes(16, "big"),
            household=household,
            dwelling=household.dwelling,
            village=household.village,
            **known,
        )
        for number, household in enumerate(households)
    )


def _contact(number: int) -> Contact:
    address = f"U{number:032x}"
    return Contact(
        channel="line",
        address=address,
        address_hash=messaging.address_hash("line", address),
        state=Contact.State.AGREED,
        since=BEFORE,
        agreed_at=BEFORE,
    )
