"""Where the demo's homes stand: along the lanes of their village, off the road and out of the river."""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from random import Random

from shapely import STRtree
from shapely.geometry import LineString, MultiLineString, Point, Polygon, shape
from shapely.ops import unary_union
from shapely.prepared import prep

DATA = Path(__file__).parent / "data"
DEGREE_NORTH = 110_600.0  # metres
FROM_ROAD, FROM_RIVER = 9.0, 25.0  # metres that stay free
SETBACK = (11.0, 75.0)  # metres from the lane to the home


@dataclass(frozen=True)
class Ground:
    """One village in metres from the middle of the town."""

    area: Polygon
    lanes: MultiLineString


class Town:
    """The shipped villages, roads and river, and where a home may stand among them."""

    def __init__(self) -> None:
        villages = json.loads((DATA / "villages.geojson").read_text())["features"]
        lines = json.loads((DATA / "lines.geojson").read_text())["features"]
        self.middle = shape(villages[0]["geometry"]).centroid
        self.east = math.cos(math.radians(self.middle.y)) * 111_320
        roads = [self._line(f) for f in lines if f["properties"]["kind"] == "road"]
        rivers = [self._line(f) for f in lines if f["properties"]["kind"] == "river"]
        self.kept_free = STRtree(
            [road.buffer(FROM_ROAD) for road in roads] + [river.buffer(FROM_RIVER) for river in rivers]
        )
        streets = unary_union(roads)
        self.villages = {f["properties"]["moo"]: self._ground(f, streets) for f in villages}

    def place(self, rng: Random, moo: int) -> tuple[float, float]:
        """Give longitude and latitude of a new home in a village."""
        ground = self.villages[moo]
        inside = prep(ground.area)
        while True:
            point = _beside(rng, ground.lanes)
            if inside.contains(point) and not len(self.kept_free.query(point, predicate="intersects")):
                return self._degrees(point)

    def _ground(self, feature: dict, streets: MultiLineString) -> Ground:
        area = Polygon([self._metres(*c) for c in feature["geometry"]["coordinates"][0]])
        return Ground(area, streets.intersection(area))

    def _line(self, feature: dict) -> LineString:
        return LineString([self._metres(*c) for c in feature["geometry"]["coordinates"]])

    def _metres(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.middle.x) * self.east, (lat - self.middle.y) * DEGREE_NORTH

    def _degrees(self, point: Point) -> tuple[float, float]:
        lon, lat = self.middle.x + point.x / self.east, self.middle.y + point.y / DEGREE_NORTH
        return round(lon, 6), round(lat, 6)


def _beside(rng: Random, lanes: MultiLineString) -> Point:
    """Take a step along the lanes and a step to the side."""
    along = rng.uniform(0, lanes.length)
    here, ahead = lanes.interpolate(along), lanes.interpolate(along + 1)
    dx, dy = ahead.x - here.x, ahead.y - here.y
    length = math.hypot(dx, dy) or 1.0
    aside = rng.uniform(*SETBACK) * rng.choice((-1, 1))
    return Point(here.x - dy / length * aside, here.y + dx / length * aside)
