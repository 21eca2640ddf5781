"""Follow an issue: by a code that is handed over once, and by an address when one is left."""

from datetime import datetime

from django.utils import timezone

from khuang.civic.issues.models import Follower, Issue
from khuang.civic.issues.reads.following import code_hash
from khuang.ground.journal import actions as journal
from khuang.ground.messaging.models import Contact
from khuang.lib.codes import draw, halved, plain

LENGTH = 10  # signs of a code


def hand_code(issue: Issue, *, raised: bool, at: datetime) -> str:
    """Make a follower known by a new code; give the code, which is kept nowhere."""
    code = draw(LENGTH)
    Follower.objects.create(
        issue=issue, code_hash=code_hash(code), raised=raised, since=timezone.localdate(at)
    )
    return halved(code)


@journal.action
def follow(issue: Issue, *, at: datetime) -> str:
    """Let a reader follow an issue; give their code. Journal: issues.followed."""
    code = hand_code(issue, raised=False, at=at)
    journal.write("issues.followed", by=journal.SYSTEM, about=issue, at=at)
    return code


@journal.action
def write_to(follower: Follower, contact: Contact | None, *, at: datetime) -> Follower:
    """Say where a follower is written to; none takes it away. Journal: issues.follower-reached."""
    follower.contact = contact  # type: ignore[assignment]
    follower.save(update_fields=["contact"])
    journal.write("issues.follower-reached", by=journal.SYSTEM, about=follower, at=at)
    return follower


@journal.action
def stop_following(follower: Follower, *, at: datetime) -> Follower:
    """End the news of a follower, and forget the address. Journal: issues.unfollowed."""
    follower.until = timezone.localdate(at)
    follower.contact = None  # type: ignore[assignment]
    follower.save(update_fields=["until", "contact"])
    journal.write("issues.unfollowed", by=journal.SYSTEM, about=follower, at=at)
    return follower


def link(code: str, contact: Contact, *, at: datetime) -> Follower | None:
    """Write to a contact from now on about the issue that a code follows; None when it is no code of ours."""
    typed = plain(code)
    if len(typed) != LENGTH:
        return None
    follower = Follower.objects.filter(code_hash=code_hash(typed), until=None).first()
    if follower is None or Follower.objects.filter(issue=follower.issue_id, contact=contact, until=None):
        return follower
    return write_to(follower, contact, at=at)
