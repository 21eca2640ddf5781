"""Everything that changes villages, the base map and points."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from khuang.ground.journal import actions as journal
from khuang.ground.places import rules
from khuang.ground.places.models import Load, MapLine, Point, Village
from khuang.lib.coordinates import coarse_cell


@journal.action
def load_villages(content: bytes, *, by: Any, at: datetime, file_name: str = "") -> Load:
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
                "moo": _moo(said.get("moo")),
                "name": str(said["name"]).strip(),
                "name_en": _short(said.get("name_en")),
                "outline": feature.geometry,
            },
        )
    return _keep("villages", found, file_name, by=by, at=at)


@journal.action
def load_lines(content: bytes, *, by: Any, at: datetime, file_name: str = "", adds: bool = False) -> Load:
    """Take roads and rivers from GeoJSON, instead of those on the base map or added to them.

    A file without one good line changes nothing.
    Journal: places.lines-loaded. Raises rules.NotGeoJSON.
    """
    found = rules.read_lines(content)
    if found.good and not adds:
        MapLine.objects.all().delete()
    MapLine.objects.bulk_create(
        MapLine(
            kind="river" if feature.properties.get("kind") == "river" else "road",
            name=_short(feature.properties.get("name")),
            path=feature.geometry,
        )
        for feature in found.good
    )
    return _keep("lines", found, file_name, by=by, at=at)


def _keep(kind: str, found: rules.Sorted, file_name: str, *, by: Any, at: datetime) -> Load:
    load = Load.objects.create(
        kind=kind,
        at=at,
        by_id=by.pk,
        file_name=_short(file_name),
        kept=len(found.good),
        refused=json.dumps([asdict(one) for one in found.refused]),
    )
    counts = {"kept": load.kept, "refused": len(found.refused)}
    journal.write(f"places.{kind}-loaded", by=by, about=load, at=at, **counts)
    return load


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


def _moo(said: Any) -> int | None:
    text = str(said or "").strip()
    return int(text) if text.isdecimal() and len(text) <= 3 else None


def _short(said: Any) -> str:
    return "".join(sign for sign in str(said or "") if sign.isprintable())[: rules.LONGEST_NAME].strip()
