"""Figures that anyone may read, and the kinds of need that they are counted by."""

from django.utils.translation import get_language

from khuang.ground.indicators.models import NeedKind, PublishedFigure
from khuang.ground.indicators.rules import Kind, shipped_kinds


def newest() -> dict[str, PublishedFigure]:
    """Return the newest published figure of each code."""
    return {figure.code: figure for figure in PublishedFigure.objects.order_by("period")}


def need_kinds() -> dict[str, Kind]:
    """Give every kind of need by its code, retired ones too: shipped ones first, then one's own."""
    kinds = dict(shipped_kinds())
    for row in NeedKind.objects.order_by("pk"):
        names = ("en", "th", "covers_en", "covers_th", "confidential", "urgent")
        words = {name: getattr(row, name) for name in names}
        kinds[row.code] = Kind(
            row.code, **words, shipped=row.code in shipped_kinds(), retired=row.retired_at is not None
        )
    return kinds


def kind_names() -> dict[str, str]:
    """Give the name of every kind of need in the reader's language."""
    language = get_language() or "th"
    return {code: kind.name(language) for code, kind in need_kinds().items()}
