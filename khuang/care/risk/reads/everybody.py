"""What is known of everybody at once, as fresh as their own rows."""

from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Q

from khuang.care.people.models import Person, here
from khuang.care.risk.models import Gathering, KnowledgeBlock, KnowledgeMark
from khuang.care.risk.reads.knowledge import subjects
from khuang.care.risk.rules import columns, facts
from khuang.care.risk.rules.columns import Columns, Numbers
from khuang.ground.accounts.reads import scope_of

# More than these are not looked at one by one while somebody waits for a page.
FEW = 3000


def is_ready() -> bool:
    """Whether everybody is gathered, by the facts that there are now, and few have changed since."""
    return is_whole() and changed_count() <= FEW


def is_whole() -> bool:
    """Whether everybody was gathered once, by the facts that there are now."""
    done = Gathering.objects.filter(
        state=Gathering.State.DONE, catalogue=columns.fingerprint(facts.shipped())
    )
    return done.exists()


def changed_count() -> int:
    """How many marks wait, up to a few more than FEW."""
    return len(KnowledgeMark.objects.values_list("pk")[: FEW + 1])


def changed(marks: list[KnowledgeMark]) -> set[UUID]:
    """Whom marks concern: the persons, and whoever lives in the homes now."""
    homes = {mark.household_id for mark in marks if mark.household_id}
    living = Person.objects.filter(household__in=homes).order_by() if homes else Person.objects.none()
    persons = {mark.person_id for mark in marks if mark.person_id}
    return persons | set(living.values_list("pk", flat=True))


def everybody() -> Columns:
    """Everybody whom a policy judges: from the blocks, and from their own rows whoever changed since.

    The marks are read first. Whatever changes after that is as if it came later; a block made
    anew meanwhile knows at least as much as the marks that it took away.
    """
    stale = changed(list(KnowledgeMark.objects.order_by()))
    catalogue = facts.shipped()
    unseal = KnowledgeBlock._meta.get_field("columns").unsealer()
    rows = KnowledgeBlock.objects.order_by("low").values_list("columns", "pk")
    blocks = [columns.unpacked(unseal(sealed, key), catalogue) for sealed, key in rows]
    gathered = columns.joined(blocks)
    if not stale:
        return gathered
    fresh = columns.encoded(catalogue, subjects(stale, catalogue))
    return columns.joined([gathered.kept(~among(gathered, stale)), fresh])


def in_sight(actor: Any, people: Columns) -> Columns:
    """Keep the people whose class an actor may see."""
    scope = scope_of(actor, "risk.view")
    if not scope.everywhere:
        seen = scope.filter(Person.objects.filter(here()))
        return people.kept(among(people, set(seen.order_by().values_list("pk", flat=True))))
    guarded = Person.objects.filter(~Q(level=Person.Level.TEAM)).order_by()
    hidden = set(guarded.values_list("pk", flat=True)) - set(
        scope.filter(guarded).values_list("pk", flat=True)
    )
    return people.kept(~among(people, hidden)) if hidden else people


def among(people: Columns, keys: set[UUID]) -> Numbers:
    """Say of each person whether their id is among these."""
    wanted = {key.bytes for key in keys}
    return np.fromiter((key.tobytes() in wanted for key in people.keys), bool, len(people))
