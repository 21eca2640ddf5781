"""Prove that the registry is what its submissions say: build it again and compare.

Everything happens in one transaction that is rolled back, through the same code
that took the submissions in. What was typed at a desk is said again from its
stored changes, in its place between the submissions.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from khuang.care.people.actions.by_hand import by_hand, proposal_of
from khuang.care.people.actions.intake import source_of, take_in_observation, take_in_proposals
from khuang.care.people.actions.merges import join, part
from khuang.care.people.actions.snapshot import TABLES, Row, snapshot
from khuang.care.people.models import Change, MergeEvent
from khuang.care.people.rules.problems import CannotMerge, CannotSplit
from khuang.ground.surveys import reads as surveys
from khuang.ground.surveys.actions.receiving import UNAVAILABLE

log = logging.getLogger("khuang.people")

# One line of what happened: when (ids of version 7 sort by time), and what to do again.
Event = tuple[int, Any]


@dataclass(frozen=True)
class Difference:
    """A row that the registry has and the replay has not, or the other way round."""

    kind: str  # table
    record_id: UUID  # person, household or whatever the row is about
    only_in: str  # "registry" or "replay"


@dataclass(frozen=True)
class Report:
    """What a replay found; the registry is proven when nothing differs.

    failed   submissions that could not be taken in again; those that failed when they
             came fail here too, and then nothing differs
    """

    submissions: int
    failed: int
    by_hand: int
    rows: int
    differences: tuple[Difference, ...]


class _Undo(Exception):
    """Carries nothing; it only rolls the replay back."""


def replay_check() -> Report:
    """Build the registry again from all submissions and compare. Changes nothing, writes no journal."""
    before = snapshot()
    submissions = _submissions()
    desk = _desk()
    merges = list(_merges())
    after: Counter[Row] = Counter()
    failed = 0
    try:
        with transaction.atomic():
            _empty()
            in_order = sorted(submissions + desk + merges, key=lambda event: event[0])
            failed = sum(not again() for _, again in in_order)
            after = snapshot()
            raise _Undo
    except _Undo:
        pass
    return Report(len(submissions), failed, len(desk), before.total(), tuple(_differences(before, after)))


def _submissions() -> list[Event]:
    """Submissions in the order in which they reached the registry: one set aside may have come in late."""
    first: dict[UUID | None, int] = {}
    for key, submission_id in Change.objects.order_by("-pk").values_list("pk", "submission_id"):
        first[submission_id] = key.int
    return [(first.get(one.pk, one.pk.int), partial(_submission_again, one)) for one in surveys.in_order()]


def _submission_again(submission: Any) -> bool:
    """Take a submission in again; say whether that went well."""
    observation = surveys.observation(submission)
    source = source_of(submission, observation, submission.device)
    try:
        with transaction.atomic():
            take_in_observation(observation, source)
    except UNAVAILABLE:
        raise
    except Exception:
        log.exception("Submission %s cannot be taken in again.", submission.pk)
        return False
    return True


def _desk() -> list[Event]:
    """What was typed at desks; the changes of one action share its time."""
    changes = Change.objects.filter(submission_id=None, merge_id=None).order_by("pk")
    grouped = groupby(changes, key=lambda change: (change.at, change.by_id))
    return [_desk_event(list(together)) for _, together in grouped]


def _desk_event(together: list[Change]) -> Event:
    first = together[0]
    source = by_hand(first.by_kind, first.by_id, first.at)
    proposals = [proposal_of(change) for change in together]
    return first.pk.int, lambda: take_in_proposals(proposals, source) is not None


def _merges() -> Iterator[Event]:
    """Merges and splits; what they changed is not said by itself."""
    for event in MergeEvent.objects.order_by("pk"):
        names = ("pk", "survivor_id", "merged_id", "at", "by_kind", "by_id", "taken")
        again = MergeEvent(**{name: getattr(event, name) for name in names})
        yield event.pk.int, partial(_merge_again, again)
        if event.undone_key:
            yield event.undone_key.int, partial(_split_again, again, event)


def _merge_again(again: MergeEvent) -> bool:
    try:
        join(again)
    except CannotMerge:
        return False
    return True


def _split_again(again: MergeEvent, event: MergeEvent) -> bool:
    again.undone_at, again.undone_by_id = event.undone_at, event.undone_by_id
    again.undone_key, again.given_back = event.undone_key, event.given_back
    try:
        part(again)
    except (CannotMerge, CannotSplit):
        return False
    return True


def _empty() -> None:
    """Delete the registry. Keys are checked at the commit, which never comes."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - our own table names


def _differences(before: Counter[Row], after: Counter[Row]) -> Iterator[Difference]:
    for only_in, rows in (("registry", before - after), ("replay", after - before)):
        for kind, about, _ in rows:
            yield Difference(kind, about, only_in)
