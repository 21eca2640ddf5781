"""Merge issues that are one, and split one that is several; the path stays for ever."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from khuang.civic.issues.actions.checking import ask_reason, ask_words, locked, put_in_the_open
from khuang.civic.issues.actions.leading import lead_on
from khuang.civic.issues.actions.raising import new_reference
from khuang.civic.issues.actions.telling import tell
from khuang.civic.issues.models import Issue
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.issues.rules.problems import TooFew
from khuang.ground.journal import actions as journal


@journal.action
def merge(issue: Issue, *, into: Issue, because: str, by: Any, at: datetime) -> Issue:
    """Join an issue to another one, which goes on for both. Journal: issues.merged.

    Followers of the one hear of the other from now on. Raises PermissionDenied, MovedOn, NoWords, TooFew,
    TellsWho, and Circular when the other came from this one.
    """
    if issue.pk == into.pk:
        raise TooFew
    ask_reason(because)
    issue, into = locked(issue, by, "published"), locked(into, by, "published")
    lead_on(Node("issue", issue.pk), Node("issue", into.pk), "merged-into", words=because, by=by, at=at)
    tell(Node("issue", issue.pk), "issues.merged", title=into.title, words=because, at=at)
    issue.state = Issue.State.MERGED
    issue.save(update_fields=["state"])
    journal.write("issues.merged", by=by, about=issue, at=at, also=[into.pk])
    return into


@journal.action
def split(
    issue: Issue,
    parts: Sequence[tuple[str, str, str]],
    *,
    because: str,
    confirmed: bool = False,
    by: Any,
    at: datetime,
) -> list[Issue]:
    """Divide an issue into parts, each with title, words and kind. Journal: issues.split.

    confirmed  as publish has it. Raises PermissionDenied, MovedOn, NoWords, TooFew, TellsWho.
    """
    if len(parts) < 2:
        raise TooFew
    ask_reason(because)
    for title, words, _kind in parts:
        ask_words(title, words, "", confirmed=confirmed)
    issue = locked(issue, by, "published")
    made = [_part(issue, part, because, by, at) for part in parts]
    issue.state = Issue.State.SPLIT
    issue.save(update_fields=["state"])
    journal.write("issues.split", by=by, about=issue, at=at, also=[one.pk for one in made])
    return made


def _part(issue: Issue, part: tuple[str, str, str], because: str, by: Any, at: datetime) -> Issue:
    title, words, kind = part
    made = Issue(
        reference=new_reference(),
        nature=issue.nature,
        kind=kind,
        village=issue.village,
        place=issue.place,
        title=title.strip(),
        words=words.strip(),
        month=issue.month,
        source=issue.source,
        by_id=by.pk,
    )
    put_in_the_open(made, by=by, at=at)
    lead_on(Node("issue", issue.pk), Node("issue", made.pk), "split-into", words=because, by=by, at=at)
    tell(Node("issue", issue.pk), "issues.split", title=made.title, words=because, at=at)
    return made
