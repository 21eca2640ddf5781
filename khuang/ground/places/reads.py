"""Questions about villages, the base map and the files that were loaded."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khuang.ground.places import tiles
from khuang.ground.places.models import Load, MapLine, Village
from khuang.ground.places.rules import as_file

# Why a feature was refused, and what to do.
WHY = {
    "geometry": _("There is no area for a village, or no line for a road. Draw it in the mapping program."),
    "invalid": _("The outline crosses itself or is empty. Redraw it in the mapping program."),
    "swapped": _("Longitude and latitude are the wrong way round. GeoJSON wants longitude first."),
    "outside": _("It lies outside Thailand. Save the file with WGS 84 coordinates (EPSG:4326), in degrees."),
    "no-code": _("There is no code. Fill in the property “code”."),
    "no-name": _("There is no name. Fill in the property “name”."),
    "too-long": _("The code or the name is too long: 12 signs for a code, 120 for a name."),
    "unreadable": _("The code or the name holds signs that cannot be read. Type it anew."),
    "twice": _("This code stands in the file twice. The first one was kept."),
}


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
    return as_file(areas + lines)


@dataclass(frozen=True)
class RefusedRow:
    """A refused feature as the page lists it."""

    number: int
    name: str
    why: str
    detail: str


def newest_loads(count: int) -> QuerySet[Load]:
    """Return the newest loads."""
    return Load.objects.defer("refused")[:count]


def refused_rows(load: Load) -> list[RefusedRow]:
    """Return the refused features of a load with the reasons in words."""
    return [
        RefusedRow(one["number"], one["name"], str(WHY[one["why"]]), one["detail"])
        for one in load.refused_features
    ]


def refused_file(load: Load) -> dict[str, Any]:
    """Return the refused features as GeoJSON, each with its reason, to be mended and loaded again."""
    return as_file([_with_reason(one) for one in load.refused_features])


def _feature(geometry: Any, **properties: str) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _with_reason(refused: dict[str, Any]) -> Any:
    feature = refused["feature"]
    if not isinstance(feature, dict):
        return feature
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    return feature | {"properties": properties | {"refused_because": str(WHY[refused["why"]])}}


def tiles_address() -> str | None:
    """Give the address pattern of the operator's own tiles, or None when no file was dropped in."""
    if not tiles.file().exists():
        return None
    return reverse("places:tile", args=[0, 0, 0]).replace("0/0/0", "{z}/{x}/{y}")
