"""Publish figures, and keep the list of kinds of need."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.ground.accounts.reads import may
from khuang.ground.indicators import reads, rules
from khuang.ground.indicators.models import NeedKind, PublishedFigure
from khuang.ground.journal import actions as journal
from khuang.lib.identifiers import uuid7


@journal.action
def publish(code: str, count: int, *, period: date, source: str, by: Any, at: datetime) -> PublishedFigure:
    """Publish what may be told of a count; the same day again replaces it. Journal: figure.published.

    Raises UnsafeCount when the count is too small to be told.
    """
    figure, _created = PublishedFigure.objects.update_or_create(
        code=code,
        period=period,
        defaults={
            "value": rules.safe(code, count),
            "unit": rules.DEFINITIONS[code].unit,
            "source": source,
            "published_at": at,
        },
    )
    journal.write("figure.published", by=by, about=figure, at=at, code=code, value=figure.value)
    return figure


def publish_safe(counts: dict[str, int], *, period: date, source: str, by: Any, at: datetime) -> list[str]:
    """Publish every count that may be told; return the codes of those that may not."""
    refused = []
    for code, count in counts.items():
        try:
            publish(code, count, period=period, source=source, by=by, at=at)
        except rules.UnsafeCount:
            refused.append(code)
    return refused


@journal.action
def add_need_kind(kind: rules.Kind, *, by: Any, at: datetime) -> NeedKind:
    """Add a kind of need of the municipality's own; its code is made here. Journal: needs.kind-added.

    Raises PermissionDenied.
    """
    _allow(by)
    row = NeedKind.objects.create(code=f"own-{uuid7().hex[-8:]}", changed_at=at, **_words(kind))
    journal.write("needs.kind-added", by=by, about=row, at=at, code=row.code)
    return row


@journal.action
def change_need_kind(kind: rules.Kind, *, by: Any, at: datetime) -> NeedKind:
    """Say in other words what a kind is, retire it or offer it again. Journal: needs.kind-changed.

    Raises PermissionDenied, KeyError for a code that there is not.
    """
    _allow(by)
    was = reads.need_kinds()[kind.code]
    retired_at = at if kind.retired else None
    if was.retired and kind.retired:
        retired_at = NeedKind.objects.get(code=kind.code).retired_at
    row, _created = NeedKind.objects.update_or_create(
        code=kind.code, defaults=_words(kind) | {"changed_at": at, "retired_at": retired_at}
    )
    journal.write("needs.kind-changed", by=by, about=row, at=at, code=kind.code)
    return row


def _allow(by: Any) -> None:
    if not may(by, "cases.kinds"):
        raise PermissionDenied


def _words(kind: rules.Kind) -> dict[str, Any]:
    names = ("en", "th", "covers_en", "covers_th", "confidential", "urgent")
    return {name: getattr(kind, name) for name in names}
