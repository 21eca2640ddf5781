"""Let a stored submission speak again, after it was set aside."""

from datetime import datetime
from typing import Any

from khuang.ground.journal import actions as journal
from khuang.ground.surveys import reads
from khuang.ground.surveys.actions.attention import raise_attention
from khuang.ground.surveys.actions.leave import ask_leave
from khuang.ground.surveys.actions.receiving import take_in
from khuang.ground.surveys.models import Attention, FormVersion, Submission
from khuang.ground.surveys.reads.forms import version_of
from khuang.ground.surveys.rules.problems import TakenInAlready, VersionStillUnknown


@journal.action
def release(submission: Submission, *, by: Any, at: datetime) -> list[Attention]:
    """Take in a submission that was set aside, or whose taking in failed. Journal: survey.submitted.

    Its form version must be known by now. Returns why it could not be taken into the registry, or nothing.
    Raises PermissionDenied, TakenInAlready or VersionStillUnknown.
    """
    ask_leave(by, "surveys.publish")
    if not reads.waits(submission):
        raise TakenInAlready
    _, version = version_of(submission.form.form_id, submission.version_told)
    if version is None or version.state == FormVersion.State.DRAFT:
        raise VersionStillUnknown
    submission.version, submission.state = version, Submission.State.PROCESSED
    submission.files = list(reads.observation(submission).files)
    submission.save(update_fields=["version", "state", "files"])
    waiting = Attention.objects.filter(submission=submission, settled_at=None)
    waiting.update(settled_at=at, settled_by_id=by.pk)
    failed = take_in(submission, by=submission.device or by, at=at)
    raise_attention(submission, failed)
    journal.write("survey.released", by=by, about=submission, at=at)
    return failed
