"""Erase a person: rows, surveys, photographs, search; the journal keeps an id that stands for nobody.

Two people are needed: one proposes (or a retention rule does), another approves.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from khuang.care.people.actions.deleting import delete_with_what_points_at
from khuang.care.people.actions.erasure_list import note_outside
from khuang.care.people.actions.imports.keeping import forget_imports
from khuang.care.people.models import (
    Attention,
    Change,
    Dwelling,
    Erasure,
    Household,
    LegalHold,
    Membership,
    Person,
    RightsRequest,
)
from khuang.care.people.rules.properties import HOUSEHOLD
from khuang.care.people.rules.rights import OnHold, SamePerson
from khuang.care.people.rules.telling import telling
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.fields import keyed_hash
from khuang.ground.places.models import Point
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys.rules.redaction import Phrases

# What a household's record says in words, where somebody may be named.
_WORDED = ("household_name", "directions", "community")
# Tables that surveys change beside those whose rows go.
_OF_SURVEYS = {"surveys_submission", "surveys_submissionmedia", "surveys_attention"}


@dataclass(frozen=True)
class Erased:
    """What went: persons and households by their ids, the tables touched, surveys and files changed."""

    ids: list[UUID]
    tables: list[str]
    submissions: int
    files: int


@journal.action
def propose_erasure(
    person: Person, *, because: str, by: Any, at: datetime, request: RightsRequest | None = None
) -> Erasure:
    """Propose to erase a person. Journal: people.erasure-proposed. Raises PermissionDenied or OnHold."""
    if not may(by, "people.rights", person):
        raise PermissionDenied
    refuse_when_held(person)
    made = Erasure.objects.create(
        person=person,
        about_id=person.pk,
        because=because,
        request=request,
        proposed_at=at,
        proposed_by_id=by.pk,
    )
    journal.write("people.erasure-proposed", by=by, about=person, at=at, because=because)
    return made


@journal.action
def decline_erasure(erasure: Erasure, *, by: Any, at: datetime) -> None:
    """Keep the person's data after all. Journal: people.erasure-declined. Raises PermissionDenied."""
    if not may(by, "people.erase", erasure):
        raise PermissionDenied
    erasure.decided_at, erasure.decided_by_id = at, by.pk
    erasure.save(update_fields=["decided_at", "decided_by_id"])
    journal.write("people.erasure-declined", by=by, about=erasure, at=at, also=[erasure.about_id])


@journal.action
def approve_erasure(erasure: Erasure, *, by: Any, at: datetime) -> Erased:
    """Erase the person of a proposal, now. Journal: people.erased.

    Raises PermissionDenied, SamePerson when the approver proposed it, OnHold.
    """
    person = erasure.person
    if person is None or erasure.decided_at is not None or not may(by, "people.erase", person):
        raise PermissionDenied
    if by.pk == erasure.proposed_by_id:
        raise SamePerson
    refuse_when_held(person)
    return _carry_out(erasure, person, by=by, at=at)


@journal.action
def erase_again(ids: Collection[UUID], *, at: datetime) -> int:
    """Erase once more whoever a restored backup brought back; give how many. Journal: people.erased.

    ids   what the list of erasures holds: persons and households
    """
    found = Person.objects.filter(pk__in=list(ids))
    count = 0
    # One may go with another: they are the same human, merged.
    while person := found.first():
        erasure = Erasure(person=person, about_id=person.pk, because="restored", proposed_at=at)
        erasure.save()
        _carry_out(erasure, person, by=journal.SYSTEM, at=at)
        count += 1
    return count


def refuse_when_held(person: Person) -> None:
    """Raise OnHold while the data of a person must be kept."""
    if LegalHold.objects.filter(person=person, lifted_at=None).exists():
        raise OnHold


def _carry_out(erasure: Erasure, person: Person, *, by: Any, at: datetime) -> Erased:
    erased = _erase(person, at=at)
    Erasure.objects.filter(pk=erasure.pk).update(
        decided_at=at,
        decided_by_id=by.pk,
        done_at=at,
        erased_ids=erased.ids,
        tables=erased.tables,
    )
    note_outside(erased.ids, at=at)
    others = [key for key in erased.ids if key != person.pk]
    journal.write("people.erased", by=by, about=person, at=at, also=others, because=erasure.because)
    return erased


def _erase(person: Person, *, at: datetime) -> Erased:
    surveys.hold_surveys()
    keys = _same_human(person)
    near = _homes_of(keys)
    homes = _only_their_own(near, keys)
    phrases = _telling(keys, near)
    numbers = _numbers(keys)
    redacted = surveys.forget(keys | homes, near, phrases, at=at)
    tables = _OF_SURVEYS if redacted.submissions else set()
    tables |= _hide_in_homes(near - homes, phrases)
    # Looked for before what leads to them is gone.
    dwellings, points = _dwellings_of(homes), _points_of(homes)
    tables |= _delete_what_was_said(keys | homes)
    for one in Person.objects.filter(pk__in=keys):
        accounts.forget_guards(one.pk)
        forget_imports(one, at=at)
    # Emptied, not deleted: they prove that the request was answered.
    for request in RightsRequest.objects.filter(about_id__in=keys):
        request.words = request.answer = None
        request.save(update_fields=["words", "answer"])
    for model, gone in ((Person, keys), (Household, homes), (Dwelling, dwellings), (Point, points)):
        tables |= delete_with_what_points_at(model, gone)
    _settle_shared_numbers(numbers)
    return Erased(sorted(keys | homes), sorted(tables), len(redacted.submissions), redacted.files)


