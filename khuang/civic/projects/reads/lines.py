"""What a budget line holds now, and what of it projects have taken. Satang; the plan counts in baht."""

from django.db.models import Sum

from khuang.civic.plan.models import BudgetLine
from khuang.civic.projects.models import Project
from khuang.lib.money import BAHT


def held_by(line: BudgetLine) -> int:
    """Give what a line holds after what was moved or cut."""
    moved_in = _sum(line.movements_in.filter(state="decided"), "amount")
    moved_out = _sum(line.movements_out.filter(state="decided"), "amount")
    return (line.amount + moved_in - moved_out) * BAHT


def left_of(line: BudgetLine) -> int:
    """Give what no project has taken yet."""
    return held_by(line) - _sum(Project.objects.filter(line=line), "budget")


def unspent_of(line: BudgetLine) -> int:
    """Give what a line still holds after everything that its projects spent."""
    return held_by(line) - _sum(Project.objects.filter(line=line), "spent")


def _sum(rows, name: str) -> int:  # type: ignore[no-untyped-def]
    return rows.aggregate(sum=Sum(name))["sum"] or 0
