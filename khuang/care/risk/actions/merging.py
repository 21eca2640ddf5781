"""Judge anew whom a merge or a split concerns."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from khuang.care.people.models import Person, here
from khuang.care.risk.actions.judging import Change, Occasion, judge, overrides_of, write_moves
from khuang.care.risk.actions.policies import in_force
from khuang.care.risk.models import PolicyVersion
from khuang.care.risk.reads.knowledge import known_of
from khuang.ground.journal import actions as journal


def judge_merged(entry: Any) -> None:
    """Judge whoever became one, or two again; `site.flow` calls it. Journal: risk.class-changed."""
    if PolicyVersion.objects.exists():
        judge_again({entry.about_id, *map(UUID, entry.references["also"])}, by=journal.SYSTEM, at=entry.at)


def judge_again(keys: Collection[Any], *, by: Any, at: datetime) -> list[Change]:
    """Judge persons by all that is known of them, merged records included. Journal: risk.class-changed."""
    persons = list(Person.objects.filter(here(), pk__in=keys).order_by("pk"))
    occasion = Occasion(*in_force(at=at), at, overrides=overrides_of(persons, timezone.localdate(at)))
    changes = judge(persons, known_of(persons), occasion)
    write_moves(changes, by=by, at=at)
    return changes
