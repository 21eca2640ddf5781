"""Journal lines that wait for the end of the transaction."""

from khuang.ground.journal.models import Entry, Mention
from khuang.ground.municipalities import context


def flush() -> None:
    """Store the lines that wait; done by itself before the commit, and before the journal is read."""
    pending = context.current().pending
    entries = pending[:]
    del pending[:]
    if not entries:
        return
    Entry.objects.bulk_create(entries)
    mentions = [
        Mention(entry_id=entry.pk, about_id=key)
        for entry in entries
        for key in entry.references.get("also", ())
    ]
    if mentions:
        Mention.objects.bulk_create(mentions)
