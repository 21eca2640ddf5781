"""Figures that anyone may read."""

from khuang.ground.indicators.models import PublishedFigure


def newest() -> dict[str, PublishedFigure]:
    """Return the newest published figure of each code."""
    return {figure.code: figure for figure in PublishedFigure.objects.order_by("period")}
