"""What the actions of this app share: a project held for a change, a turn noted, a day that has come."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.civic.issues.reads import doubts
from khuang.civic.projects.models import Project, Turn
from khuang.civic.projects.rules.moves import may_move
from khuang.civic.projects.rules.problems import MovedOn, NotFunded, NotInFuture, TellsWho
from khuang.ground.accounts.reads import may
from khuang.lib.telling_words import HOUSE


def allow(by: Any, permission: str = "projects.run") -> None:
    """Let whoever may do this go on. Raises PermissionDenied."""
    if not may(by, permission):
        raise PermissionDenied


def held(project: UUID, *, open_only: bool = False) -> Project:
    """Give a project as it is now, held until the commit. Raises MovedOn when it has ended."""
    found = Project.objects.select_for_update(of=("self",)).get(pk=project)
    if open_only and not found.is_open:
        raise MovedOn
    return found


def refuse_unfunded(project: Project) -> None:
    """Raise NotFunded before the money of the budget line is there."""
    if project.line.funded_on is None:
        raise NotFunded


def turn(project: Project, what: str, *, words: str = "", by: Any, at: datetime) -> Project:
    """Take a project to another state and note it for everybody. Raises MovedOn."""
    if not may_move(project.state, what):
        raise MovedOn
    project.state = what
    project.save()
    note(project, what, words=words, by=by, at=at)
    return project


def note(project: Project, what: str, *, words: str = "", by: Any, at: datetime) -> None:
    """Write down a turn for everybody. Raises TellsWho."""
    refuse_telling(words)
    day = timezone.localdate(at)
    Turn.objects.create(project=project, what=what, on=day, words=words.strip(), by_id=by.pk)


def refuse_future(*days: date | None, at: datetime) -> None:
    """Raise NotInFuture when a day has not come yet."""
    if any(day is not None and day > timezone.localdate(at) for day in days):
        raise NotInFuture


def refuse_telling(*words: str) -> None:
    """Raise TellsWho when public words tell who somebody is; a contract has a number too."""
    for one in doubts("\n".join(words)):
        if one.certain and (one.code != HOUSE or one.words.lower().startswith(("บ้าน", "house"))):
            raise TellsWho
