"""The court: figures and outlines of villages."""

from typing import Any

from khuang.civic.appeals import reads as civic
from khuang.ground.indicators.reads import newest
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.ground.places.reads import base_map
from khuang.portal.drawing import Drawing, draw


def court(municipality: Municipality) -> dict[str, Any]:
    """Return the published figures by code and the drawing of the municipality, None without outlines."""
    with within(municipality):
        figures = newest()
        drawing: Drawing | None = draw(base_map())
        asked = bool(civic.appeals())
    return {"figures": figures, "drawing": drawing, "asked": asked}
