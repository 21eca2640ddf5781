"""Begin, close and stop a project; let the public's words decide whether it is done."""

from datetime import datetime
from typing import Any

from khuang.civic.issues import actions as issues
from khuang.civic.projects.actions.holding import allow, held, refuse_unfunded, turn
from khuang.civic.projects.actions.planning import node_of
from khuang.civic.projects.models import Project
from khuang.civic.projects.reads.words import words_of
from khuang.civic.projects.rules.problems import NoReason
from khuang.civic.projects.rules.words import verdict
from khuang.ground.journal import actions as journal


@journal.action
def start(project: Project, *, by: Any, at: datetime) -> Project:
    """Say that the work has begun. Journal: projects.started.

    Raises PermissionDenied, MovedOn, NotFunded.
    """
    allow(by)
    project = held(project.pk)
    refuse_unfunded(project)
    project = turn(project, "under-way", by=by, at=at)
    issues.tell(node_of(project), "projects.started", title=project.title, at=at)
    journal.write("projects.started", by=by, about=project, at=at)
    return project


@journal.action
def close(project: Project, *, words: str = "", by: Any, at: datetime) -> Project:
    """Say that the work is finished; it is not done before the public says so. Journal: projects.closed.

    Raises PermissionDenied, MovedOn.
    """
    allow(by)
    project = held(project.pk)
    project.round += 1
    project = turn(project, "closed", words=words, by=by, at=at)
    issues.tell(node_of(project), "projects.closed", title=project.title, at=at)
    journal.write("projects.closed", by=by, about=project, at=at)
    return project


@journal.action
def stop(project: Project, *, because: str, by: Any, at: datetime) -> Project:
    """Give a project up, with the reason. Journal: projects.stopped.

    Raises PermissionDenied, MovedOn, NoReason.
    """
    allow(by)
    if not because.strip():
        raise NoReason
    project = turn(held(project.pk), "stopped", words=because, by=by, at=at)
    issues.tell(node_of(project), "projects.stopped", title=project.title, words=because, at=at)
    journal.write("projects.stopped", by=by, about=project, at=at)
    return project


def settle(project: Project, *, at: datetime) -> Project:
    """Follow the words of the present round: done, reopened, or as before.

    Part of the action that brings a word, and holds the project. Journal: projects.done, projects.reopened.
    """
    found = verdict(words_of(project))
    if found == project.state or not found or project.state not in ("closed", "done"):
        return project
    turn(project, found, by=journal.SYSTEM, at=at)
    issues.tell(node_of(project), f"projects.{found}", title=project.title, at=at)
    journal.write(f"projects.{found}", by=journal.SYSTEM, about=project, at=at)
    return project
