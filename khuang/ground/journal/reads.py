"""Questions answered from the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.ground.journal.models import ChainHead, Entry, Mention
from khuang.ground.journal.names import names
from khuang.ground.journal.pending import flush
from khuang.ground.journal.rules import FIRST, Line, Verdict, event_codes, event_words, kind_words, walk


def lines_about(*keys: UUID) -> QuerySet[Entry]:
    """Return the lines that concern any of these records, newest first, this transaction's included."""
    flush()
    # Fetched first: with a subquery beside OR, the database would read the whole journal.
    mentioned = list(Mention.objects.filter(about_id__in=keys).values_list("entry_id", flat=True))
    return Entry.objects.filter(Q(about_id__in=keys) | Q(pk__in=mentioned)).order_by("-seq")


def newest(events: tuple[str, ...] = ()) -> QuerySet[Entry]:
    """Return lines, newest first, of the named events or of all."""
    flush()
    chosen = Entry.objects.filter(event__in=events) if events else Entry.objects.all()
    return chosen.order_by("-seq")


def found(event: str = "", by: str = "", before: int | None = None) -> QuerySet[Entry]:
    """Return lines, newest first: of one event, of one actor, older than a number."""
    rows = newest((event,) if event else ())
    rows = rows.filter(by_id=by) if by else rows
    return rows.filter(seq__lt=before) if before else rows


@dataclass(frozen=True)
class LineInWords:
    """A line as a page shows it."""

    seq: int
    at: datetime
    what: str
    who: str
    about: str
    more: str


def in_words(entries: Iterable[Entry], known: Mapping[UUID, str] | None = None) -> list[LineInWords]:
    """Put lines in words: names for accounts, kinds for everything else, never content.

    known  names of the accounts, when whoever asks has them at hand
    """
    known = names() if known is None else known
    return [
        LineInWords(
            entry.seq,
            entry.at,
            event_words(entry.event, _language()),
            _called(entry.by_kind, entry.by_id, known),
            _called(entry.about_kind, entry.about_id, known),
            _counts(entry.references),
        )
        for entry in entries
    ]


def events() -> list[tuple[str, str]]:
    """Return every event as (code, words), in order of the words."""
    return sorted(
        ((code, event_words(code, _language())) for code in event_codes()), key=lambda event: event[1]
    )


def verdict() -> Verdict:
    """Walk the chain of the current municipality and say whether it is whole."""
    flush()
    head = ChainHead.objects.first()
    lines = (_line(entry) for entry in Entry.objects.order_by("seq").iterator(chunk_size=5000))
    return walk(lines, head.seq if head else 0, bytes(head.hash) if head else FIRST)


def _line(entry: Entry) -> Line:
    return Line(
        entry.seq,
        entry.municipality_id,
        entry.at,
        entry.event,
        entry.by_kind,
        entry.by_id,
        entry.about_kind,
        entry.about_id,
        entry.reference,
        bytes(entry.previous_hash),
        bytes(entry.hash),
    )


def _called(kind: str, key: UUID | None, known: Mapping[UUID, str]) -> str:
    return known[key] if key and key in known else kind_words(kind, _language())


def _counts(references: dict[str, Any]) -> str:
    count = len(references.get("also", ()))
    return _("%(count)s records") % {"count": count} if count else ""


def _language() -> str:
    return "th" if get_language() == "th" else "en"
