"""Plan a project out of the budget, and set and reach its milestones."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from khuang.civic.issues import actions as issues
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.plan.models import BudgetLine
from khuang.civic.projects.actions.holding import allow, held, note, refuse_future, refuse_telling
from khuang.civic.projects.models import Milestone, Project
from khuang.civic.projects.reads.lines import left_of
from khuang.civic.projects.rules.problems import MovedOn, NoBudget, UnknownKind
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.journal import actions as journal


@dataclass(frozen=True)
class Draft:
    """A project as it is planned; budget in satang, villages by their codes, the point of a public place."""

    title: str
    kind: str
    unit: str
    budget: int
    words: str = ""
    villages: tuple[str, ...] = ()
    in_homes: bool = False
    place: str = ""
    lon: float | None = None
    lat: float | None = None
    starts_on: date | None = None
    due_on: date | None = None


@journal.action
def begin(line: BudgetLine, draft: Draft, *, by: Any, at: datetime) -> Project:
    """Plan a project out of a budget line; the path leads on to it. Journal: projects.planned.

    Raises PermissionDenied, UnknownKind, NoBudget when the line does not hold so much.
    """
    allow(by)
    made = make(line, draft, by=by, at=at)
    issues.lead_on(Node("budget-line", line.pk), node_of(made), "carried-out-as", by=by, at=at)
    journal.write("projects.planned", by=by, about=made, at=at)
    return made


def make(line: BudgetLine, draft: Draft, *, by: Any, at: datetime) -> Project:
    """Make a project as part of the action that plans, divides or joins. Raises UnknownKind, NoBudget."""
    line = BudgetLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    kind = need_kinds().get(draft.kind)
    if kind is None or kind.confidential:
        raise UnknownKind
    if not 0 < draft.budget <= left_of(line):
        raise NoBudget
    made = Project.objects.create(
        line=line, **asdict(draft) | {"villages": list(draft.villages)}, by_id=by.pk
    )
    note(made, "planned", by=by, at=at)
    return made


def node_of(project: Project) -> Node:
    """Give a project as a point of the path."""
    return Node("project", project.pk)


@journal.action
def set_milestone(project: Project, title: str, *, due_on: date, by: Any, at: datetime) -> Milestone:
    """Say what is to be reached by a day. Journal: projects.milestone-set.

    Raises PermissionDenied, MovedOn, TellsWho.
    """
    allow(by)
    refuse_telling(title)
    project = held(project.pk, open_only=True)
    made = Milestone.objects.create(project=project, title=title.strip(), due_on=due_on)
    journal.write("projects.milestone-set", by=by, about=made, at=at, also=[project.pk])
    return made


@journal.action
def reach(milestone: Milestone, *, on: date, by: Any, at: datetime) -> Milestone:
    """Say that a milestone was reached; noted late, also when the work is finished already.

    Journal: projects.milestone-reached.
    Raises PermissionDenied, MovedOn, NotInFuture.
    """
    allow(by)
    project = held(milestone.project_id)
    if project.is_given_up:
        raise MovedOn
    refuse_future(on, at=at)
    found = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
    if found.done_on is not None:
        raise MovedOn
    found.done_on = on
    found.save(update_fields=["done_on"])
    journal.write("projects.milestone-reached", by=by, about=found, at=at, also=[project.pk])
    return found
