"""Agendas with what became of each item, and a resolution with everything that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khuang.civic.council.models import AgendaEntry, Council, Dissent, Interest, Meeting, Resolution, Round
from khuang.civic.council.reads.councils import attendance


@dataclass(frozen=True)
class Listed:
    """An item on an agenda, with its resolution of this meeting if there is one."""

    entry: AgendaEntry
    resolution: Resolution | None


def agenda(meeting: Meeting) -> list[Listed]:
    """Give the agenda of a meeting in its order."""
    made = {one.item_id: one for one in Resolution.objects.filter(meeting=meeting)}
    rows = meeting.agenda.select_related("item__village")
    return [Listed(entry, made.get(entry.item_id)) for entry in rows]


def coming(council: Council, *, at: datetime) -> Meeting | None:
    """Give the next meeting that is called."""
    rows = Meeting.objects.filter(council=council, state=Meeting.State.CALLED, begins_at__gte=at)
    return rows.order_by("begins_at").first()


def dissents(resolution: Resolution) -> Sequence[Dissent]:
    """Give the dissent in the order of its words where seats are not shown."""
    rows = list(resolution.dissents.select_related("seat__organization"))
    return rows if resolution.item.council.is_by_seat else sorted(rows, key=lambda one: one.words)


def resolved(resolution: Resolution) -> dict[str, Any]:
    """Give a resolution with who was there, the dissent, declared interests and the rounds before it."""
    item = resolution.item
    rounds = Round.objects.filter(items__item=item, state=Round.State.RANKED)
    return {
        "resolution": resolution,
        "item": item,
        "attendance": attendance(resolution.meeting),
        "dissents": dissents(resolution),
        "interests": Interest.objects.filter(item=item).select_related("seat__organization"),
        "rounds": list(rounds),
        "entry": AgendaEntry.objects.filter(meeting=resolution.meeting, item=item).first(),
    }
