"""Check issues for the forum: released, kept, withdrawn; and tell who raised them what became of it."""

import secrets
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.care.voices.models import Issue
from khuang.care.voices.reads.issues import is_never_public, told_by
from khuang.care.voices.rules.problems import Doubtful, MovedOn, NeverInPublic, NoWords, TellsWho
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.rules.parties import Party


@journal.action
def release(
    issue: Issue, *, words: str, place_words: str = "", confirmed: bool = False, by: Any, at: datetime
) -> Issue:
    """Let the forum take an issue in words that tell nobody. Journal: voices.issue-raised.

    confirmed  a person says that doubtful words are no names
    Raises PermissionDenied, MovedOn, NoWords, NeverInPublic, TellsWho, Doubtful.
    """
    issue = _locked(issue, by, "waiting", "kept")
    if not words.strip():
        raise NoWords
    if is_never_public(issue):
        raise NeverInPublic
    found = told_by(issue, words, place_words)
    if any(one.certain for one in found):
        raise TellsWho
    if found and not confirmed:
        raise Doubtful
    issue.state, issue.reference = "released", secrets.token_urlsafe(12)
    issue.offered, issue.place_words = words.strip(), place_words.strip()  # type: ignore[assignment]
    issue.checked_at, issue.checked_by_id = at, by.pk
    issue.kept_because = None  # type: ignore[assignment]
    issue.save()
    journal.write("voices.issue-raised", by=by, about=issue, at=at)
    return issue


@journal.action
def keep(issue: Issue, *, because: str, by: Any, at: datetime) -> Issue:
    """Keep an issue out of the forum, with the reason. Journal: voices.issue-kept.

    Raises PermissionDenied, MovedOn, NoWords.
    """
    if not because.strip():
        raise NoWords
    issue = _locked(issue, by, "waiting")
    issue.state, issue.checked_at, issue.checked_by_id = "kept", at, by.pk
    issue.kept_because = because.strip()  # type: ignore[assignment]
    issue.save()
    journal.write("voices.issue-kept", by=by, about=issue, at=at)
    return issue


@journal.action
def withdraw(issue: Issue, *, by: Any, at: datetime) -> Issue:
    """Take an issue back because whoever raised it wants so. Journal: voices.issue-withdrawn.

    Raises PermissionDenied, MovedOn.
    """
    issue = _locked(issue, by, "waiting", "kept", "released")
    issue.state = "withdrawn"
    issue.save(update_fields=["state"])
    journal.write("voices.issue-withdrawn", by=by, about=issue, at=at)
    return issue


@journal.action
def tell_raiser(reference: str, *, words: str, at: datetime) -> bool:
    """Take in what became of an issue, for whoever raised it. Journal: voices.issue-news.

    words  say nothing of the person: they go through LINE as they are
    Gives False when the reference stands for nothing any more. Who wants news and is known by name is
    told on their own channel; the others stand on a list, to be told by mouth.
    """
    rows = Issue.objects.select_for_update(of=("self",))
    issue = rows.filter(reference=reference, state="released").first()
    if issue is None:
        return False
    issue.news, issue.news_at, issue.told_at = words.strip(), at, None
    if issue.raiser_id and issue.wants_news:
        party = Party(issue.raiser_id, "person")
        sent = messaging.send(
            party, "voices.issue-news", words=words, about_id=issue.pk, by=journal.SYSTEM, at=at
        )
        # Otherwise it stands on the list of those who are told by mouth.
        issue.told_at = None if sent.state in ("failed", "refused") else at
    issue.save(update_fields=["news", "news_at", "told_at"])
    journal.write("voices.issue-news", by=journal.SYSTEM, about=issue, at=at)
    return True


@journal.action
def note_told(issue: Issue, *, by: Any, at: datetime) -> Issue:
    """Note that the raiser was told by mouth or letter. Journal: voices.raiser-told.

    Raises PermissionDenied, MovedOn when there is no news or they know it.
    """
    issue = _locked(issue, by, "released")
    if issue.news_at is None or issue.told_at is not None:
        raise MovedOn
    issue.told_at = at
    issue.save(update_fields=["told_at"])
    journal.write("voices.raiser-told", by=by, about=issue, at=at)
    return issue


def _locked(issue: Issue, by: Any, *states: str) -> Issue:
    rows = Issue.objects.select_for_update(of=("self",))
    found = rows.select_related("talk__household", "report__person", "place").get(pk=issue.pk)
    if not may(by, "voices.reports", found):
        raise PermissionDenied
    if found.state not in states:
        raise MovedOn
    return found
