"""Projects as they are listed, drawn on a map and shown on a path."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from khuang.civic.issues.rules.lineage import Shown
from khuang.civic.plan.models import BudgetLine
from khuang.civic.projects.models import Milestone, Project, Turn
from khuang.civic.projects.rules.moves import percent
from khuang.ground.indicators.reads import kind_names
from khuang.ground.places.reads import villages

# What of the states is good, waits, is bad, or is quiet, for the mark beside the word.
MARKS = {"done": "good", "closed": "wait", "under-way": "wait", "reopened": "bad", "stopped": "bad"}


@dataclass(frozen=True)
class Listed:
    """One project of a list: its kind, its villages by name, and how far it is in whole percent."""

    project: Project
    kind: str
    where: list[str]
    percent: int

    @property
    def mark(self) -> str:
        """What kind of mark its state is."""
        return MARKS.get(self.project.state, "calm")


def projects(*, state: str = "", kind: str = "", village: str = "") -> QuerySet[Project]:
    """Give the projects of a state, kind and village, newest first; one without a village serves all."""
    rows = Project.objects.select_related("line")
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(kind=kind) if kind else rows
    return rows.filter(villages__overlap=[village]) | rows.filter(villages=[]) if village else rows


def listed(rows: Iterable[Project]) -> list[Listed]:
    """Put kind, villages and progress beside each project of a page."""
    shown = list(rows)
    kinds, names = kind_names(), {one.code: str(one) for one in villages()}
    done: dict[UUID, list[Any]] = {one.pk: [] for one in shown}
    told = Milestone.objects.filter(project__in=shown).order_by()
    for key, day in told.values_list("project_id", "done_on"):
        done[key].append(day)
    return [
        Listed(
            one,
            kinds.get(one.kind, one.kind),
            [names.get(code, code) for code in one.villages],
            percent(done[one.pk]),
        )
        for one in shown
    ]


def on_map(rows: Iterable[Project]) -> list[dict[str, Any]]:
    """Give the points of projects at public places: id, lon, lat, label, state in words and its mark."""
    return [
        {
            "id": str(one.pk),
            "lon": one.lon,
            "lat": one.lat,
            "label": one.title,
            "state": one.get_state_display(),
            "mark": MARKS.get(one.state, "calm"),
        }
        for one in rows
        if one.lon is not None
    ]


def of_line(line: BudgetLine) -> QuerySet[Project]:
    """Give the projects that a budget line pays for."""
    return Project.objects.filter(line=line)


def as_nodes(ids: Collection[UUID], kind: str) -> dict[UUID, Shown]:
    """Give projects as a path shows them."""
    last = dict(Turn.objects.filter(project__in=ids).order_by("pk").values_list("project_id", "on"))
    return {
        one.pk: Shown(
            title=one.title,
            public=True,
            url_name="portal:project",
            url_args=(str(one.pk),),
            when=last.get(one.pk),
            state=one.get_state_display(),
        )
        for one in Project.objects.filter(pk__in=ids)
    }
