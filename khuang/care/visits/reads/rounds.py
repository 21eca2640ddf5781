"""A volunteer's round of a day: the stops in order, and the homes with everything that is due there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from khuang.care.people.models import CareRelation, Household, Membership, Person
from khuang.care.people.reads import household_record
from khuang.care.people.rules.ages import Age, age_on
from khuang.care.risk import reads as risk
from khuang.care.visits.models import PlannedVisit, Visit, VisitReply, Volunteer
from khuang.care.visits.reads.plans import STILL_ON, due_today, planned
from khuang.ground.accounts.reads import scope_of
from khuang.lib.thai_dates import PartialDate

# What falls due within so many days is seen to while somebody is there anyway.
SOON = timedelta(days=14)
# An answer is shown on the round for so long after it was given.
ANSWERED = timedelta(days=30)
OWN, PAPER = "visits.round", "visits.paper"


@dataclass(frozen=True)
class Due:
    """Something that is due for a member of a home. kind: visit (by whom), assess (class expires)."""

    kind: str
    on: date
    who: str = ""


@dataclass(frozen=True)
class Member:
    """Somebody who lives in a home of the round, and what is due for them."""

    person: Person
    relation: str
    age: Age | None
    due: tuple[Due, ...]


@dataclass(frozen=True)
class Home:
    """A home of the round."""

    household: Household
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Stop:
    """One stop.

    phones    whom to call: the person, and who cares for them
    place     longitude and latitude of the home, None where none was taken
    last      the newest visit before
    replies   what the office answered to this visitor's visits
    """

    planned: PlannedVisit
    age: Age | None
    phones: tuple[tuple[str, str], ...]
    place: tuple[float, float] | None
    last: Visit | None
    replies: tuple[VisitReply, ...]

    @property
    def person(self) -> Person:
        """The person who is visited."""
        person: Person = self.planned.person
        return person

    @property
    def asked(self) -> str:
        """Why it was asked for today, in words; "" for a visit that was planned."""
        asked = (PlannedVisit.Purpose.CHECK, PlannedVisit.Purpose.MESSAGE)
        return str(self.planned.get_purpose_display()) if self.planned.purpose in asked else ""

    @property
    def is_done(self) -> bool:
        """Whether somebody recorded it."""
        return bool(self.planned.state == PlannedVisit.State.DONE)


@dataclass(frozen=True)
class Round:
    """One volunteer's day."""

    volunteer: Volunteer
    day: date
    stops: tuple[Stop, ...]
    homes: dict[UUID, Home] = field(default_factory=dict)

    @property
    def people(self) -> list[Person]:
        """Everybody whose name stands on it."""
        others = [member.person for home in self.homes.values() for member in home.members]
        return list({one.pk: one for one in [stop.person for stop in self.stops] + others}.values())


def volunteer_of(account: Any) -> Volunteer | None:
    """Give the volunteer that an account is, while they visit."""
    return Volunteer.objects.filter(account=account, left_on=None).first()


def round_of(
    volunteer: Volunteer, day: date, *, actor: Any, permission: str = OWN, on_phone: bool = False
) -> Round:
    """Give a volunteer's round of a day, as far as its people open for an actor.

    permission  visits.round for one's own: a plan sends a volunteer to a home, so its stops need no
                assigned home, but a guard binds all the same; visits.paper within the actor's places
    on_phone    leaves sealed records out, even for whoever is named: phones are lost
    """
    scope = scope_of(actor, permission)
    is_open = scope.opens if permission == OWN else scope.holds
    visits = [one for one in due_today(volunteer, day) if is_open(one)]
    if on_phone:
        visits = [one for one in visits if one.person.level != Person.Level.SEALED]
    persons = [one.person_id for one in visits]
    last, replies = _last(persons), _replies(volunteer, persons)
    stops = tuple(
        Stop(
            planned=one,
            age=_age(one.person, day),
            phones=_phones(one.person, scope),
            place=_place(one.person),
            last=last.get(one.person_id),
            replies=tuple(replies.get(one.person_id, ())),
        )
        for one in visits
    )
    return Round(volunteer, day, stops, _homes(stops, day, actor, on_phone=on_phone))


