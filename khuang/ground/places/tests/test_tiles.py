"""The operator's own picture of the ground, in the data folder."""

import sqlite3
from contextlib import closing

import pytest
from django.test import Client
from django.urls import reverse

from conftest import sign_in
from khuang.ground.places import reads, tiles

PNG = b"\x89PNG\r\n\x1a\n of one tile"


@pytest.fixture
def dropped_in(settings, tmp_path):
    settings.KHUANG_HOME = tmp_path
    with closing(sqlite3.connect(tmp_path / "basemap.mbtiles")) as file, file:
        file.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        # Row 1 from the south is row 2 from the north at zoom 2.
        file.execute("INSERT INTO tiles VALUES (2, 3, 1, ?), (2, 0, 0, ?)", [PNG, b"\x1f\x8b a vector tile"])
    return tmp_path


@pytest.fixture
def planner(cast):
    client = Client()
    sign_in(client, cast.wipa)
    return client


def test_without_a_file_the_map_asks_for_no_tiles(settings, tmp_path):
    settings.KHUANG_HOME = tmp_path
    assert reads.tiles_address() is None
    assert tiles.tile(2, 3, 2) is None


def test_a_tile_is_served_counted_from_the_north(dropped_in, planner):
    answer = planner.get(reverse("places:tile", args=[2, 3, 2]))
    assert (answer.content, answer["Content-Type"]) == (PNG, "image/png")
    assert reads.tiles_address() == "/desk/places/tiles/{z}/{x}/{y}/"


@pytest.mark.parametrize("address", [(2, 1, 1), (2, 4, 0), (2, 0, 4), (99, 0, 0), (2, 0, 3)])
def test_what_is_no_picture_or_not_there_is_not_found(dropped_in, planner, address):
    assert planner.get(reverse("places:tile", args=address)).status_code == 404


def test_a_broken_file_leaves_the_map_standing(dropped_in, planner):
    (dropped_in / "basemap.mbtiles").write_bytes(b"this is no database at all")
    assert planner.get(reverse("places:tile", args=[2, 3, 2])).status_code == 404


def test_strangers_get_no_tile(dropped_in, db):
    assert Client().get(reverse("places:tile", args=[2, 3, 2])).status_code == 302
