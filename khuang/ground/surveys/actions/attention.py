"""Note what somebody must look at, and that somebody did."""

from datetime import datetime
from typing import Any
from uuid import UUID

from khuang.ground.journal import actions as journal
from khuang.ground.surveys import reads
from khuang.ground.surveys.actions.leave import ask_leave
from khuang.ground.surveys.models import Attention, Submission

Kind = Attention.Kind


def raise_attention(submission: Submission, attentions: list[Attention]) -> None:
    """Store what needs somebody's eyes, and mark the submission with it."""
    if not attentions:
        return
    Attention.objects.bulk_create(attentions)
    if submission.state == Submission.State.PROCESSED:
        submission.state = Submission.State.ATTENTION
        submission.save(update_fields=["state"])


@journal.action
def settle(attention: Attention, *, by: Any, at: datetime) -> None:
    """Note that somebody looked at it and did what was to be done. Journal: surveys.attention-settled.

    What is still set aside leaves the list only by who may take it in.
    Raises PermissionDenied.
    """
    is_aside = attention.submission.state == Submission.State.QUARANTINED
    ask_leave(by, "surveys.publish" if is_aside else "surveys.submissions")
    if attention.settled_at is not None:
        return
    attention.settled_at, attention.settled_by_id = at, by.pk
    attention.save(update_fields=["settled_at", "settled_by_id"])
    submission = attention.submission
    still_open = Attention.objects.filter(submission=submission, settled_at=None).exists()
    if submission.state == Submission.State.ATTENTION and not still_open:
        submission.state = Submission.State.PROCESSED
        submission.save(update_fields=["state"])
    journal.write("surveys.attention-settled", by=by, about=submission, at=at, attention=attention.pk)


@journal.action
def note_looked_at(submission: Submission, *, by: Any, at: datetime, media: Any = None) -> None:
    """Note that somebody looked at the answers, or at one photograph. Journal: surveys.submission-looked-at.

    The people and the home in it are mentioned, so that their own pages show who looked.
    """
    known = submission.version_id is not None
    keys = [UUID(action.id) for action in reads.observation(submission).entities] if known else []
    reference = {"media": str(media.pk)} if media is not None else {}
    journal.write("surveys.submission-looked-at", by=by, about=submission, at=at, also=keys, **reference)
