"""Type in what was written on a round sheet; what is not complete yet is kept as a draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from khuang.care.visits.actions.sending import record
from khuang.care.visits.models import PaperDraft, PlannedVisit, Visit
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

PAPER = "visits.paper"


@journal.action
def type_in(
    planned: PlannedVisit, answers: Mapping[str, str], *, instance: UUID, by: Any, at: datetime
) -> Visit | None:
    """Record a visit from paper; twice with the same `instance`, once. Its draft is gone.

    Journal: survey.submitted and what follows it.
    Raises PermissionDenied, NoVisitForm and the SurveyProblems of receiving.
    """
    if not may(by, PAPER, planned):
        raise PermissionDenied
    visit = record(planned, answers, instance=instance, permission=PAPER, by=by, at=at)
    PaperDraft.objects.filter(planned=planned).delete()
    return visit


@journal.action
def keep_draft(planned: PlannedVisit, typed: Mapping[str, str], *, by: Any, at: datetime) -> None:
    """Keep a row that is not complete yet. Journal: visits.draft-kept. Raises PermissionDenied."""
    if not may(by, PAPER, planned):
        raise PermissionDenied
    draft = PaperDraft.objects.filter(planned=planned).first() or PaperDraft(planned=planned)
    draft.typed, draft.at, draft.by_id = dict(typed), at, by.pk
    draft.save()
    journal.write("visits.draft-kept", by=by, about=planned.person, at=at)
