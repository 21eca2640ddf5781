"""Take in a list of volunteers: good rows are kept, the others are handed back with the reason."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.people.rules.imports.files import kind_of
from khuang.care.people.rules.imports.sources import tables
from khuang.care.visits.models import Volunteer
from khuang.care.visits.reads.volunteers import kinds
from khuang.care.visits.rules.volunteers_import import Known, Read, keys_of, read
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.places.reads import villages


@dataclass(frozen=True)
class TakenIn:
    """How many rows were kept, the header of the file, and the rows that were not."""

    kept: int
    header: list[str]
    refused: list[Read]


@journal.action
def import_volunteers(content: bytes, *, kind: str, by: Any, at: datetime) -> TakenIn:
    """Take in a CSV or XLSX file. Journal: visits.volunteers-imported.

    kind   of whoever's row names none
    Raises PermissionDenied, people's Refused for a file that cannot be read, NoHeader.
    """
    if not may(by, "visits.volunteers"):
        raise PermissionDenied
    today = timezone.localdate(at)
    [table, *_others] = tables(content, kind_of(content))
    header, rows = read(table.rows(), _known(), kind=kind, today=today)
    checked = [row if row.problems else _checked(row, by) for row in rows]
    good = [row for row in checked if not row.problems]
    refused = [row for row in checked if row.problems]
    Volunteer.objects.bulk_create(Volunteer(**row.said) for row in good)
    journal.write(
        "visits.volunteers-imported", by=by, about=None, at=at, kept=len(good), refused=len(refused)
    )
    return TakenIn(len(good), header, refused)


def _checked(row: Read, by: Any) -> Read:
    """Hand a row back that lies where the actor keeps no volunteers."""
    volunteer = Volunteer(**row.said)
    return row if may(by, "visits.volunteers", volunteer) else replace(row, problems=("not-here",))


def _known() -> Known:
    named = {key: code for code, kind in kinds().items() for key in keys_of(code, kind.th, kind.en)}
    places = {
        key: village
        for village in villages()
        for key in keys_of(str(village), village.name, village.name_en, str(village.moo or ""))
    }
    there = Volunteer.objects.filter(left_on=None).select_related("village")
    return Known(named, places, frozenset((one.name, one.village) for one in there))
