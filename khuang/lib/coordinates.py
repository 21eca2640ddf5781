"""Points on the ground of Thailand: reading, swapped axes, the sea, coarse cells.

Longitude and latitude are in degrees (WGS 84). In Thailand the two never share
a value (97.3 to 105.7 against 5.6 to 20.5), so swapped axes show themselves.
"""

import math
from dataclasses import dataclass

WEST, SOUTH, EAST, NORTH = 97.3, 5.6, 105.7, 20.5
CELLS_PER_DEGREE = 100  # a cell is about 1.1 km

# Open water without an island that people live on; drawn well off the coast,
# so that a home on a pier or a small island is never refused.
_OPEN_SEA = (
    # Gulf of Thailand
    (
        (100.45, 13.25), (100.60, 12.90), (100.70, 12.40), (101.60, 12.40), (102.20, 11.55),
        (102.20, 10.00), (103.00, 8.00), (102.40, 6.70), (101.60, 7.20), (100.80, 7.60),
        (100.60, 8.60), (100.40, 9.20), (100.40, 10.50), (100.20, 11.50), (100.20, 12.50),
    ),
    # Andaman Sea
    ((97.30, 9.00), (97.50, 9.00), (97.50, 7.30), (98.60, 7.00), (98.90, 5.60), (97.30, 5.60)),
)  # fmt: skip


class NotAPlace(ValueError):
    """A reading that is no place in Thailand; `code` says why.

    unreadable  not two numbers
    outside     not in Thailand either way round
    sea         in open water
    """

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Place:
    """A point in Thailand as a device gave it."""

    lon: float  # degrees east
    lat: float  # degrees north
    accuracy_m: float | None  # radius in metres; None when not told
    was_swapped: bool  # the axes came the wrong way round


def read_geopoint(text: str) -> Place:
    """Read ODK's "latitude longitude altitude accuracy".

    Swapped axes are put right and noted: only one way round lies in Thailand.
    Raises NotAPlace.
    """
    lat, lon, accuracy = _numbers(text)
    was_swapped = not in_thailand(lon, lat) and in_thailand(lat, lon)
    if was_swapped:
        lon, lat = lat, lon
    if not in_thailand(lon, lat):
        raise NotAPlace("outside")
    if in_open_sea(lon, lat):
        raise NotAPlace("sea")
    return Place(lon, lat, accuracy, was_swapped)


def _numbers(text: str) -> tuple[float, float, float | None]:
    try:
        numbers = [float(part) for part in text.split()]
        lat, lon = numbers[:2]
    except ValueError:
        raise NotAPlace("unreadable") from None
    if not all(map(math.isfinite, numbers)):
        raise NotAPlace("unreadable")
    told = len(numbers) > 3 and numbers[3] > 0
    return lat, lon, numbers[3] if told else None


def in_thailand(lon: float, lat: float) -> bool:
    """Say whether a point lies in the box around Thailand."""
    return WEST <= lon <= EAST and SOUTH <= lat <= NORTH


def in_open_sea(lon: float, lat: float) -> bool:
    """Say whether a point is surely in the sea; false near any coast."""
    return any(_inside(lon, lat, ring) for ring in _OPEN_SEA)


def _inside(lon: float, lat: float, ring: tuple[tuple[float, float], ...]) -> bool:
    """Count the ring's edges to the east of the point: odd is inside."""
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def coarse_cell(lon: float, lat: float) -> tuple[int, int]:
    """Give the cell that may be kept in clear: about 1.1 km on a side."""
    return math.floor(lon * CELLS_PER_DEGREE), math.floor(lat * CELLS_PER_DEGREE)


def metres_between(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Measure along the ground; good to 0.5 % within one municipality."""
    mid = math.radians((lat1 + lat2) / 2)
    east = (lon2 - lon1) * math.cos(mid) * 111_320
    return math.hypot(east, (lat2 - lat1) * 110_600)
