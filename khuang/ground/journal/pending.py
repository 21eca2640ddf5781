"""Journal lines that wait for the end of the transaction."""

from khuang.ground.journal.models import Mention
from khuang.ground.municipalities import context
from khuang.ground.municipalities.writing import insert


def flush() -> None:
    """Store the lines that wait; done by itself before the commit, and before the journal is read."""
    pending = context.current().pending
    entries = pending[:]
    del pending[:]
    mentions = [
        Mention(entry_id=entry.pk, about_id=key)
        for entry in entries
        for key in entry.references.get("also", ())
    ]
    insert([*entries, *mentions])
