"""Guarded records: what is withheld from whom, what may be said of them, and who answers for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.care.people.models import Household, LevelProposal, Person
from khuang.ground.accounts import reads as accounts
from khuang.ground.accounts.models import Account, BrokenGlass
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal import reads as journal
from khuang.ground.journal.reads import LineInWords
from khuang.ground.municipalities.fields import keyed_hash
from khuang.lib import national_id, thai_names

GUARDED = ~Q(level=Person.Level.TEAM)
# Broken glass that nobody reviewed for so long stands out.
REVIEW_WITHIN = timedelta(days=7)


def withheld(actor: Any, keys: Collection[UUID]) -> set[UUID]:
    """Give those among `keys` whose records are guarded or restricted, and do not open for an actor."""
    if not keys:
        return set()
    rows = Person.objects.filter(GUARDED | ~Q(restricted_at=None), pk__in=keys).order_by()
    found = list(rows.values_list("pk", "level", "restricted_at"))
    guarded = {pk for pk, level, _restricted_at in found if level != Person.Level.TEAM}
    restricted = {pk for pk, _level, restricted_at in found if restricted_at}
    opened = scope_of(actor, "people.view").opened
    return guarded - opened | restricted - _answered(actor, restricted)


def _answered(actor: Any, restricted: Collection[UUID]) -> set[UUID]:
    """Give those whose data may not be used, but by this actor, who answers their requests."""
    if not restricted:
        return set()
    rows = scope_of(actor, "people.rights").filter(Person.objects.filter(pk__in=restricted))
    return set(rows.order_by().values_list("pk", flat=True))


def homes_withheld(actor: Any, households: Collection[UUID]) -> set[UUID]:
    """Give those households whose own name is withheld, since it may be that of a guarded person."""
    guarded = Person.objects.filter(GUARDED, household__in=households)
    closed = guarded.exclude(pk__in=scope_of(actor, "people.view").opened)
    return set(closed.order_by().values_list("household_id", flat=True))


def withhold_name(household: Household, actor: Any) -> Household:
    """Give the household without its own name where that is withheld from an actor."""
    if homes_withheld(actor, [household.pk]):
        household.name = ""
    return household


def guarded_matches(actor: Any, asked: str) -> list[UUID]:
    """Give the guarded records, closed to an actor, that have exactly this name or ID number.

    Only for whoever may break the glass there, and only to say that there is
    one: lists, maps and near matches never speak of them. Whoever shows it
    calls actions.note_guarded_match.
    """
    scope = scope_of(actor, "people.break-glass")
    exactly = _exactly(asked)
    if not scope or exactly is None:
        return []
    closed = scope.in_place(Person.objects.filter(GUARDED, exactly, merged_into=None))
    return list(closed.exclude(pk__in=scope.opened).order_by("pk").values_list("pk", flat=True))


def _exactly(asked: str) -> Q | None:
    try:
        return Q(national_id_hash=keyed_hash(national_id.read_number(asked), "national_id"))
    except national_id.WrongNumber:
        name = thai_names.read_name(asked)
        # A given name alone would find too many by chance.
        return Q(given_name=name.given, family_name=name.family) if name.given and name.family else None


def level_proposals(actor: Any) -> QuerySet[LevelProposal]:
    """Give the levels that rules proposed where an actor may guard records, oldest first."""
    rows = LevelProposal.objects.filter(settled_at=None).select_related("person__village")
    return scope_of(actor, "people.guard").filter(rows)


def forsaken(actor: Any, *, at: datetime) -> list[Person]:
    """Give the guarded persons whose record opens for nobody any more, where an actor may guard records."""
    rows = scope_of(actor, "people.guard").in_place(Person.objects.filter(GUARDED, merged_into=None))
    found = rows.order_by("pk")
    alone = accounts.without_names([one.pk for one in found], "people.view", at=at)
    return [one for one in found if one.pk in alone]


def may_be_named(person: Person, *, at: datetime) -> list[Account]:
    """Give the accounts that could be named: those whose role lets them see people where the person lives."""
    keys = accounts.may_see_at("people.view", person.village_id, person.dwelling_id, at=at)
    return list(Account.objects.filter(pk__in=keys).order_by("display_name"))


@dataclass(frozen=True)
class Glass:
    """Broken glass as a page shows it.

    person     whose record, if it opens for the reader; the others read that it is a guarded one
    late       whether it should have been reviewed by now
    is_own     whether the reader broke it, and so cannot review it
    looked_at  what the account did with this record during that hour
    """

    row: BrokenGlass
    person: Person | None
    reviewer: str
    late: bool
    is_own: bool
    looked_at: list[LineInWords]


def broken_glass(actor: Any, row: BrokenGlass, *, at: datetime) -> Glass:
    """Put one broken glass in words, with what was looked at."""
    found = Person.objects.filter(pk=row.record_id).first()
    lines = journal.lines_about(row.record_id)
    during = lines.filter(by_id=row.account_id, at__gte=row.at, at__lt=row.until).order_by("seq")
    return Glass(
        row=row,
        person=found if found and scope_of(actor, "people.view").holds(found) else None,
        reviewer=accounts.names().get(row.reviewed_by_id, "") if row.reviewed_by_id else "",
        late=row.reviewed_at is None and at - row.at > REVIEW_WITHIN,
        is_own=row.account_id == actor.pk,
        looked_at=journal.in_words(during),
    )
