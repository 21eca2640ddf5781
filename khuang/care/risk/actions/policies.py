"""Adopt a risk policy, and judge the whole registry by it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Q
from django.utils import timezone

from khuang.care.people.models import Person, here
from khuang.care.risk import reads
from khuang.care.risk.actions.judging import Change, Occasion, judge, known_of, write_moves
from khuang.care.risk.models import Classification, KnownFacts, PolicyVersion
from khuang.care.risk.rules import facts, policies
from khuang.care.risk.rules.policies import Policy
from khuang.ground.journal import actions as journal

TOGETHER = 500  # persons judged with one set of statements


@journal.action
def adopt(document: Mapping[str, Any], *, by: Any, at: datetime) -> PolicyVersion:
    """Put a policy in force and judge everybody by it. Journal: risk.policy-adopted, risk.class-changed.

    Raises PolicyMistake or ConditionMistake when the document is wrong; nothing changes then.
    """
    policy = policies.policy(document, facts.shipped())
    adopted = PolicyVersion.objects.create(
        code=policy.code,
        version=policy.version,
        hash=policy.hash,
        document=policies.canonical(document),
        adopted_at=at,
        adopted_by_id=by.pk,
    )
    moved = rescore_everyone(adopted, by=by, at=at)
    journal.write("risk.policy-adopted", by=by, about=adopted, at=at, moved=moved)
    return adopted


def adopt_shipped(*, by: Any, at: datetime) -> PolicyVersion:
    """Put the shipped policy in force, as a new municipality begins. Journal: see adopt."""
    return adopt(policies.shipped_document(), by=by, at=at)


def in_force(*, at: datetime) -> tuple[PolicyVersion, Policy]:
    """Give the policy in force; a municipality that has none yet begins with the shipped one."""
    adopted = reads.adopted_policy() or adopt_shipped(by=journal.SYSTEM, at=at)
    return adopted, reads.compiled(adopted)


@journal.action
def rescore_everyone(adopted: PolicyVersion, *, by: Any, at: datetime) -> int:
    """Judge everybody of whom something is known; give how many moved. Journal: risk.class-changed."""
    known = KnownFacts.objects.order_by()
    wanted = Q(pk__in=known.values("person")) | Q(household__in=known.values("household"))
    return _judge_all(Person.objects.filter(wanted), adopted, by, at)


@journal.action
def reclassify_expired(*, by: Any, at: datetime) -> int:
    """Judge anew whoever's class is over: an age was reached, or an override ended. Give how many moved.

    A class that is over because nobody has come by stays over: only a new survey renews
    it. Journal: risk.class-changed.
    """
    adopted, _ = in_force(at=at)
    over = Classification.objects.filter(superseded_at=None, expires_on__lt=timezone.localdate(at))
    return _judge_all(Person.objects.filter(pk__in=over.order_by().values("person")), adopted, by, at)


def _judge_all(rows: Any, adopted: PolicyVersion, by: Any, at: datetime) -> int:
    occasion = Occasion(adopted, reads.compiled(adopted), at)
    everybody = rows.filter(here()).order_by("pk").iterator(chunk_size=TOGETHER)
    moved = 0
    while persons := list(islice(everybody, TOGETHER)):
        changes = judge(persons, known_of(persons), occasion)
        write_moves(changes, by=by, at=at)
        moved += _moves(changes)
    return moved


def _moves(changes: Iterable[Change]) -> int:
    return sum(change.is_move for change in changes)
