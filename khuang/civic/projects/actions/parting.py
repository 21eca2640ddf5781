"""Divide a project and join several: the path leads on and the money adds up."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from khuang.civic.issues import actions as issues
from khuang.civic.projects.actions.holding import allow, held, turn
from khuang.civic.projects.actions.planning import Draft, make, node_of
from khuang.civic.projects.models import Project
from khuang.civic.projects.rules.problems import DifferentLines, SharesDiffer, TooFew
from khuang.civic.projects.rules.sums import shares_fit
from khuang.ground.journal import actions as journal


@journal.action
def divide(
    project: Project, parts: Sequence[Draft], *, because: str = "", by: Any, at: datetime
) -> list[Project]:
    """Carry a project on in several; each part takes its share of what is left. Journal: projects.divided.

    Raises PermissionDenied, MovedOn, TooFew, SharesDiffer.
    """
    allow(by)
    project = held(project.pk)
    if len(parts) < 2:
        raise TooFew
    if not shares_fit(project.balance, [one.budget for one in parts]):
        raise SharesDiffer
    _carry_on(project, because, by, at)
    made = [make(project.line, one, by=by, at=at) for one in parts]
    for one in made:
        issues.lead_on(node_of(project), node_of(one), "split-into", words=because, by=by, at=at)
    journal.write("projects.divided", by=by, about=project, at=at, also=[one.pk for one in made])
    return made


@journal.action
def join(projects: Sequence[Project], draft: Draft, *, because: str = "", by: Any, at: datetime) -> Project:
    """Carry several projects on as one, with everything that is left of them. Journal: projects.joined.

    The draft's budget is not asked. Raises PermissionDenied, MovedOn, TooFew, DifferentLines.
    """
    allow(by)
    keys = sorted({one.pk for one in projects})
    if len(keys) < 2:
        raise TooFew
    old = [held(key) for key in keys]
    if len({one.line_id for one in old}) > 1:
        raise DifferentLines
    whole = Draft(**asdict(draft) | {"budget": sum(one.balance for one in old)})
    for one in old:
        _carry_on(one, because, by, at)
    made = make(old[0].line, whole, by=by, at=at)
    for one in old:
        issues.lead_on(node_of(one), node_of(made), "merged-into", words=because, by=by, at=at)
    journal.write("projects.joined", by=by, about=made, at=at, also=keys)
    return made


def _carry_on(project: Project, because: str, by: Any, at: datetime) -> None:
    """End a project with what it spent as its whole budget, so that the sums stay the same."""
    project.budget = project.spent
    turn(project, "carried-on", words=because, by=by, at=at)