def _same_human(person: Person) -> set[UUID]:
    """Give the ids of every record of one human: those merged into each other."""
    found = {person.pk}
    while True:
        rows = Person.objects.filter(Q(merged_into__in=found) | Q(merged_here__in=found)).order_by()
        more = set(rows.values_list("pk", flat=True)) - found
        if not more:
            return found
        found |= more


def _homes_of(keys: set[UUID]) -> set[UUID]:
    """Give the households in which persons live or ever lived."""
    rows = Membership.objects.filter(person__in=keys).order_by().values_list("household", flat=True)
    now = Person.objects.filter(pk__in=keys).order_by().values_list("household", flat=True)
    return {key for key in (*rows, *now) if key}


def _only_their_own(homes: set[UUID], keys: set[UUID]) -> set[UUID]:
    """Keep the households in which nobody else ever lived, in a dwelling that no other household shares."""
    others = Membership.objects.filter(household__in=homes).exclude(person__in=keys).order_by()
    alone = homes - set(others.values_list("household", flat=True))
    theirs = dict(Household.objects.filter(pk__in=alone).order_by().values_list("pk", "dwelling"))
    shared = Household.objects.filter(dwelling__in=theirs.values()).exclude(pk__in=alone).order_by()
    dwellings = set(shared.values_list("dwelling", flat=True))
    return {key for key, dwelling in theirs.items() if dwelling not in dwellings}


def _telling(keys: set[UUID], near: set[UUID]) -> Phrases:
    said = [change.values for change in Change.objects.filter(record_id__in=keys)]
    others = Person.objects.filter(memberships__household__in=near).exclude(pk__in=keys)
    return telling(said, others.order_by().values_list("given_name", flat=True))


def _numbers(keys: set[UUID]) -> set[bytes]:
    rows = Person.objects.filter(pk__in=keys).exclude(national_id=None)
    return {keyed_hash(person.national_id, "national_id") for person in rows}


def _hide_in_homes(homes: set[UUID], phrases: Phrases) -> set[str]:
    """Hide a name in what is said of the homes where others live, as in the surveys that say it."""
    touched = set()
    for household in Household.objects.filter(pk__in=homes).select_related("dwelling"):
        touched |= _hidden(household, ("name",), phrases)
        touched |= _hidden(household.dwelling, ("directions", "community"), phrases)
    for change in Change.objects.filter(record_id__in=homes):
        values = _hidden_in(change.values, phrases)
        if values != change.values:
            change.values = values
            change.save(update_fields=["values"])
            touched.add(Change._meta.db_table)
    for item in Attention.objects.filter(record_id__in=homes, list_name=HOUSEHOLD).exclude(proposed=None):
        touched |= _hidden(item, ("proposed",), phrases)
    return touched


def _hidden(row: Any, names: Iterable[str], phrases: Phrases) -> set[str]:
    changed = []
    for name in names:
        text = getattr(row, name) or ""
        hidden = phrases.hidden_in(text, at_home=True)
        if hidden != text:
            setattr(row, name, hidden)
            changed.append(name)
    if changed:
        row.save(update_fields=changed)
    return {row._meta.db_table} if changed else set()


def _hidden_in(values: Mapping[str, str], phrases: Phrases) -> dict[str, str]:
    return {
        name: phrases.hidden_in(text, at_home=True) if name in _WORDED else text
        for name, text in values.items()
    }


def _dwellings_of(homes: set[UUID]) -> set[UUID]:
    """Give the dwellings of households that go, and earlier ones in which nobody lives any more."""
    now = set(Household.objects.filter(pk__in=homes).values_list("dwelling", flat=True))
    numbers = {change.values.get("house_no", "") for change in Change.objects.filter(record_id__in=homes)}
    empty = Dwelling.objects.filter(house_no__in=numbers - {""}, households=None, people=None)
    return now | set(empty.order_by().values_list("pk", flat=True))


def _points_of(homes: set[UUID]) -> set[UUID]:
    """Give every point where households that go ever stood.

    A point that was replaced is tied to nothing but the moment that took it.
    """
    taken = Change.objects.filter(record_id__in=homes).values_list("at", flat=True)
    elsewhere = Dwelling.objects.exclude(households__in=homes).exclude(point=None)
    rows = Point.objects.filter(Q(captured_at__in=list(taken)) | Q(pk__in=_present_points(homes)))
    others = set(elsewhere.order_by().values_list("point", flat=True))
    return set(rows.order_by().values_list("pk", flat=True)) - others


def _present_points(homes: set[UUID]) -> list[UUID]:
    stands = Household.objects.filter(pk__in=homes).exclude(dwelling__point=None)
    return list(stands.order_by().values_list("dwelling__point", flat=True))


def _delete_what_was_said(keys: set[UUID]) -> set[str]:
    for model in (Change, Attention):
        model.objects.filter(record_id__in=keys).delete()
    for item in Attention.objects.filter(code__in=["carer_unknown", "household_unknown"]):
        if item.proposed in set(map(str, keys)):
            item.delete()
    return {Change._meta.db_table, Attention._meta.db_table}


def _settle_shared_numbers(numbers: set[bytes]) -> None:
    """Take back the question whose number it is, where only the erased person had it too."""
    for number in numbers:
        holders = list(Person.objects.filter(national_id_hash=number, died_on=None)[:2])
        if len(holders) == 1:
            Attention.objects.filter(record_id=holders[0].pk, code="id_shared").delete()
