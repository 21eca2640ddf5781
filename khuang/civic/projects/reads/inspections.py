"""What residents saw of projects, and who stands on the roll."""

from typing import Any

from django.db.models import QuerySet

from khuang.civic.projects.models import Inspection, Inspector, Project
from khuang.ground.accounts.reads import may
from khuang.ground.municipalities.fields import keyed_hash
from khuang.lib.codes import plain


def hashed(code: str) -> bytes:
    """Hash a code as it was typed, for look-up."""
    return keyed_hash(plain(code), "projects-code")


def inspections_of(project: Project) -> QuerySet[Inspection]:
    """Give every look at a project, newest first; what is not shown stands there without words."""
    return project.inspections.select_related("inspector")


def waiting_inspections() -> QuerySet[Inspection]:
    """Give the reports that somebody has to check, oldest first."""
    rows = Inspection.objects.filter(state=Inspection.State.WAITING)
    return rows.select_related("project", "inspector").order_by("on", "pk")


def by_code(code: str) -> Inspection | None:
    """Give the report of which somebody holds the receipt."""
    rows = Inspection.objects.select_related("project")
    return rows.filter(code_hash=hashed(code)).first() if code.strip() else None


def inspectors() -> QuerySet[Inspector]:
    """Give everybody who stands on the roll, by number."""
    return Inspector.objects.filter(until=None).select_related("village")


def count_waiting(account: Any) -> int:
    """Count the reports to check, for whoever checks them."""
    return waiting_inspections().count() if may(account, "projects.inspect") else 0
