"""The plan as a table in the official columns, for pages: blocks with sums, the summary, who it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from khuang.civic.plan.models import Edition, Plan
from khuang.civic.plan.rules.forms import Form, forms, project_forms
from khuang.civic.plan.rules.knowledge import work_plans
from khuang.civic.plan.rules.rows import Block, PlanRow, Sum, SummaryLine, blocks, sum_of, summary
from khuang.civic.plan.rules.workbook import Cover, book


@dataclass(frozen=True)
class Line:
    """A project with its key, so that it can be opened."""

    item: UUID
    row: PlanRow


@dataclass(frozen=True)
class Part:
    """The projects of one work plan under one issue, with their sum."""

    issue: str
    strategy: str
    work_plan: str
    lines: list[Line]
    sum: Sum


@dataclass(frozen=True)
class FormTable:
    """One official form with its parts."""

    form: Form
    parts: list[Part]
    sum: Sum


@dataclass(frozen=True)
class PlanTable:
    """A state of the plan: its forms, its summary by work plan, and the whole."""

    forms: list[FormTable]
    summary: list[tuple[str, SummaryLine]]
    summary_form: Form
    whole: Sum


def table_of(rows: Mapping[UUID, PlanRow]) -> PlanTable:
    """Lay rows out as the official forms print them."""
    found = [_form(form, rows) for form in project_forms().values()]
    names = work_plan_names()
    lines = [(names.get(one.work_plan, one.work_plan), one) for one in summary(rows.values(), _order())]
    return PlanTable([one for one in found if one.parts], lines, forms()["p01"], sum_of(rows.values()))


def work_plan_names() -> dict[str, str]:
    """Give the work plans in the reader's language."""
    return {code: one.name(get_language() or "th") for code, one in work_plans().items()}


def book_of(plan: Plan, rows: Mapping[UUID, PlanRow], edition: Edition | None) -> bytes:
    """Write a state of the plan as the official workbook."""
    words = str(edition) if edition else ""
    is_first = edition is None or edition.kind == Edition.Kind.FIRST
    return book(rows.values(), Cover(plan.municipality.name, plan.first_year, words, is_first))


def _form(form: Form, rows: Mapping[UUID, PlanRow]) -> FormTable:
    names = work_plan_names()
    keys = {id(row): key for key, row in rows.items()}
    of_form = [row for row in rows.values() if row.form == form.key]
    parts = [_part(block, keys, names) for block in blocks(of_form, _order())]
    return FormTable(form, parts, sum_of(of_form))


def _part(block: Block, keys: Mapping[int, UUID], names: Mapping[str, str]) -> Part:
    lines = [Line(keys[id(row)], row) for row in block.rows]
    name = names.get(block.work_plan, block.work_plan)
    return Part(block.issue, block.strategy, name, lines, block.sum)


def _order() -> list[str]:
    return list(work_plans())
