"""One person's or one household's whole record, for the page that shows it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.care.people.models import Attention, CareRelation, Change, Consent, Household, Membership, Person
from khuang.care.people.reads.guarding import withhold_name
from khuang.care.people.rules.ages import Age, age_on
from khuang.care.people.rules.households import Member, head, in_order
from khuang.ground.accounts.reads import Scope, scope_of
from khuang.lib.thai_dates import PartialDate


def newcomers(submission: Any) -> list[Person] | None:
    """Give everybody of whom a submission speaks; none unless it is at hand and the first word of all."""
    return getattr(submission, "newcomers", None)


@dataclass(frozen=True)
class Provenance:
    """Where the present value of a property comes from."""

    property: str
    version: int
    submission_id: UUID | None  # none when it was typed at a desk
    by_kind: str
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class HouseholdRecord:
    """A household with the people who live in it, head first."""

    household: Household
    head: Person | None
    members: list[tuple[Person, str]]  # person, relation in words


@dataclass(frozen=True)
class PersonRecord:
    """Everything that the registry holds about one person, records merged into theirs included."""

    person: Person
    ids: list[UUID]  # of the record, and of those merged into it
    age: Age | None
    household: HouseholdRecord | None
    memberships: list[Membership]  # the earlier ones included, newest first
    cared_for_by: list[CareRelation]
    cares_for: list[CareRelation]
    consents: list[Consent]
    attention: list[Attention]
    provenance: dict[str, Provenance] = field(default_factory=dict)
    origins: dict[UUID, dict[str, Provenance]] = field(default_factory=dict)  # of every record in `ids`


def person_record(person: Person, actor: Any, *, on: date) -> PersonRecord:
    """Give a person's record, others in it as far as they open for an actor.

    Whoever shows it writes people.viewed.
    """
    scope = scope_of(actor, "people.view")
    ids = speaking_for(person)
    origins = provenances(ids)
    lived = Membership.objects.filter(person__in=ids).select_related("household__dwelling")
    care = _care(scope, ids)
    return PersonRecord(
        person=person,
        ids=ids,
        age=age_of(person, on),
        household=household_record(person.household, actor) if person.household_id else None,
        memberships=list(lived.order_by("-since", "-pk")),
        cared_for_by=[one for one in care if one.cared_for_id in ids],
        cares_for=[one for one in care if one.carer_id in ids],
        consents=list(Consent.objects.filter(person__in=ids)),
        attention=list(Attention.objects.filter(record_id__in=ids, settled_at=None)),
        provenance=origins.get(person.pk, {}),
        origins=origins,
    )


def speaking_for(person: Person) -> list[UUID]:
    """Give the ids of everybody for whom a record speaks: its own, and those merged into it."""
    return [person.pk, *(one.pk for one in person.merged_here.all())]


def _care(scope: Scope, ids: Collection[UUID]) -> list[CareRelation]:
    rows = CareRelation.objects.filter(Q(cared_for__in=ids) | Q(carer__in=ids))
    return list(scope.unguarded(rows.select_related("carer", "cared_for")).order_by("-since", "-pk"))


def age_of(person: Person, on: date) -> Age | None:
    """Give a person's age on a day, or on the day of death; none when the birth date is not known."""
    if person.born_on is None:
        return None
    until = min(on, person.died_on) if person.died_on else on
    return age_on(PartialDate(person.born_on, person.born_precision), until)


def household_record(household: Household, actor: Any) -> HouseholdRecord:
    """Give a household with its present members in order, as far as their records open for an actor."""
    now = Membership.objects.filter(household=household, until=None).select_related("person")
    scope = scope_of(actor, "people.view")
    by_id = {m.person_id: m for m in now if m.person.is_here and scope.opens(m)}
    ordered = in_order(Member(key, m.relation, m.person.born_on) for key, m in by_id.items())
    heads = head(ordered)
    return HouseholdRecord(
        household=withhold_name(household, actor),
        head=by_id[heads.person_id].person if heads else None,
        members=[(by_id[m.person_id].person, by_id[m.person_id].get_relation_display()) for m in ordered],
    )


def provenance(record_id: UUID) -> dict[str, Provenance]:
    """Say of each property of a record which change set it last."""
    return provenances([record_id]).get(record_id, {})


def provenances(records: Collection[UUID]) -> dict[UUID, dict[str, Provenance]]:
    """Say of each property of these records which change set it last."""
    changes = Change.objects.filter(record_id__in=records, state=Change.State.APPLIED).defer("values")
    found: dict[UUID, dict[str, Provenance]] = {}
    for change in changes.order_by("version"):
        for name in change.properties:
            found.setdefault(change.record_id, {})[name] = Provenance(
                name, change.version, change.submission_id, change.by_kind, change.by_id, change.at
            )
    return found


def open_attention(actor: Any) -> QuerySet[Attention]:
    """Give what needs somebody's decision where an actor may change records, oldest first.

    What concerns no known home is seen by whoever holds the whole municipality.
    """
    return scope_of(actor, "people.change").filter(Attention.objects.filter(settled_at=None))
