"""What a GeoJSON file of villages or roads must hold; plain Python.

GeoJSON as in RFC 7946: longitude first, WGS 84.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from khuang.lib.coordinates import in_thailand

# shapely is loaded where a file is read: it brings numpy, a third of a web worker's memory.
if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

AREAS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString")


LONGEST_CODE, LONGEST_NAME = 12, 120  # characters that a village's row holds


class NotGeoJSON(Exception):
    """The file as a whole is not a GeoJSON FeatureCollection."""


@dataclass(frozen=True)
class Refused:
    """One feature that is not taken.

    number   1 for the first feature in the file
    name     what it calls itself, perhaps nothing
    why      code: geometry, invalid, swapped, outside, no-code, no-name, too-long, unreadable, twice
    detail   what the geometry library said, for `invalid`
    feature  as the file had it, to be handed back
    """

    number: int
    name: str
    why: str
    detail: str
    feature: Any


@dataclass(frozen=True)
class Feature:
    """One feature that is taken: its properties, and its geometry checked and flat."""

    properties: dict[str, Any]
    geometry: dict[str, Any]


@dataclass
class Sorted:
    """A file's features, the good ones and the refused."""

    good: list[Feature] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


Problem = Callable[[dict[str, Any]], str]


def read_villages(content: bytes) -> Sorted:
    """Sort the features of a village file. Raises NotGeoJSON."""
    seen: set[str] = set()

    def problem(properties: dict[str, Any]) -> str:
        code = _word(properties, "code")
        why = _village_problem(properties) or ("twice" if code in seen else "")
        seen.add(code)
        return why

    return _sort(content, AREAS, problem)


def read_lines(content: bytes) -> Sorted:
    """Sort the features of a file of roads and rivers. Raises NotGeoJSON."""
    return _sort(content, LINES, lambda properties: _name_problem(_word(properties, "name")))


def village_at(lon: float, lat: float, outlines: dict[str, dict[str, Any]]) -> str | None:
    """Name the code of the village whose outline covers a point, or None.

    outlines  village code -> GeoJSON geometry
    """
    from shapely.geometry import Point, shape

    point = Point(lon, lat)
    return next((code for code, outline in outlines.items() if shape(outline).covers(point)), None)


def as_file(features: list[Any]) -> dict[str, Any]:
    """Put features back into a file that a drawing program opens."""
    return {"type": "FeatureCollection", "features": features}


def _sort(content: bytes, kinds: tuple[str, ...], problem: Problem) -> Sorted:
    from shapely import force_2d
    from shapely.geometry import mapping

    found = Sorted()
    for number, feature in enumerate(_features(content), start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        properties = properties if isinstance(properties, dict) else {}
        drawn, why, detail = _drawn(feature, kinds)
        why = why or problem(properties)
        if drawn is None or why:
            found.refused.append(Refused(number, _readable(_word(properties, "name")), why, detail, feature))
        else:
            found.good.append(Feature(properties, mapping(force_2d(drawn))))
    return found


def _features(content: bytes) -> list[Any]:
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_not_a_number)
    except (ValueError, RecursionError) as error:
        raise NotGeoJSON(str(error)) from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise NotGeoJSON("There is no list of features.")
    return features


def _not_a_number(word: str) -> None:
    raise ValueError(f"{word} is not a number in JSON.")


def _drawn(feature: Any, kinds: tuple[str, ...]) -> "tuple[BaseGeometry | None, str, str]":
    """Draw a feature's geometry; give it, or None with why and detail."""
    from shapely.errors import ShapelyError
    from shapely.geometry import shape
    from shapely.validation import explain_validity

    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") not in kinds:
        return None, "geometry", ""
    try:
        drawn = shape(geometry)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return None, "geometry", ""
    if drawn.is_empty or not drawn.is_valid:
        return None, "invalid", explain_validity(drawn)
    why = _place_problem(*drawn.bounds)
    return (None if why else drawn), why, ""


def _place_problem(west: float, south: float, east: float, north: float) -> str:
    if in_thailand(west, south) and in_thailand(east, north):
        return ""
    return "swapped" if in_thailand(south, west) and in_thailand(north, east) else "outside"


def _village_problem(properties: dict[str, Any]) -> str:
    code, name = _word(properties, "code"), _word(properties, "name")
    if not code or not name:
        return "no-name" if code else "no-code"
    if len(code) > LONGEST_CODE:
        return "too-long"
    return _name_problem(code) or _name_problem(name)


def _name_problem(name: str) -> str:
    if name != _readable(name):
        return "unreadable"
    return "too-long" if len(name) > LONGEST_NAME else ""


def _word(properties: dict[str, Any], name: str) -> str:
    said = properties.get(name)
    return str(said).strip() if isinstance(said, str | int) else ""


def _readable(text: str) -> str:
    """Leave out what no database keeps and no screen shows: control signs and halves of letters."""
    return "".join(sign for sign in text if sign >= " " and not "\ud800" <= sign <= "\udfff")


def point_inside(outline: dict[str, Any]) -> tuple[float, float]:
    """Give longitude and latitude of a point in an outline (GeoJSON), near its middle."""
    from shapely.geometry import shape

    point = shape(outline).representative_point()
    return point.x, point.y
