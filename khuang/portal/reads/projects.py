"""What is built, spent and inspected, as anyone reads it."""

from typing import Any
from uuid import UUID

from khuang.civic.issues.reads.paths import path_of
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.projects import reads
from khuang.civic.projects.models import Inspection, Photograph, Project
from khuang.civic.projects.reads.checklist import CHECKS
from khuang.ground.indicators.reads import kind_names
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.ground.places.reads import base_map, villages
from khuang.lib.money import BAHT
from khuang.lib.spreadsheets import as_csv
from khuang.portal.drawing import draw

COLUMNS = (
    "title", "kind", "villages", "place", "longitude", "latitude", "unit", "state", "percent",
    "budget_baht", "spent_baht", "starts_on", "due_on",
)  # fmt: skip


def projects(municipality: Municipality, **narrowed: str) -> dict[str, Any]:
    """Give the projects of a state, kind and village, drawn on the map, and what may be chosen."""
    with within(municipality):
        rows = list(reads.projects(**narrowed))
        points = [(one["lon"], one["lat"], one) for one in reads.on_map(rows)]
        names, kinds = kind_names(), {one.kind for one in Project.objects.only("kind")}
        return {
            "projects": reads.listed(rows),
            "drawing": draw(base_map(), points) if points else None,
            "kinds": [(code, name) for code, name in names.items() if code in kinds],
            "villages": [(one.code, str(one)) for one in villages()],
        }


def project(municipality: Municipality, key: UUID) -> dict[str, Any] | None:
    """Give one project with its path and everything that was seen of it; none when there is none."""
    with within(municipality):
        found = Project.objects.select_related("line__budget").filter(pk=key).first()
        if found is None:
            return None
        return {
            "page": reads.page(found),
            "project": found,
            "path": path_of(Node("project", found.pk), municipality.slug),
            "seen": [(one, _checks(one)) for one in reads.inspections_of(found)],
        }


def may_be_inspected(municipality: Municipality, key: UUID) -> Project | None:
    """Give a project at which somebody may look; none before it begins, or carried on elsewhere."""
    with within(municipality):
        return Project.objects.exclude(state__in=("planned", "carried-on")).filter(pk=key).first()


def has_picture(municipality: Municipality, key: UUID) -> bool:
    """Say whether a photograph of the work, or one of a report that is shown, has this key."""
    with within(municipality):
        shown = Inspection.objects.filter(pk=key, has_photograph=True, state=Inspection.State.SHOWN)
        return Photograph.objects.filter(pk=key).exists() or shown.exists()


def receipt(municipality: Municipality, code: str) -> Inspection | None:
    """Give what became of a report, by the code of its receipt."""
    with within(municipality):
        return reads.by_code(code)


def projects_csv(municipality: Municipality) -> bytes:
    """Write every project as open data, amounts in baht."""
    with within(municipality):
        return as_csv(COLUMNS, [_row(one) for one in reads.listed(reads.projects())])


def _row(one: reads.Listed) -> list[Any]:
    row = one.project
    money = [row.budget / BAHT, row.spent / BAHT]
    where = [" ".join(row.villages), row.place, row.lon, row.lat]
    return [row.title, row.kind, *where, row.unit, row.state, one.percent, *money, row.starts_on, row.due_on]


def _checks(inspection: Inspection) -> list[tuple[Any, str]]:
    return [(words, inspection.checks[code]) for code, words in CHECKS.items() if code in inspection.checks]
