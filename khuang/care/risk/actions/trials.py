"""Try a draft on the whole registry; what comes out is kept for the one who asked, for an hour."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.people.rules.ages import AGE_BANDS
from khuang.care.risk import reads
from khuang.care.risk.actions.policies import in_force
from khuang.care.risk.models import Override, PolicyDraft, Trial
from khuang.care.risk.reads import everybody
from khuang.care.risk.rules import drafts, facts, outcomes, policies
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

KEPT = timedelta(hours=1)
BANDS = {band.code: (band.first, band.last) for band in AGE_BANDS}


@journal.action
def try_out(draft: PolicyDraft, *, by: Any, at: datetime) -> Trial:
    """Judge everybody whom an actor may see by the policy in force and by a draft. Journal: risk.draft-tried.

    As of the draft's day when it has one ahead, else today. No class is saved.
    Raises PermissionDenied.
    """
    if not may(by, "risk.draft"):
        raise PermissionDenied
    on = max(timezone.localdate(at), draft.begins_on or timezone.localdate(at))
    adopted, _ = in_force(at=at)
    found = outcomes.moves(
        reads.compiled(adopted),
        drafts.check(policies.read(draft.document), facts.shipped()),
        everybody.in_sight(by, everybody.everybody()),
        on,
        by_hand=_by_hand(on),
        bands=BANDS,
    )
    Trial.objects.filter(account_id=by.pk).delete()
    made = Trial.objects.create(
        draft=draft,
        account_id=by.pk,
        revision=draft.revision,
        on=on,
        at=at,
        result=outcomes.packed(found),
    )
    journal.write("risk.draft-tried", by=by, about=draft, at=at, judged=found.total, moved=len(found.people))
    return made


def sweep_trials(*, at: datetime) -> None:
    """Throw away what was kept longer than an hour."""
    Trial.objects.filter(at__lt=at - KEPT).delete()


def _by_hand(on: Any) -> dict[bytes, str]:
    rows = Override.objects.filter(ended_at=None, until__gte=on).order_by()
    return {key.bytes: level for key, level in rows.values_list("person", "level")}
