"""Questions answered from the journal."""

from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.ground.journal.models import ChainHead, Entry, Mention
from khuang.ground.journal.pending import flush
from khuang.ground.journal.rules import FIRST, Line, Verdict, walk

LOOKS = ("people.viewed", "people.listed")


def lines_about(key: UUID) -> QuerySet[Entry]:
    """Return the lines that concern a record, newest first, those of this transaction included."""
    flush()
    # Fetched first: with a subquery beside OR, the database would read the whole journal.
    mentioned = list(Mention.objects.filter(about_id=key).values_list("entry_id", flat=True))
    return Entry.objects.filter(Q(about_id=key) | Q(pk__in=mentioned)).order_by("-seq")


def newest(events: tuple[str, ...] = ()) -> QuerySet[Entry]:
    """Return lines, newest first, of the named events or of all."""
    flush()
    chosen = Entry.objects.filter(event__in=events) if events else Entry.objects.all()
    return chosen.order_by("-seq")


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
