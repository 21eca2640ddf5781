"""What is gathered of many people at once loses whoever was erased; their own rows went with them."""

from uuid import UUID

from khuang.care.risk.actions import gathering
from khuang.ground.journal.models import Entry


def forget_erased(entry: Entry) -> None:
    """Follow people.erased: take the erased out of the gathered blocks. Journal: risk.knowledge-forgotten."""
    ids = [entry.about_id, *map(UUID, entry.references.get("also", ()))]
    gathering.forget(ids, at=entry.at)
