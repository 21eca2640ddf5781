"""Correct what is in the open already: reword an issue, or take it away."""

from datetime import datetime
from typing import Any

from khuang.civic.issues.actions.checking import ask_words, locked
from khuang.civic.issues.actions.telling import tell
from khuang.civic.issues.models import Issue
from khuang.civic.issues.models.issues import PUBLIC
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.journal import actions as journal


@journal.action
def reword(
    issue: Issue,
    *,
    title: str,
    words: str,
    place: str = "",
    confirmed: bool = False,
    by: Any,
    at: datetime,
) -> Issue:
    """Put other words in place of published ones; its path stays. Journal: issues.reworded.

    confirmed  a person says that doubtful words are no names
    What copied its title before, such as a topic, keeps it. Raises PermissionDenied, MovedOn, NoWords,
    TellsWho.
    """
    issue = locked(issue, by, *PUBLIC)
    ask_words(title, words, place, confirmed=confirmed)
    issue.title, issue.words, issue.place = title.strip(), words.strip(), place.strip()
    issue.by_id = by.pk
    issue.save(update_fields=["title", "words", "place", "by_id"])
    journal.write("issues.reworded", by=by, about=issue, at=at)
    return issue


@journal.action
def take_away(issue: Issue, *, because: str, confirmed: bool = False, by: Any, at: datetime) -> Issue:
    """Take an issue out of the open; anyone reads why, and its path stays. Journal: issues.taken-away.

    because    public; confirmed: a person says that doubtful words in it are no names
    Its words are gone for good, and its followers are told. Raises PermissionDenied, MovedOn, NoWords,
    TellsWho.
    """
    issue = locked(issue, by, *PUBLIC)
    ask_words(because, because, "", confirmed=confirmed)
    issue.state, issue.because, issue.by_id = Issue.State.WITHDRAWN, because.strip(), by.pk
    issue.title, issue.words, issue.place = "—", "", ""
    issue.save(update_fields=["state", "because", "by_id", "title", "words", "place"])
    journal.write("issues.taken-away", by=by, about=issue, at=at)
    tell(Node("issue", issue.pk), "issues.taken-away", words=because, at=at)
    return issue
