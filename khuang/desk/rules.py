"""How homes are drawn at a zoom: each by itself, or many as one; plain Python.

Zoom and tile as in the common web map (EPSG:3857): at zoom z the equator is 256 * 2**z pixels long.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

CLOSE = 16  # from this zoom on every home stands by itself
FEW = 60  # so many homes are drawn one by one at any zoom
APART = 64  # pixels between two clusters
FARTHEST, CLOSEST = 0, 19


class NotAView(ValueError):
    """The part of the map that was asked for makes no sense."""


@dataclass(frozen=True)
class View:
    """The part of the map in sight: degrees, and the zoom."""

    west: float
    south: float
    east: float
    north: float
    zoom: int


class Home(NamedTuple):
    """A home on the map, and who is worst off there; thousands of them in one view.

    person  id of whose record opens when the home is chosen
    level   their class: high, medium, low, none or unassessed
    """

    person: str
    house_no: str
    lon: float
    lat: float
    level: str


@dataclass
class Cluster:
    """Homes that lie too close to be drawn apart, at their middle.

    levels  class -> how many homes
    """

    lon: float
    lat: float
    count: int
    levels: dict[str, int]


def read_view(bbox: str, zoom: str) -> View:
    """Read "west,south,east,north" and a zoom. Raises NotAView."""
    try:
        west, south, east, north = (float(part) for part in bbox.split(","))
        near = int(float(zoom))
    except (ValueError, OverflowError):
        raise NotAView(bbox) from None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise NotAView(bbox)
    return View(west, south, east, north, min(max(near, FARTHEST), CLOSEST))


def is_in(view: View, lon: float, lat: float) -> bool:
    """Say whether a point is in sight."""
    return view.west <= lon <= view.east and view.south <= lat <= view.north


def gather(homes: list[Home], zoom: int) -> tuple[list[Cluster], list[Home]]:
    """Split homes into clusters and those drawn by themselves."""
    if zoom >= CLOSE or len(homes) <= FEW:
        return [], homes
    squares: dict[tuple[int, int], list[Home]] = {}
    side = 360 * APART / (256 * 2**zoom)  # degrees of longitude
    for home in homes:
        # A degree of latitude is drawn longer by 1/cos(latitude).
        row = home.lat / math.cos(math.radians(home.lat)) / side
        squares.setdefault((int(home.lon / side), int(row)), []).append(home)
    clusters = [_cluster(square) for square in squares.values() if len(square) > 1]
    return _apart(clusters, side), [square[0] for square in squares.values() if len(square) == 1]


def _apart(clusters: list[Cluster], side: float) -> list[Cluster]:
    """Join clusters that lie closer than a square is wide; they would be drawn over each other."""
    kept: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda one: one.count, reverse=True):
        near = next((other for other in kept if _distance(cluster, other) < side), None)
        if near is None:
            kept.append(cluster)
        else:
            _join(near, cluster)
    return kept


def _distance(one: Cluster, other: Cluster) -> float:
    """Degrees of longitude that two clusters lie apart on the drawn map."""
    return math.hypot(one.lon - other.lon, (one.lat - other.lat) / math.cos(math.radians(one.lat)))


def _join(larger: Cluster, smaller: Cluster) -> None:
    share = smaller.count / (larger.count + smaller.count)
    larger.lon += (smaller.lon - larger.lon) * share
    larger.lat += (smaller.lat - larger.lat) * share
    larger.count += smaller.count
    for level, count in smaller.levels.items():
        larger.levels[level] = larger.levels.get(level, 0) + count


def _cluster(homes: list[Home]) -> Cluster:
    count = len(homes)
    return Cluster(
        sum(home.lon for home in homes) / count,
        sum(home.lat for home in homes) / count,
        count,
        _counts(home.level for home in homes),
    )


def _counts(levels: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for level in levels:
        counts[level] = counts.get(level, 0) + 1
    return counts
