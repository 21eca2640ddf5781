"""The budget of a year: what each line holds now, what the plan leaves room for, and whose share it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet, Sum

from khuang.civic.plan.models import BudgetLine, BudgetYear, Movement
from khuang.civic.plan.reads.editions import newest_version
from khuang.civic.plan.rules import shares
from khuang.civic.plan.rules.knowledge import sources
from khuang.civic.plan.rules.shares import Share, Spent

OUTSIDE = "outside"  # origin of a line that names no project of the plan


@dataclass(frozen=True)
class LineNow:
    """A line, what it holds now, and where its project came from."""

    line: BudgetLine
    now: int
    origin: str

    @property
    def moved(self) -> int:
        """Baht that came (above 0) or went since its approval."""
        return self.now - self.line.amount


def budgets() -> QuerySet[BudgetYear]:
    """Give every year's budget, the newest first."""
    return BudgetYear.objects.all()


def budget_of(year: int) -> BudgetYear | None:
    """Give the budget of a fiscal year (BE)."""
    return BudgetYear.objects.filter(year=year).first()


def lines_now(budget: BudgetYear) -> list[LineNow]:
    """Give the lines of a budget with what they hold now, in the order in which they were written."""
    held = _now(budget.lines.select_related("item"))
    return [LineNow(one, now, one.item.origin if one.item else OUTSIDE) for one, now in held.items()]


def balance(line: BudgetLine) -> int:
    """Give what a line holds now, in baht."""
    return sum(_now(BudgetLine.objects.filter(pk=line.pk)).values())


def in_ordinance(budget: BudgetYear) -> int:
    """Give what the lines hold that count against the ordinance."""
    return sum(one.now for one in lines_now(budget) if sources()[one.line.source].in_ordinance)


def planned(item_id: UUID, year: int) -> int:
    """Give what the plan holds for a project in a fiscal year (BE); 0 when it is out."""
    version = newest_version(item_id)
    if version is None or version.is_out:
        return 0
    place = year - version.edition.plan.first_year
    return version.row.years[place] if 0 <= place < len(version.row.years) else 0


def is_planned(item_id: UUID, year: int) -> bool:
    """Whether the plan holds anything for a project in a year."""
    return planned(item_id, year) > 0


def room(item_id: UUID, year: int) -> int:
    """Give what the plan still leaves for a project in a year, after the lines that are there."""
    lines = BudgetLine.objects.filter(item_id=item_id, budget__year=year)
    return planned(item_id, year) - sum(_now(lines).values())


def movements(budget: BudgetYear) -> QuerySet[Movement]:
    """Give what was moved or cut in a year, or is proposed to be, the newest first."""
    return Movement.objects.filter(line__budget=budget).select_related("line", "to")


def share_of_people(year: int) -> Share | None:
    """Give what part of a year's budget came through the people's process, exact; none without lines.

    Counts what the lines hold now. A project merged from several origins does not count.
    """
    budget = budget_of(year)
    lines = spent(lines_now(budget)) if budget else []
    return shares.of_people(lines) if lines else None


def spent(lines: Iterable[LineNow]) -> list[Spent]:
    """Give lines as the shares count them."""
    return [Spent(one.now, one.origin, one.line.kind, one.line.work_plan, one.line.source) for one in lines]


def _now(rows: QuerySet[BudgetLine]) -> dict[BudgetLine, int]:
    """Give each line with what it holds; what came and went are two sums: one join counts twice."""
    lines = list(rows.order_by("pk"))
    decided = Movement.objects.filter(state=Movement.State.DECIDED)
    went, came = (
        _sums(decided.filter(line__in=lines), "line_id"),
        _sums(decided.filter(to__in=lines), "to_id"),
    )
    return {one: one.amount + came.get(one.pk, 0) - went.get(one.pk, 0) for one in lines}


def _sums(rows: QuerySet[Movement], name: str) -> dict[UUID, int]:
    return dict(rows.order_by().values_list(name).annotate(sum=Sum("amount")))
