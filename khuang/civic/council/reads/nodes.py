"""Items and resolutions as a path shows them."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from khuang.civic.council.models import Item, Resolution
from khuang.civic.issues.rules.lineage import Shown


def as_nodes(ids: Collection[UUID], kind: str) -> dict[UUID, Shown]:
    """Give items (kind "item") or resolutions (kind "resolution") as a path shows them."""
    return _items(ids) if kind == "item" else _resolutions(ids)


def _items(ids: Collection[UUID]) -> dict[UUID, Shown]:
    return {
        one.pk: Shown(
            title=one.title,
            public=True,
            url_name="portal:council-item",
            url_args=(str(one.pk),),
            when=timezone.localdate(one.made_at),
            state=one.get_state_display(),
        )
        for one in Item.objects.filter(pk__in=ids)
    }


def _resolutions(ids: Collection[UUID]) -> dict[UUID, Shown]:
    rows = Resolution.objects.filter(pk__in=ids).select_related("item", "meeting")
    return {
        one.pk: Shown(
            title=one.item.title,
            public=True,
            url_name="portal:council-resolution",
            url_args=(str(one.pk),),
            when=timezone.localdate(one.meeting.begins_at),
            state=one.get_outcome_display(),
        )
        for one in rows
    }
