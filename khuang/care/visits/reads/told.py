"""Recorded visits in words, for pages and copies that show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.care.visits.models import Visit, VisitReply
from khuang.care.visits.rules.findings import catalogue
from khuang.ground.accounts.reads import names


@dataclass(frozen=True)
class Told:
    """A visit, what it found line by line, and what was answered: (who, when, words)."""

    visit: Visit
    lines: list[str]
    replies: list[tuple[str, datetime, str]]


def told(visits: Iterable[Visit], replies: Mapping[UUID, Sequence[VisitReply]] | None = None) -> list[Told]:
    """Put visits into words, in the reader's language; `replies` by the visit's id."""
    who = names() if replies else {}
    return [
        Told(
            visit,
            lines(visit),
            [(who.get(one.by_id, ""), one.at, one.words) for one in (replies or {}).get(visit.pk, ())],
        )
        for visit in visits
    ]


def lines(visit: Visit) -> list[str]:
    """Give what a visit found, a line each."""
    known, language = catalogue(), "en" if get_language() == "en" else "th"
    found = visit.findings
    said = [
        (label, ", ".join(known.words(kind, code, language) for code in codes))
        for label, kind, codes in (
            (_("How they are"), "conditions", _codes(found.get("condition"))),
            (_("Spirits"), "moods", _codes(found.get("mood"))),
            (_("What was done"), "tasks", found.get("done", [])),
            (_("Next step"), "next_steps", _codes(found.get("next"))),
        )
    ]
    return [f"{label}: {words}" for label, words in said if words]


def _codes(code: str | None) -> list[str]:
    return [code] if code else []
