"""One project with everything that anyone may read of it."""

from dataclasses import dataclass

from khuang.civic.projects.models import Contract, Inspection, Milestone, Photograph, Project, Turn, Voucher
from khuang.civic.projects.reads.inspections import inspections_of
from khuang.civic.projects.reads.projects import Listed, listed
from khuang.ground.indicators.rules import UnsafeCount, safe


@dataclass(frozen=True)
class Page:
    """One project as its page shows it.

    homes  how many homes a programme reaches, rounded as it may be published; 0 below that
    """

    listed: Listed
    turns: list[Turn]
    milestones: list[Milestone]
    contracts: list[Contract]
    vouchers: list[Voucher]
    photographs: list[Photograph]
    inspections: list[Inspection]
    homes: int

    @property
    def project(self) -> Project:
        """The project itself."""
        return self.listed.project


def page(project: Project) -> Page:
    """Give what stands on the page of a project."""
    return Page(
        listed=listed([project])[0],
        turns=list(project.turns.order_by("-pk")),
        milestones=list(project.milestones.all()),
        contracts=list(project.contracts.all()),
        vouchers=list(project.vouchers.select_related("contract")),
        photographs=list(project.photographs.all()),
        inspections=list(inspections_of(project)),
        homes=_safe(project.homes.count()) if project.in_homes else 0,
    )


def _safe(count: int) -> int:
    """Give a count as it may be published, 0 when it may not: among so few a home might be found."""
    try:
        return safe("people_alike", count)
    except UnsafeCount:
        return 0
