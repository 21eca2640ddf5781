"""Raise issues: by anyone in public, from the private wing without identity, from published figures."""

import secrets
from datetime import datetime
from typing import Any

from django.utils import timezone

from khuang.civic.issues.actions.checking import put_in_the_open
from khuang.civic.issues.actions.following import hand_code
from khuang.civic.issues.models import Issue
from khuang.civic.issues.reads.doubts import doubts
from khuang.civic.issues.reads.issues import kinds_for_public
from khuang.civic.issues.rules.figures import said
from khuang.civic.issues.rules.problems import NoWords, TellsWho, UnknownKind
from khuang.ground.journal import actions as journal
from khuang.ground.places.models import Village


def new_reference() -> str:
    """Give a random public address that tells neither order nor time."""
    return secrets.token_urlsafe(9)


@journal.action
def raise_issue(
    *,
    words: str,
    kind: str,
    nature: str = "issue",
    village: Village | None = None,
    place: str = "",
    title: str = "",
    source: str,
    by: Any,
    at: datetime,
) -> tuple[Issue, str]:
    """Take in an issue that waits to be checked; give it with the code of whoever raised it.

    The code is shown once; only its hash is kept. By it they read what becomes of the issue, and are
    told when they leave an address. Journal: issues.raised. Raises NoWords, UnknownKind, and TellsWho
    when the words certainly name somebody.
    """
    if not words.strip():
        raise NoWords
    if kind not in kinds_for_public():
        raise UnknownKind
    if any(one.certain for one in doubts(f"{title}\n{place}\n{words}")):
        raise TellsWho
    issue = Issue.objects.create(
        reference=new_reference(),
        nature=nature,
        kind=kind,
        village=village,
        place=place.strip(),
        title=(title.strip() or headline(words)),
        words=words.strip(),
        month=f"{timezone.localdate(at):%Y-%m}",
        source=source,
    )
    code = hand_code(issue, raised=True, at=at)
    journal.write("issues.raised", by=by, about=issue, at=at)
    return issue, code


@journal.action
def take_over(
    reference: str, *, nature: str, kind: str, village: str, place: str, words: str, month: str, at: datetime
) -> Issue | None:
    """Publish what the private wing has checked and released, once. Journal: issues.published.

    reference  random; the private wing alone knows whose it is
    village    code of the village, "" for the whole municipality
    Gives None when it is here already.
    """
    if Issue.objects.filter(reference=reference).exists():
        return None
    issue = Issue(
        reference=reference,
        nature=nature,
        kind=kind,
        village=Village.objects.filter(code=village).first() if village else None,
        place=place,
        title=headline(words),
        words=words,
        month=month,
        source=Issue.Source.TALK,
    )
    put_in_the_open(issue, by=journal.SYSTEM, at=at)
    return issue


@journal.action
def raise_from_figures(kind: str, village: Village | None, people: int, *, at: datetime) -> Issue | None:
    """Raise an issue because a published count says that many share a need, once while it is open.

    people  as it may be published, rounded; whoever calls has checked that it may
    Gives None when such an issue is there; its number is brought up to date. Journal: issues.published.
    """
    # One that the office took away does not come back every night.
    there = Issue.objects.filter(source=Issue.Source.FIGURES, kind=kind, village=village).first()
    if there:
        if there.people != people:
            there.people = people
            there.save(update_fields=["people"])
        return None
    title, words = said(kinds_for_public()[kind].th, village.name if village else "", "th")
    issue = Issue(
        reference=new_reference(),
        kind=kind,
        village=village,
        title=title,
        words=words,
        month=f"{timezone.localdate(at):%Y-%m}",
        source=Issue.Source.FIGURES,
        people=people,
    )
    put_in_the_open(issue, by=journal.SYSTEM, at=at)
    return issue


@journal.action
def withdraw(reference: str, *, at: datetime) -> bool:
    """Take an issue out of the open because whoever raised it wants so. Journal: issues.withdrawn.

    Gives False when it is not here, or others carry it on already: then it stays.
    """
    issue = Issue.objects.select_for_update(of=("self",)).filter(reference=reference).first()
    if issue is None or issue.state not in (Issue.State.WAITING, Issue.State.PUBLISHED):
        return False
    issue.state = Issue.State.WITHDRAWN
    issue.title, issue.words, issue.place = "—", "", ""
    issue.save(update_fields=["state", "title", "words", "place"])
    journal.write("issues.withdrawn", by=journal.SYSTEM, about=issue, at=at)
    return True


def headline(words: str) -> str:
    """Give the first line of some words, cut where it is too long for a title."""
    first = words.strip().splitlines()[0]
    return first if len(first) <= 90 else f"{first[:89]}…"
