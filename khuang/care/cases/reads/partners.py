"""The directory of partners: found by words, kind of need and village."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from khuang.care.cases.models import Partner
from khuang.ground.indicators.reads import kind_names
from khuang.lib.thai_text import normalise

SEARCHED = ("name", "offers", "hours", "contact", "phone", "email", "line", "notes")


@dataclass(frozen=True)
class ListedPartner:
    """One organisation with its services and villages in words."""

    partner: Partner
    services: list[str]
    area: list[str]


def directory(
    *,
    words: str = "",
    kind: str = "",
    service: str = "",
    village: UUID | None = None,
    on: date,
    ended: bool = False,
) -> list[ListedPartner]:
    """Give the organisations that fit everything that is asked, by name.

    words    every word stands somewhere in what the directory says, sealed fields included:
             a directory is short enough to be read
    ended    those that are no longer worked with, instead
    """
    now = Q(until=None) | Q(until__gt=on)
    rows = Partner.objects.filter(~now if ended else now).prefetch_related("villages__village")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(services__contains=[service]) if service else rows
    if village:
        rows = rows.filter(Q(villages__village=village) | Q(villages=None) | Q(beyond=True)).distinct()
    wanted = normalise(words).casefold().split()
    return [listed(row) for row in rows if _says(row, wanted)]


def listed(partner: Partner) -> ListedPartner:
    """Put a partner's services and villages in words."""
    names = kind_names()
    return ListedPartner(
        partner,
        [names.get(code, code) for code in partner.services],
        [str(one.village) for one in partner.villages.all()],
    )


def _says(partner: Partner, wanted: list[str]) -> bool:
    if not wanted:
        return True
    told = " ".join(filter(None, (getattr(partner, name) for name in SEARCHED)))
    text = normalise(f"{told} {partner.get_kind_display()}").casefold()
    return all(word in text for word in wanted)
