"""Gather what is known of everybody into sealed blocks, and keep these up with what changes."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from khuang.care.people.models import Person, here
from khuang.care.risk.models import Gathering, KnowledgeBlock, KnowledgeMark
from khuang.care.risk.reads import everybody
from khuang.care.risk.reads.knowledge import subjects
from khuang.care.risk.rules import columns, facts
from khuang.care.risk.rules.columns import Columns
from khuang.ground.journal import actions as journal
from khuang.ground.journal import long_work
from khuang.ground.municipalities.turns import take_turn

TOGETHER = 4000  # people in a block
LOWEST = UUID(int=0)
# In so small a registry everybody is gathered while the page is waited for.
SMALL = 3000


@journal.action
def begin_gathering(*, at: datetime) -> Gathering:
    """Have everybody gathered, by a job when they are many. Journal: risk.gathering-begun."""
    total = Person.objects.filter(here()).count()
    fingerprint = columns.fingerprint(facts.shipped())
    low = None if everybody.is_whole() else LOWEST
    work = Gathering(total=None if low is None else total, low=low, catalogue=fingerprint)
    if total > SMALL:
        long_work.begin(work)
    else:
        _at_once(work, at)
    journal.write("risk.gathering-begun", by=journal.SYSTEM, about=None, at=at, people=total)
    return work


def gather(work: Gathering, at: datetime) -> bool:
    """Make the next block, or take in the next changes; say whether more is left."""
    take_turn("risk.gathering")
    if work.low is None:
        return _take_in_changes(at)
    if work.low == LOWEST:
        KnowledgeBlock.objects.all().delete()
        # What they tell of is read now.
        KnowledgeMark.objects.all().delete()
    # One more tells where the next block begins.
    keys = list(_living(work.low).values_list("pk", flat=True)[: TOGETHER + 1])
    _store(KnowledgeBlock(low=work.low), subjects(keys[:TOGETHER], facts.shipped()), at)
    work.done += len(keys[:TOGETHER])
    work.low = keys[TOGETHER] if len(keys) > TOGETHER else None
    return work.low is not None or KnowledgeMark.objects.exists()


@journal.action
def forget(persons: Iterable[UUID], *, at: datetime) -> None:
    """Take what is known of persons out of the blocks at once. Journal: risk.knowledge-forgotten."""
    take_turn("risk.gathering")
    _renew(set(persons), at)
    journal.write("risk.knowledge-forgotten", by=journal.SYSTEM, about=None, at=at)


def _at_once(work: Gathering, at: datetime) -> None:
    while gather(work, at):
        pass
    work.state, work.started_at, work.finished_at = work.State.DONE, at, at
    work.save()


def _living(low: UUID) -> QuerySet[Person]:
    return Person.objects.filter(here(), pk__gte=low).order_by("pk")


def _take_in_changes(at: datetime) -> bool:
    marks = list(KnowledgeMark.objects.order_by()[:TOGETHER])
    _renew(everybody.changed(marks), at)
    KnowledgeMark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    return len(marks) == TOGETHER


def _renew(persons: set[UUID], at: datetime) -> None:
    """Make the blocks anew in which persons are, or belong."""
    lows = list(KnowledgeBlock.objects.order_by("low").values_list("low", flat=True))
    by_block: dict[UUID, set[UUID]] = {}
    for key in persons if lows else ():
        by_block.setdefault(lows[bisect_right(lows, key) - 1], set()).add(key)
    for low, keys in by_block.items():
        block = KnowledgeBlock.objects.get(low=low)
        before = columns.unpacked(bytes(block.columns), facts.shipped())
        kept = before.kept(~everybody.among(before, keys))
        fresh = columns.encoded(facts.shipped(), subjects(keys, facts.shipped()))
        _save(block, columns.joined([kept, fresh]), at)


def _store(block: KnowledgeBlock, found: list[columns.Subject], at: datetime) -> None:
    _save(block, columns.encoded(facts.shipped(), found), at)


def _save(block: KnowledgeBlock, people: Columns, at: datetime) -> None:
    """Keep a block; one that has grown too large becomes two."""
    if len(people) > 2 * TOGETHER:
        order = np.array(sorted(range(len(people)), key=lambda at: people.keys[at].tobytes()))
        lower, upper = np.array_split(order, 2)
        above = KnowledgeBlock(low=UUID(bytes=people.keys[upper[0]].tobytes()))
        _save(above, people.kept(upper), at)
        people = people.kept(lower)
    block.people, block.made_at = len(people), at
    block.catalogue = columns.fingerprint(facts.shipped())
    block.columns = columns.packed(people, facts.shipped())  # type: ignore[assignment]
    block.save()
