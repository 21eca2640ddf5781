"""Everything that changes villages, the base map and points."""

from datetime import datetime
from typing import Any

from khuang.ground.journal import actions as journal
from khuang.ground.places import rules
from khuang.ground.places.models import MapLine, Point, Village
from khuang.lib.coordinates import coarse_cell


@journal.action
def load_villages(content: bytes, *, by: Any, at: datetime) -> rules.Sorted:
    """Take villages and communities from GeoJSON; good features stay, refused ones are handed back.

    A known code is brought up to date. Journal: places.villages-loaded. Raises rules.NotGeoJSON.
    """
    found = rules.read_villages(content)
    for feature in found.good:
        said = feature.properties
        Village.objects.update_or_create(
            code=str(said["code"]).strip(),
            defaults={
                "kind": "community" if said.get("kind") == "community" else "village",
                "moo": _number(said.get("moo")),
                "name": str(said["name"]).strip(),
                "name_en": str(said.get("name_en") or "").strip(),
                "outline": feature.geometry,
            },
        )
    journal.write(
        "places.villages-loaded", by=by, about=None, at=at, kept=len(found.good), refused=len(found.refused)
    )
    return found


@journal.action
def load_lines(content: bytes, *, by: Any, at: datetime) -> rules.Sorted:
    """Replace the roads and rivers of the base map. Journal: places.lines-loaded. Raises rules.NotGeoJSON."""
    found = rules.read_lines(content)
    if found.good:
        MapLine.objects.all().delete()
    MapLine.objects.bulk_create(
        MapLine(
            kind="river" if feature.properties.get("kind") == "river" else "road",
            name=str(feature.properties.get("name") or "")[:120],
            path=feature.geometry,
        )
        for feature in found.good
    )
    journal.write(
        "places.lines-loaded", by=by, about=None, at=at, kept=len(found.good), refused=len(found.refused)
    )
    return found


def point(
    lon: float, lat: float, *, accuracy_m: float | None, source: str, captured_at: datetime, by: Any
) -> Point:
    """Make an unsaved point; whoever keeps it stores it together with its own rows."""
    cell_x, cell_y = coarse_cell(lon, lat)
    return Point(
        position=(lon, lat),
        cell_x=cell_x,
        cell_y=cell_y,
        accuracy_m=accuracy_m,
        source=source,
        captured_at=captured_at,
        by_id=by.pk,
    )


def _number(said: Any) -> int | None:
    return int(said) if str(said or "").strip().isdecimal() else None
