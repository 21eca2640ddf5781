"""What voices keep of somebody who was erased: nothing but issues that name nobody."""

from typing import Any
from uuid import UUID

from khuang.care.voices.models import Issue


def forget_erased(entry: Any) -> None:
    """Follow people.erased: nobody is the raiser any more. Reports and talks went with their keys."""
    ids = [entry.about_id, *map(UUID, entry.references.get("also", ()))]
    for issue in Issue.objects.filter(raiser_id__in=ids):
        issue.raiser_id = issue.shown_name = issue.agreed_at = None
        issue.wants_news = False
        issue.save(update_fields=["raiser_id", "shown_name", "agreed_at", "wants_news"])
