"""A picture of the ground from OpenStreetMap, dropped in by the operator: basemap.mbtiles in the data folder.

MBTiles 1.3 with raster tiles, as QGIS and others write it; read-only. Without the
file the map is drawn from the municipality's own outlines and roads alone.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
DEEPEST = 24  # zoom


def file() -> Path:
    """Say where the file belongs."""
    return settings.KHUANG_HOME / "basemap.mbtiles"


def tile(z: int, x: int, y: int) -> bytes | None:
    """Give one tile, counted from the north-west as browsers do; None where the file has none."""
    if not file().exists() or not (z <= DEEPEST and x < 2**z and y < 2**z):
        return None
    # MBTiles counts rows from the south.
    row = (z, x, 2**z - 1 - y)
    query = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
    try:
        with closing(sqlite3.connect(f"file:{file()}?mode=ro&immutable=1", uri=True)) as tiles:
            found = tiles.execute(query, row).fetchone()
    except sqlite3.DatabaseError:
        return None
    return bytes(found[0]) if found else None


def kind(content: bytes) -> str | None:
    """Name the media type of a tile; None when it is no picture, for example a vector tile."""
    return next((name for start, name in KINDS.items() if content.startswith(start)), None)