def home_of(household: Household, day: date, *, actor: Any, on_phone: bool = False) -> Home:
    """Give a home with its members and everything that is due for each of them."""
    record = household_record(household, actor)
    sealed, unknown = Person.Level.SEALED, str(Membership.Relation("").label)
    members = [(one, said) for one, said in record.members if not (on_phone and one.level == sealed)]
    keys = [one.pk for one, _said in members]
    visits, classes = _visits_soon(keys, day), risk.current(keys)
    due = {key: (*visits.get(key, ()), *_assessment(classes.get(key), day)) for key in keys}
    return Home(
        record.household,
        tuple(
            Member(one, "" if said == unknown else said, _age(one, day), due[one.pk]) for one, said in members
        ),
    )


@dataclass(frozen=True)
class Sheet:
    """One volunteer's round of a day in a list of them."""

    volunteer: Volunteer
    stops: int
    done: int


def sheets(actor: Any, day: date) -> list[Sheet]:
    """Give who goes on a round on a day, where an actor types in what was written on paper."""
    rows = scope_of(actor, PAPER).filter(planned().filter(day=day, state__in=STILL_ON))
    stops: dict[Volunteer, list[PlannedVisit]] = {}
    for one in rows:
        stops.setdefault(one.volunteer, []).append(one)
    found = [
        Sheet(volunteer, len(visits), sum(one.state == PlannedVisit.State.DONE for one in visits))
        for volunteer, visits in stops.items()
    ]
    return sorted(found, key=lambda sheet: (sheet.volunteer.name, sheet.volunteer.pk))


def goes_on(volunteer: Volunteer, day: date, actor: Any) -> bool:
    """Say whether a volunteer has a stop on a day of which an actor may type in what was written."""
    return any(scope_of(actor, PAPER).holds(one) for one in due_today(volunteer, day))


def stop(account: Any, key: UUID) -> PlannedVisit | None:
    """Give one planned visit of the account's own rounds, or None."""
    volunteer = volunteer_of(account)
    rows = scope_of(account, "visits.round").unguarded(planned().filter(pk=key))
    return rows.filter(Q(volunteer=volunteer) | Q(second=volunteer)).first() if volunteer else None


def _homes(stops: Iterable[Stop], day: date, actor: Any, *, on_phone: bool) -> dict[UUID, Home]:
    households = {one.person.household_id for one in stops} - {None}
    rows = Household.objects.filter(pk__in=households).select_related("dwelling__point", "village")
    return {row.pk: home_of(row, day, actor=actor, on_phone=on_phone) for row in rows}


def _visits_soon(persons: Collection[UUID], day: date) -> dict[UUID, list[Due]]:
    found: dict[UUID, list[Due]] = {}
    rows = planned().filter(person__in=persons, day__range=(day, day + SOON))
    for one in rows.filter(state=PlannedVisit.State.PLANNED).order_by("day", "pk"):
        found.setdefault(one.person_id, []).append(Due("visit", one.day, str(one.volunteer or "")))
    return found


def _assessment(judged: Any, day: date) -> Iterable[Due]:
    if judged is not None and judged.expires_on and judged.expires_on <= day + SOON:
        yield Due("assess", judged.expires_on)


def _age(person: Person, day: date) -> Age | None:
    return age_on(PartialDate(person.born_on, person.born_precision), day) if person.born_on else None


def _phones(person: Person, scope: Any) -> tuple[tuple[str, str], ...]:
    """Give (name, number) of the person, then of those who care for them, unless guarded."""
    found = [(str(person), person.phone)] if person.phone else []
    care = CareRelation.objects.filter(cared_for=person, until=None).select_related("carer")
    for one in scope.unguarded(care).order_by("since", "pk"):
        if one.carer.phone:
            found.append((str(one.carer), one.carer.phone))
    return tuple(found)


def _place(person: Person) -> tuple[float, float] | None:
    point = person.dwelling.point if person.dwelling else None
    return tuple(point.position) if point else None


def _last(persons: Collection[UUID]) -> dict[UUID, Visit]:
    rows = Visit.objects.filter(person__in=persons, same_as=None).order_by("person_id", "-at", "-pk")
    return {one.person_id: one for one in rows.distinct("person_id")}


def _replies(volunteer: Volunteer, persons: Collection[UUID]) -> dict[UUID, list[VisitReply]]:
    found: dict[UUID, list[VisitReply]] = {}
    rows = VisitReply.objects.filter(
        visit__volunteer=volunteer, visit__person__in=persons, at__gt=timezone.now() - ANSWERED
    )
    for one in rows.select_related("visit"):
        found.setdefault(one.visit.person_id, []).append(one)
    return found
