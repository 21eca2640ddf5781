"""Set who may open a person's record: its team, or named people only."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khuang.care.people import reads
from khuang.care.people.models import LevelDecision, LevelProposal, Person
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import scope_of
from khuang.ground.accounts.reads.scopes import TEAM
from khuang.ground.journal import actions as journal


@journal.action
def guard(
    person: Person, level: str, *, named: Collection[Account], reason: str, by: Any, at: datetime
) -> None:
    """Set a record's level and exactly who is named for it; open to its team, nobody is named.

    Whoever guards a record needs to be able to open it, unless nobody can any more.
    What was proposed for it is settled. Journal: people.level-set.
    Raises PermissionDenied, and ValidationError when nobody is left who could open it.
    """
    if not may_guard(by, person, at=at):
        raise PermissionDenied
    keys = [account.pk for account in named] if level != TEAM else []
    able = {account.pk for account in reads.may_be_named(person, at=at)}
    if level != TEAM and (not keys or not able.issuperset(keys)):
        raise ValidationError(_("Name at least one person whose role lets them open the record."))
    person.level = level
    person.save(update_fields=["level"])
    accounts.name_accounts(person.pk, named if keys else [], by=by, at=at)
    LevelDecision.objects.create(person=person, level=level, reason=reason, at=at, by_id=by.pk)
    _settle(LevelProposal.objects.filter(person=person, settled_at=None), by, at)
    journal.write("people.level-set", by=by, about=person, at=at, level=level, named=[str(k) for k in keys])


def may_guard(actor: Any, person: Person, *, at: datetime) -> bool:
    """Say whether an actor may set a record's level now."""
    scope = scope_of(actor, "people.guard")
    return scope.holds(person) or (scope.has(person) and person in reads.forsaken(actor, at=at))


@journal.action
def propose_level(person: Person, level: str, *, because: str, by: Any, at: datetime) -> None:
    """Propose to the head to guard a record; never sets it, and asks once. Journal: people.level-proposed.

    because  code of the question whose answer says so
    """
    if person.level != Person.Level.TEAM:
        return
    try:
        with transaction.atomic():
            LevelProposal.objects.create(person=person, level=level, because=because, proposed_at=at)
    except IntegrityError:  # another answer of the same survey, or an earlier survey, proposed it already
        return
    journal.write("people.level-proposed", by=by, about=person, at=at, level=level)


@journal.action
def decline_level(proposal: LevelProposal, *, by: Any, at: datetime) -> None:
    """Leave a record open though a rule proposed a level. Journal: people.level-declined."""
    if not scope_of(by, "people.guard").holds(proposal):
        raise PermissionDenied
    _settle([proposal], by, at)
    journal.write("people.level-declined", by=by, about=proposal.person, at=at)


@journal.action
def note_guarded_match(keys: Iterable[UUID], *, by: Any, at: datetime) -> None:
    """Note that a search met guarded records, so that probing shows. Journal: people.guarded-matched."""
    journal.write("people.guarded-matched", by=by, about=None, at=at, also=list(keys))


def _settle(proposals: Iterable[LevelProposal], by: Any, at: datetime) -> None:
    for proposal in proposals:
        proposal.settled_at, proposal.settled_by_id = at, by.pk
        proposal.save(update_fields=["settled_at", "settled_by_id"])
