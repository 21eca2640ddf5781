"""A table that is brought into a draft: what its columns hold, and what was made of each row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from khuang.civic.plan.models import PlanImport
from khuang.civic.plan.rules.tables import Read, Table, read_rows


def known_mapping(head: list[str]) -> dict[str, Any]:
    """Give what was said of a table with the same headings the last time; nothing for a new one."""
    last = PlanImport.objects.filter(head=head, done_at__isnull=False).first()
    return last.mapping if last else {}


def read(table: PlanImport) -> list[Read]:
    """Read each row as the columns are said to be. Raises NoYears."""
    mapping = {name: column for name, column in table.mapping.items() if name != "default"}
    return read_rows(
        Table(table.head, table.rows),
        mapping,
        form=table.form,
        work_plan=table.mapping.get("default", ""),
        reason=table.edition.reasons,
    )


@dataclass(frozen=True)
class Shown:
    """A row of the table as a preview shows it."""

    number: int
    cells: list[str]
    read: Read
    problems: list[str]


def shown(table: PlanImport, rows: list[Read]) -> list[Shown]:
    """Give rows with what is wrong with them in words, the bad ones first."""
    found = [Shown(one.number, table.rows[one.number - 1], one, in_words(one.problems)) for one in rows]
    return sorted(found, key=lambda one: not one.problems)


def refused(table: PlanImport) -> tuple[list[str], list[list[str]]]:
    """Give the rows that were not taken as a table of their own, with what is wrong in the last column."""
    width = len(table.head)
    rows = [
        [*(table.rows[number - 1] + [""] * width)[:width], "; ".join(in_words(problems))]
        for number, problems in table.refused
    ]
    return [*table.head, _("What is wrong")], rows


def in_words(problems: Iterable[str]) -> list[str]:
    """Say what is wrong with a row."""
    words = {
        "no-project": _("There is no project."),
        "no-work-plan": _("The work plan is not one of the list."),
        "no-amount": _("An amount is not in whole baht."),
        "not-added-up": _("The years do not add up to the total."),
    }
    return [words[one] for one in problems]
