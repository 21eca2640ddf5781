"""Ways between points of one municipality, as minutes and km.

Points are laid on a plane around their middle, which within some 50 km is off by less than a
thousandth; the unit of the plane is a minute of travel, so that a way is the length of a line.
"""

from collections.abc import Iterable
from math import cos, hypot, radians

from khuang.care.visits.rules.planning.shapes import Point, Problem, Travel

_KM_A_DEGREE = 111.2


class Ground:
    """The plane that a problem's points lie on."""

    def __init__(self, points: Iterable[Point], travel: Travel) -> None:
        latitudes = [latitude for _, latitude in points]
        middle = sum(latitudes) / len(latitudes) if latitudes else 0.0
        self._minutes_a_km = 60 * travel.detour / travel.km_an_hour
        self._km_an_hour = travel.km_an_hour
        self._east = _KM_A_DEGREE * cos(radians(middle)) * self._minutes_a_km
        self._north = _KM_A_DEGREE * self._minutes_a_km

    def laid(self, point: Point) -> Point:
        """Give where a point lies, in minutes east and north."""
        return point[0] * self._east, point[1] * self._north

    def minutes(self, first: Point, second: Point) -> float:
        """Give how long the way takes."""
        return hypot((first[0] - second[0]) * self._east, (first[1] - second[1]) * self._north)

    def km(self, minutes: float) -> float:
        """Give how far one comes in some minutes on the way."""
        return minutes * self._km_an_hour / 60


def ground_of(problem: Problem) -> Ground:
    """Lay out the ground of a problem."""
    places = [need.place for need in problem.needs]
    return Ground([*(carer.home for carer in problem.carers), *places], problem.travel)
