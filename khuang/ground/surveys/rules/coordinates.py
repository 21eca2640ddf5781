"""Read a point as a phone writes it, and notice one that cannot be right."""

from dataclasses import dataclass
from math import isfinite

# Thailand with a margin; a home outside it is a slip of the phone or the finger.
WEST, EAST, SOUTH, NORTH = 97.0, 106.0, 5.0, 21.0

FINE, SWAPPED, OUTSIDE, UNREADABLE = "fine", "swapped", "outside", "unreadable"


@dataclass(frozen=True)
class Coordinates:
    """A point on the ground, WGS 84."""

    lon: float  # degrees east
    lat: float  # degrees north
    altitude: float | None  # metres
    accuracy_m: float | None  # radius in metres


def read_point(text: str) -> Coordinates | None:
    """Read an ODK geopoint: latitude, longitude, altitude, accuracy, apart by spaces.

    None when it is not one, or not on the globe.
    """
    try:
        numbers = [float(part) for part in text.split()]
    except ValueError:
        return None
    if not 2 <= len(numbers) <= 4 or not all(map(isfinite, numbers)):
        return None
    lat, lon, *rest = numbers
    if abs(lat) > 180 or abs(lon) > 180:
        return None
    altitude, accuracy = (*rest, None, None)[:2]
    return Coordinates(lon, lat, altitude, accuracy)


def judge(text: str) -> str:
    """Say whether a geopoint is fine, swapped, outside Thailand, or unreadable."""
    point = read_point(text)
    if point is None:
        return UNREADABLE
    if _inside(point.lon, point.lat):
        return FINE
    return SWAPPED if _inside(point.lat, point.lon) else OUTSIDE


def _inside(lon: float, lat: float) -> bool:
    return WEST <= lon <= EAST and SOUTH <= lat <= NORTH
