"""Look at a list before and after it is taken in; that somebody looked is noted."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from khuang.care.people import import_files
from khuang.care.people.actions.imports.choosing import plan_of
from khuang.care.people.models import Import, ImportPhotograph
from khuang.care.people.rules.imports.problems import RowProblem
from khuang.care.people.rules.imports.rows import Row, read
from khuang.ground.journal import actions as journal
from khuang.ground.places.models import Village
from khuang.lib.thai_dates import PartialDate
from khuang.lib.thai_names import Name, sex_of_title

PREVIEW = 20  # rows


@dataclass
class Shown:
    """A row as it will be stored.

    sex_from_title  whether the list does not say it and the title does
    """

    number: int
    name: Name
    national_id: str
    birth: PartialDate | None
    phone: str
    home: str
    village: str
    sex: str
    sex_from_title: bool
    problems: list[RowProblem]
    words: list[str] = field(default_factory=list)  # the problems, in the reader's language


@journal.action
def note_look(brought: Import, *, by: Any, at: datetime) -> None:
    """Note that somebody saw rows of a list. Journal: people.import-looked-at."""
    journal.write("people.import-looked-at", by=by, about=brought, at=at)


@journal.action
def note_photograph(kept: ImportPhotograph, *, by: Any, at: datetime) -> None:
    """Note that somebody saw a person's photograph. Journal: people.viewed."""
    journal.write("people.viewed", by=by, about=kept.person, at=at, photograph=str(kept.pk))


def preview_rows(brought: Import) -> list[Shown]:
    """Read the first rows as they will be stored. Raises Refused when the file is gone."""
    plan = plan_of(brought, timezone.localdate())
    villages = {one.code: str(one) for one in Village.objects.all()}
    first, shown = brought.last_header + 1, []
    for number, cells in enumerate(import_files.rows(brought.pk, first), start=first + 1):
        row = read(number, cells, plan)
        if row is not None:
            shown.append(_shown(row, villages))
        if len(shown) == PREVIEW:
            break
    return shown


def _shown(row: Row, villages: dict[str, str]) -> Shown:
    said = row.values
    title = said.get("title", "")
    by_title = "" if said.get("sex") else sex_of_title(title)
    return Shown(
        row.number,
        Name(title, said.get("given_name", ""), said.get("family_name", "")),
        said.get("national_id") or "",
        said.get("birth"),
        said.get("phone") or "",
        row.home.get("house_no", ""),
        villages.get(row.home.get("village", ""), ""),
        said.get("sex") or by_title,
        bool(by_title),
        row.problems,
    )
