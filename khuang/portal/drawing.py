"""Draw a municipality's villages as plain SVG paths, for a page without scripts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, radians
from typing import Any
from unicodedata import category

WIDTH = 600
LINE, LETTER = 34, 15  # height of a name and width of one letter, as the style sheet sets them


@dataclass(frozen=True)
class Drawing:
    """Paths in a box of `width` by `height`; areas with the place of their name."""

    width: int
    height: int
    areas: list[tuple[str, str, int, int]]  # path, name, x and y of the name
    lines: list[tuple[str, str]]  # kind, path
    marks: list[tuple[int, int, Any]]  # x and y of a point, and what stands there


def draw(base: dict[str, Any], marks: Iterable[tuple[float, float, Any]] = ()) -> Drawing | None:
    """Draw a GeoJSON collection of villages, roads and rivers; None when it holds no village.

    marks  longitude and latitude of public places, and what stands there
    """
    villages = [feature for feature in base["features"] if feature["properties"]["kind"] == "village"]
    points = [point for feature in villages for line in _lines(feature["geometry"]) for point in line]
    if not points:
        return None
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = WIDTH / (east - west)
    stretch = scale / cos(radians((south + north) / 2))

    def place(point: list[float]) -> tuple[int, int]:
        return round((point[0] - west) * scale), round((north - point[1]) * stretch)

    def path(geometry: dict[str, Any]) -> str:
        return "".join(
            "M" + "L".join("{} {}".format(*place(point)) for point in line) for line in _lines(geometry)
        )

    def area(feature: dict[str, Any]) -> tuple[str, str, int, int]:
        ring = max(_lines(feature["geometry"]), key=len)
        middle = [sum(point[0] for point in ring) / len(ring), sum(point[1] for point in ring) / len(ring)]
        return path(feature["geometry"]) + "Z", feature["properties"]["name"], *place(middle)

    height = round((north - south) * stretch)
    others = [feature for feature in base["features"] if feature["properties"]["kind"] in ("road", "river")]
    return Drawing(
        width=WIDTH,
        height=height,
        areas=_apart([area(feature) for feature in villages], height),
        lines=[(feature["properties"]["kind"], path(feature["geometry"])) for feature in others],
        marks=[(*place([lon, lat]), what) for lon, lat, what in marks],
    )


def _apart(areas: list[tuple[str, str, int, int]], height: int) -> list[tuple[str, str, int, int]]:
    """Move each name up or down to the nearest place where it stands on no other, if there is one."""
    placed: list[tuple[str, str, int, int]] = []
    steps = sorted(range(-3 * LINE, 3 * LINE + 1, 2), key=abs)
    for path, name, x, y in areas:
        free = (y + step for step in steps if 0 < y + step <= height and _is_free(name, x, y + step, placed))
        placed.append((path, name, x, next(free, y)))
    return placed


def _is_free(name: str, x: int, y: int, placed: list[tuple[str, str, int, int]]) -> bool:
    return all(
        abs(y - other_y) >= LINE or abs(x - other_x) >= (_letters(name) + _letters(other)) * LETTER // 2
        for _path, other, other_x, other_y in placed
    )


def _letters(name: str) -> int:
    """Count what takes room: Thai vowels and tone marks above and below take none."""
    return sum(category(one) != "Mn" for one in name)


def _lines(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    """Give every line of points in a GeoJSON line or polygon, single or multiple."""
    coordinates = geometry["coordinates"]
    if isinstance(coordinates[0][0], int | float):
        yield [point[:2] for point in coordinates]
        return
    for part in coordinates:
        yield from _lines({"coordinates": part})
