"""Change an agenda, and write down what was said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khuang.care.cases.actions.conferences import HELD, OPEN, PLANNED, locked_conference, note
from khuang.care.cases.models import AgendaEdit, AgendaItem, Conference
from khuang.care.cases.rules import agendas
from khuang.care.cases.rules.sharing_problems import CannotChange
from khuang.ground.journal import actions as journal


@dataclass(frozen=True)
class Written:
    """What became of a change.

    theirs  what somebody else wrote into the same text meanwhile; then nothing was overwritten
    """

    item: AgendaItem
    theirs: str | None = None


@journal.action
def add_item(conference: Conference, title: str, text: str = "", *, by: Any, at: datetime) -> AgendaItem:
    """Put a question onto the agenda, before "other matters". Journal: cases.agenda-changed."""
    found = locked_conference(conference, by, *OPEN)
    rows = list(found.items.all())
    place = agendas.with_question(row.kind for row in rows)
    made = AgendaItem(
        conference=found, order=0, kind=agendas.QUESTION, title=title.strip(), text=text.strip() or None
    )
    rows.insert(place, made)
    made.save(force_insert=True)
    _number(rows)
    note(found, "agenda-changed", by, at)
    return made


@journal.action
def change_item(item: AgendaItem, part: str, text: str, *, was: str, by: Any, at: datetime) -> Written:
    """Change what an item says. Journal: cases.agenda-changed.

    part  "text" for the sheet, "said" for the minutes
    was   what it said when it was shown; when somebody changed it since, both texts are kept,
          nothing is overwritten, and the outcome says theirs
    Raises PermissionDenied, CannotChange when the minutes are approved.
    """
    conference = locked_conference(item.conference, by, *(OPEN if part == "text" else (HELD,)))
    return change_text(conference, item, part, text, was=was, by=by, at=at)


def change_text(
    conference: Conference, item: AgendaItem, part: str, text: str, *, was: str, by: Any, at: datetime
) -> Written:
    """Change a text of an item of a conference that is locked already; see change_item."""
    found = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    before, after = getattr(found, part) or "", _plain(text)
    if before == after:
        return Written(found)
    met_another = before != _plain(was)
    AgendaEdit.objects.create(
        item=found, part=part, before=before, after=after, is_set_aside=met_another, at=at, by_id=by.pk
    )
    if not met_another:
        setattr(found, part, after or None)
        found.revision += 1
        found.save(update_fields=[part, "revision"])
    note(conference, "agenda-changed", by, at, taken=not met_another)
    return Written(found, before if met_another else None)


@journal.action
def remove_item(item: AgendaItem, *, by: Any, at: datetime) -> None:
    """Take a question off the agenda, before the conference. Journal: cases.agenda-changed.

    Raises CannotChange for what every agenda has, and when a guest wrote about it.
    """
    conference = locked_conference(item.conference, by, PLANNED)
    if item.kind != agendas.QUESTION or item.comments.exists():
        raise CannotChange
    item.edits.all().delete()
    item.delete()
    _number(list(conference.items.all()))
    note(conference, "agenda-changed", by, at)


@journal.action
def raise_item(item: AgendaItem, *, by: Any, at: datetime) -> None:
    """Let an item be spoken of before the one above it. Journal: cases.agenda-changed."""
    conference = locked_conference(item.conference, by, PLANNED)
    rows = list(conference.items.all())
    place = next(number for number, row in enumerate(rows) if row.pk == item.pk)
    if place:
        rows[place - 1 : place + 1] = [rows[place], rows[place - 1]]
        _number(rows)
        note(conference, "agenda-changed", by, at)


def _plain(text: str) -> str:
    """Text as it is kept: browsers send other ends of lines than they were given."""
    return text.replace("\r\n", "\n").strip()


def _number(rows: list[AgendaItem]) -> None:
    for order, row in enumerate(rows, start=1):
        row.order = order
    AgendaItem.objects.bulk_update(rows, ["order"])
