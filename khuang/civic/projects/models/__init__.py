"""Projects, their money, their inspection by the public."""

from khuang.civic.projects.models.inspections import Inspection, Inspector, Stake
from khuang.civic.projects.models.money import Contract, Voucher
from khuang.civic.projects.models.projects import HomePart, Milestone, Photograph, Project, Turn

__all__ = [
    "Contract",
    "HomePart",
    "Inspection",
    "Inspector",
    "Stake",
    "Milestone",
    "Photograph",
    "Project",
    "Turn",
    "Voucher",
]
