"""Adopt a risk policy, and judge the whole registry by it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils import timezone

from khuang.care.people.models import Person, here
from khuang.care.risk import reads
from khuang.care.risk.actions.judging import Change, Occasion, judge, write_moves
from khuang.care.risk.models import Classification, PolicyVersion, Rejudging
from khuang.care.risk.reads.knowledge import judged, known_of
from khuang.care.risk.rules import facts, policies
from khuang.care.risk.rules.policies import Policy
from khuang.ground.accounts.models import Account
from khuang.ground.journal import actions as journal
from khuang.ground.journal import long_work

TOGETHER = 500  # persons judged with one set of statements


@journal.action
def adopt(document: Mapping[str, Any], *, by: Any, at: datetime, proposed_by: Any = None) -> PolicyVersion:
    """Put a policy in force and have everybody judged by it. Journal: risk.policy-adopted.

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
        proposed_by_id=proposed_by,
    )
    if Classification.objects.exists():
        long_work.begin(Rejudging(policy=adopted, by_id=by.pk, total=Person.objects.filter(here()).count()))
    journal.write("risk.policy-adopted", by=by, about=adopted, at=at)
    return adopted


def adopt_shipped(*, by: Any, at: datetime) -> PolicyVersion:
    """Put the shipped policy in force, as a new municipality begins. Journal: see adopt."""
    return adopt(policies.shipped_document(), by=by, at=at)


def in_force(*, at: datetime) -> tuple[PolicyVersion, Policy]:
    """Give the policy in force; a municipality that has none yet begins with the shipped one."""
    adopted = reads.adopted_policy() or adopt_shipped(by=journal.SYSTEM, at=at)
    return adopted, reads.compiled(adopted)


def rejudge(work: Rejudging, at: datetime) -> bool:
    """Judge the next few hundred people by the policy that came into force; say whether more are left.

    Whoever stays in the same class for the same reasons keeps the row as it is. Ends at
    once when another policy is in force meanwhile. Journal: risk.class-changed.
    """
    if work.policy_id != in_force(at=at)[0].pk:
        return False
    rows = Person.objects.filter(here()).order_by("pk")
    rows = rows.filter(pk__gt=work.after) if work.after else rows
    keys = list(rows.values_list("pk", flat=True)[:TOGETHER])
    persons = judged(keys)
    by = Account.objects.filter(pk=work.by_id).first() or journal.SYSTEM
    changes = judge(persons, known_of(persons), Occasion(work.policy, reads.compiled(work.policy), at))
    write_moves(changes, by=by, at=at)
    work.moved += _moves(changes)
    work.done += len(keys)
    work.after = keys[-1] if keys else work.after
    return len(keys) == TOGETHER


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
