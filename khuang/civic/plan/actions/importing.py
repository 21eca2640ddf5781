"""Bring a plan that stands in a spreadsheet into a draft: good rows go in, bad ones are handed back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from khuang.civic.plan.actions.editions import draft
from khuang.civic.plan.actions.items import add
from khuang.civic.plan.actions.leave import allow
from khuang.civic.plan.models import Edition, PlanImport
from khuang.civic.plan.reads.imports import known_mapping, read
from khuang.civic.plan.rules.problems import MovedOn
from khuang.civic.plan.rules.shares import UNKNOWN
from khuang.civic.plan.rules.tables import guess, read_table
from khuang.ground.journal import actions as journal


@journal.action
def bring_table(edition: Edition, content: bytes, *, form: str, by: Any, at: datetime) -> PlanImport:
    """Keep a table for a draft, with what its columns hold as guessed or as said the last time.

    Journal: plan.table-brought. Raises PermissionDenied, EditionFixed, NotATable.
    """
    allow(by, "plan.write")
    held = draft(edition)
    table = read_table(content)
    mapping = known_mapping(table.head) or guess(table.head, held.plan.first_year)
    made = PlanImport.objects.create(
        edition=held,
        form=form,
        head=table.head,
        rows=table.rows,
        mapping=mapping,
        brought_by_id=by.pk,
        brought_at=at,
    )
    journal.write("plan.table-brought", by=by, about=made, at=at, rows=len(table.rows))
    return made


@journal.action
def map_table(
    table: PlanImport, mapping: Mapping[str, int], *, work_plan: str = "", by: Any, at: datetime
) -> PlanImport:
    """Say which column holds what, and the work plan of rows that do not say theirs.

    Raises PermissionDenied, MovedOn when it was carried out, NoYears.
    """
    allow(by, "plan.write")
    held = _open(table)
    held.mapping = dict(mapping) | ({"default": work_plan} if work_plan else {})
    read(held)
    held.save(update_fields=["mapping"])
    return held


@journal.action
def take_table(table: PlanImport, *, by: Any, at: datetime) -> PlanImport:
    """Write every good row into the draft; where each project came from is not known.

    Journal: plan.table-taken. Raises PermissionDenied, MovedOn, EditionFixed, NoYears, and what the kind
    of edition does not allow.
    """
    allow(by, "plan.write")
    held = _open(table)
    edition = draft(held.edition)
    found = read(held)
    good = [one.row for one in found if one.row]
    for row in good:
        add(edition, row, origin=UNKNOWN, by=by)
    held.refused = [[one.number, list(one.problems)] for one in found if not one.row]
    held.taken, held.done_at = len(good), at
    held.save()
    journal.write("plan.table-taken", by=by, about=held, at=at, taken=len(good), refused=len(held.refused))
    return held


def _open(table: PlanImport) -> PlanImport:
    held = PlanImport.objects.select_for_update().get(pk=table.pk)
    if held.done_at:
        raise MovedOn
    return held
