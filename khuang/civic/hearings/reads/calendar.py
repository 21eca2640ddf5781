"""Hearings as a calendar shows them, and as a path shows them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from khuang.civic.hearings.models import Hearing
from khuang.civic.issues.rules.lineage import Shown

PAGE = "portal:hearing"


@dataclass(frozen=True)
class Entry:
    """One row of the public calendar; url_args come after the municipality's slug."""

    id: UUID
    title: str
    start: datetime
    end: datetime
    place: str
    url_name: str
    url_args: tuple[str, ...]


def calendar() -> list[Entry]:
    """Give every hearing that was not called off, the earliest first."""
    rows = Hearing.objects.exclude(state=Hearing.State.CANCELLED).order_by("begins_at", "pk")
    return [
        Entry(row.pk, row.title, row.begins_at, row.ends_at, row.place, PAGE, (str(row.pk),)) for row in rows
    ]


def as_nodes(ids: Collection[UUID], kind: str) -> dict[UUID, Shown]:
    """Give hearings as a path shows them."""
    rows = Hearing.objects.filter(pk__in=ids) if kind == "hearing" else []
    return {
        row.pk: Shown(
            row.title,
            public=True,
            url_name=PAGE,
            url_args=(str(row.pk),),
            when=timezone.localdate(row.begins_at),
            state=row.get_state_display(),
        )
        for row in rows
    }
