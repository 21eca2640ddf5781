"""Where somebody said that they are."""

from collections.abc import Mapping
from typing import Any


def position(place: Mapping[str, Any] | None) -> tuple[float, float] | None:
    """Give longitude and latitude of a place that was sent; None when it holds none that can be."""
    if not place:
        return None
    try:
        lon, lat = float(place["lon"]), float(place["lat"])
    except (KeyError, TypeError, ValueError):
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None
