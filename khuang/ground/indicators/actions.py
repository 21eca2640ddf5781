"""Publish figures."""

from datetime import date, datetime
from typing import Any

from khuang.ground.indicators import rules
from khuang.ground.indicators.models import PublishedFigure
from khuang.ground.journal import actions as journal


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
