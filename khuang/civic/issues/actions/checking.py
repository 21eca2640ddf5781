"""Check the words of an issue before anyone reads them."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.civic.issues.actions.telling import tell
from khuang.civic.issues.models import Issue
from khuang.civic.issues.reads.doubts import doubts
from khuang.civic.issues.reads.issues import kinds_for_public
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.issues.rules.problems import MovedOn, NoWords, TellsWho, UnknownKind
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal


@journal.action
def publish(
    issue: Issue,
    *,
    title: str,
    words: str,
    kind: str,
    village: Any = None,
    place: str = "",
    confirmed: bool = False,
    by: Any,
    at: datetime,
) -> Issue:
    """Publish a waiting issue in checked words, and tell whoever raised it. Journal: issues.published.

    confirmed  a person says that doubtful words are no names
    Raises PermissionDenied, MovedOn, NoWords, UnknownKind, TellsWho.
    """
    issue = locked(issue, by, "waiting")
    if kind not in kinds_for_public():
        raise UnknownKind
    ask_words(title, words, place, confirmed=confirmed)
    issue.title, issue.words, issue.kind = title.strip(), words.strip(), kind
    issue.village, issue.place, issue.by_id = village, place.strip(), by.pk
    put_in_the_open(issue, by=by, at=at)
    return issue


def ask_words(title: str, words: str, place: str, *, confirmed: bool) -> None:
    """Raise NoWords, and TellsWho for what names somebody, or may and a person has not said it does not."""
    if not (title.strip() and words.strip()):
        raise NoWords
    found = doubts(f"{title}\n{place}\n{words}", registered=True)
    if any(one.certain for one in found) or (found and not confirmed):
        raise TellsWho


def ask_reason(because: str) -> None:
    """Raise NoWords, and TellsWho for what names somebody for certain: anyone reads a reason."""
    if not because.strip():
        raise NoWords
    if any(one.certain for one in doubts(because, registered=True)):
        raise TellsWho


def put_in_the_open(issue: Issue, *, by: Any, at: datetime) -> None:
    """Store an issue as published, and tell its followers."""
    issue.state, issue.published_on = Issue.State.PUBLISHED, timezone.localdate(at)
    issue.save()
    journal.write("issues.published", by=by, about=issue, at=at)
    tell(Node("issue", issue.pk), "issues.published", title=issue.title, at=at)


@journal.action
def refuse(issue: Issue, *, because: str, by: Any, at: datetime) -> Issue:
    """Keep an issue out of the open; whoever raised it reads the reason. Journal: issues.refused.

    Raises PermissionDenied, MovedOn, NoWords.
    """
    if not because.strip():
        raise NoWords
    issue = locked(issue, by, "waiting")
    issue.state, issue.because, issue.by_id = Issue.State.REFUSED, because.strip(), by.pk
    issue.save(update_fields=["state", "because", "by_id"])
    journal.write("issues.refused", by=by, about=issue, at=at)
    return issue


def locked(issue: Issue, by: Any, *states: str) -> Issue:
    """Give an issue held for changing. Raises PermissionDenied, MovedOn."""
    if not may(by, "issues.sort"):
        raise PermissionDenied
    found = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if found.state not in states:
        raise MovedOn
    return found
