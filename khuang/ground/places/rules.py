"""What a GeoJSON file of villages or roads must hold; plain Python.

GeoJSON as in RFC 7946: longitude first, WGS 84.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import Point, shape
from shapely.validation import explain_validity

from khuang.lib.coordinates import in_thailand

AREAS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString")


class NotGeoJSON(Exception):
    """The file as a whole is not a GeoJSON FeatureCollection."""


@dataclass(frozen=True)
class Refused:
    """One feature that is not taken.

    number  1 for the first feature in the file
    name    what it calls itself, perhaps nothing
    why     code: geometry, invalid, outside, no-code, no-name
    detail  what the geometry library said, for `invalid`
    """

    number: int
    name: str
    why: str
    detail: str = ""


@dataclass(frozen=True)
class Feature:
    """One feature that is taken: its properties, geometry checked."""

    properties: dict[str, Any]
    geometry: dict[str, Any]


@dataclass
class Sorted:
    """A file's features, the good ones and the refused."""

    good: list[Feature] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read_villages(content: bytes) -> Sorted:
    """Sort the features of a village file. Raises NotGeoJSON."""
    return _sort(content, AREAS, _village_problem)


def read_lines(content: bytes) -> Sorted:
    """Sort the features of a file of roads and rivers. Raises NotGeoJSON."""
    return _sort(content, LINES, lambda properties: "")


def village_at(lon: float, lat: float, outlines: dict[str, dict[str, Any]]) -> str | None:
    """Name the code of the village whose outline covers a point, or None.

    outlines  village code -> GeoJSON geometry
    """
    point = Point(lon, lat)
    return next((code for code, outline in outlines.items() if shape(outline).covers(point)), None)


def _sort(content: bytes, kinds: tuple[str, ...], problem: Callable[[dict[str, Any]], str]) -> Sorted:
    found = Sorted()
    for number, feature in enumerate(_features(content), start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        properties = properties if isinstance(properties, dict) else {}
        why, detail = _geometry_problem(feature, kinds)
        why = why or problem(properties)
        if why:
            found.refused.append(Refused(number, str(properties.get("name") or ""), why, detail))
        else:
            found.good.append(Feature(properties, feature["geometry"]))
    return found


def _features(content: bytes) -> list[Any]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotGeoJSON(str(error)) from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise NotGeoJSON("There is no list of features.")
    return features


def _geometry_problem(feature: Any, kinds: tuple[str, ...]) -> tuple[str, str]:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") not in kinds:
        return "geometry", ""
    try:
        drawn = shape(geometry)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError):
        return "geometry", ""
    if drawn.is_empty or not drawn.is_valid:
        return "invalid", explain_validity(drawn)
    west, south, east, north = drawn.bounds
    inside = in_thailand(west, south) and in_thailand(east, north)
    return ("", "") if inside else ("outside", "")


def _village_problem(properties: dict[str, Any]) -> str:
    if not str(properties.get("code") or "").strip():
        return "no-code"
    return "" if str(properties.get("name") or "").strip() else "no-name"
