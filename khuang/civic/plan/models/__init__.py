"""What is kept of proposals, the development plan and the yearly budget."""

from khuang.civic.plan.models.budget import BudgetLine, BudgetStep, BudgetYear, Movement
from khuang.civic.plan.models.editions import Descent, Edition, EditionStep, ItemVersion, Plan, PlanItem
from khuang.civic.plan.models.imports import PlanImport
from khuang.civic.plan.models.proposals import Origin, Proposal, Reply

__all__ = [
    "BudgetLine",
    "BudgetStep",
    "BudgetYear",
    "Descent",
    "Edition",
    "EditionStep",
    "ItemVersion",
    "Movement",
    "Origin",
    "Plan",
    "PlanImport",
    "PlanItem",
    "Proposal",
    "Reply",
]
