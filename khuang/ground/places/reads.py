"""Questions about villages and the base map."""

from typing import Any

from khuang.ground.places.models import MapLine, Village


def villages() -> list[Village]:
    """Return the villages and communities without their outlines, in order of their codes."""
    return list(Village.objects.defer("outline"))


def base_map() -> dict[str, Any]:
    """Return the base map as one GeoJSON FeatureCollection: outlines with names, roads, rivers."""
    areas = [
        _feature(village.outline, kind=village.kind, name=str(village), code=village.code)
        for village in Village.objects.exclude(outline=None)
    ]
    lines = [_feature(line.path, kind=line.kind, name=line.name) for line in MapLine.objects.all()]
    return {"type": "FeatureCollection", "features": areas + lines}


def _feature(geometry: Any, **properties: str) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}
