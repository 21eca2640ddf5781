"""Ask whoever raised an issue whether its project is done, and keep their word until it is carried over."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from khuang.care.voices.models import Issue, RaiserWord
from khuang.care.voices.rules.problems import MovedOn
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal


@journal.action
def ask_raiser(reference: str, *, project_id: UUID, round: int, title: str, at: datetime) -> bool:
    """Put a project before the social workers, who ask whoever raised its issue.

    Journal: voices.raiser-asked.
    Gives False when the reference stands for nothing here, or they are asked already.
    """
    issue = Issue.objects.filter(reference=reference, state="released").first()
    if issue is None:
        return False
    made, is_new = RaiserWord.objects.get_or_create(
        issue=issue, project_id=project_id, round=round, defaults={"title": title, "asked_at": at}
    )
    if is_new:
        journal.write("voices.raiser-asked", by=journal.SYSTEM, about=made, at=at)
    return is_new


@journal.action
def note_word(word: RaiserWord, *, finding: str, by: Any, at: datetime) -> RaiserWord:
    """Note what whoever raised it says; it is carried over at night. Journal: voices.raiser-said.

    Raises PermissionDenied, MovedOn when it was said already.
    """
    rows = RaiserWord.objects.select_for_update(of=("self",))
    found = rows.select_related("issue__talk__household", "issue__report__person").get(pk=word.pk)
    if not may(by, "voices.reports", found):
        raise PermissionDenied
    if found.finding or finding not in RaiserWord.Finding.values:
        raise MovedOn
    found.finding, found.said_at, found.by_id = finding, at, by.pk
    found.save(update_fields=["finding", "said_at", "by_id"])
    journal.write("voices.raiser-said", by=by, about=found, at=at)
    return found


@journal.action
def note_carried(words: Iterable[RaiserWord], *, at: datetime) -> None:
    """Note that words are known to the public wing now. Journal: voices.words-carried."""
    keys = [one.pk for one in words]
    if keys:
        RaiserWord.objects.filter(pk__in=keys).update(carried_at=at)
        journal.write("voices.words-carried", by=journal.SYSTEM, about=None, at=at, words=len(keys))
