"""Loading villages and roads, and the base map that is drawn from them."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import NOW, sign_in
from khuang.ground.journal import actions as journal
from khuang.ground.journal import reads as journal_reads
from khuang.ground.municipalities.context import within
from khuang.ground.places import actions
from khuang.ground.places.models import Load, MapLine, Village
from khuang.ground.places.tests.test_rules import BOW_TIE, SQUARE, file_of, village

PLACES = "/desk/places/"
ROAD = {"type": "LineString", "coordinates": SQUARE[:3]}


def road(kind="road"):
    return {"type": "Feature", "properties": {"kind": kind}, "geometry": ROAD}


def upload(content, name="villages.geojson"):
    return {"file": SimpleUploadedFile(name, content)}


@pytest.fixture
def head(cast):
    client = Client()
    sign_in(client, cast.prasit)
    return client


@pytest.fixture
def council(cast):
    client = Client()
    sign_in(client, cast.kham)
    return client


def test_good_villages_stay_and_bad_ones_are_handed_back(head, cast):
    content = file_of(village(), village(BOW_TIE, code="52039909", name="บ้านเส้นไขว้"), village(code=""))
    page = head.post(f"{PLACES}villages/load/", upload(content), follow=True).content.decode()
    assert "บ้านเส้นไขว้" in page
    assert "เส้นขอบตัดกันเอง" in page
    with within(cast.municipality):
        assert Village.objects.get(code="52039901").name == "บ้านดอกแก้ว"
        load = Load.objects.get()
        assert [line.event for line in journal_reads.lines_about(load.pk)] == ["places.villages-loaded"]
    handed_back = head.get(f"{PLACES}loads/{load.pk}/refused/")
    assert handed_back["Content-Disposition"] == 'attachment; filename="refused.geojson"'
    features = json.loads(handed_back.content)["features"]
    assert [feature["properties"]["code"] for feature in features] == ["52039909", ""]
    assert all(feature["properties"]["refused_because"] for feature in features)


def test_what_was_handed_back_and_mended_can_be_loaded_again(head, cast):
    with within(cast.municipality):
        broken = actions.load_villages(file_of(village(code="")), by=journal.SYSTEM, at=NOW)
    feature = json.loads(head.get(f"{PLACES}loads/{broken.pk}/refused/").content)["features"][0]
    feature["properties"]["code"] = "52039908"
    head.post(f"{PLACES}villages/load/", upload(file_of(feature)))
    with within(cast.municipality):
        assert Village.objects.filter(code="52039908").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"<html>", "ไม่ใช่ไฟล์ GeoJSON"), (b"", "ไฟล์ว่างเปล่า"), (None, "กรุณาเลือกไฟล์")],
)
def test_a_bad_file_is_explained_and_changes_nothing(head, cast, content, said):
    answer = head.post(f"{PLACES}villages/load/", {} if content is None else upload(content))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    with within(cast.municipality):
        assert not Load.objects.exists()


def test_a_file_that_is_too_large_is_explained(head, monkeypatch):
    monkeypatch.setattr("khuang.ground.places.forms.LARGEST", 10)
    assert "20 MB" in head.post(f"{PLACES}villages/load/", upload(file_of(village()))).content.decode()


@pytest.mark.parametrize(("adds", "lines"), [("no", 2), ("yes", 3)])
def test_roads_are_replaced_or_added(head, cast, adds, lines):
    with within(cast.municipality):
        actions.load_lines(file_of(road()), by=journal.SYSTEM, at=NOW)
    head.post(f"{PLACES}roads/load/", {**upload(file_of(road(), road("river"))), "adds": adds})
    with within(cast.municipality):
        assert MapLine.objects.count() == lines


def test_a_file_without_a_good_road_leaves_the_roads(cast):
    with within(cast.municipality):
        actions.load_lines(file_of(road()), by=journal.SYSTEM, at=NOW)
        actions.load_lines(file_of(village()), by=journal.SYSTEM, at=NOW)
        assert MapLine.objects.count() == 1


def test_the_base_map_is_sent_once_and_then_only_confirmed(council, cast):
    with within(cast.municipality):
        actions.load_villages(file_of(village(moo="1")), by=journal.SYSTEM, at=NOW)
        actions.load_lines(file_of(road()), by=journal.SYSTEM, at=NOW)
    answer = council.get(f"{PLACES}base-map/")
    kinds = [feature["properties"]["kind"] for feature in json.loads(answer.content)["features"]]
    assert kinds == ["village", "road"]
    assert council.get(f"{PLACES}base-map/", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    with within(cast.municipality):
        actions.load_lines(file_of(road()), adds=True, by=journal.SYSTEM, at=NOW)
    assert council.get(f"{PLACES}base-map/", headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_who_may_only_look_is_offered_no_loading(council):
    page = council.get(PLACES).content.decode()
    assert "บ้านทดสอบ 3" in page
    assert f"{PLACES}villages/load/" not in page
    assert council.get(f"{PLACES}villages/load/").status_code == 403
