"""Which features of a GeoJSON file are taken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.ground.places.rules import NotGeoJSON, read_lines, read_villages, village_at

SQUARE = [[99.4, 18.3], [99.42, 18.3], [99.42, 18.32], [99.4, 18.32], [99.4, 18.3]]
BOW_TIE = [[99.4, 18.3], [99.42, 18.32], [99.42, 18.3], [99.4, 18.32], [99.4, 18.3]]


def village(ring=SQUARE, **properties):
    properties = {"code": "52039901", "name": "บ้านดอกแก้ว"} | properties
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def file_of(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def reasons(*features):
    return [refused.why for refused in read_villages(file_of(*features)).refused]


def test_a_good_village_is_taken():
    found = read_villages(file_of(village()))
    assert found.refused == []
    assert found.good[0].properties["name"] == "บ้านดอกแก้ว"


def test_heights_are_left_out():
    found = read_villages(file_of(village([[*point, 250.0] for point in SQUARE])))
    assert {len(point) for point in found.good[0].geometry["coordinates"][0]} == {2}


@pytest.mark.parametrize(
    ("feature", "why"),
    [
        (village(BOW_TIE), "invalid"),
        (village([[lat, lon] for lon, lat in SQUARE]), "swapped"),
        (village([[x + 40, y] for x, y in SQUARE]), "outside"),
        (village([[671000 + x, 2024000 + y] for x, y in SQUARE]), "outside"),
        (village([[99.4, 18.3], [99.42, 18.3]]), "geometry"),
        (village(["ที่นี่"]), "geometry"),
        (village(code=""), "no-code"),
        (village(code=None), "no-code"),
        (village(code=["1"]), "no-code"),
        (village(name="  "), "no-name"),
        (village(code="1234567890123"), "too-long"),
        (village(name="ก" * 121), "too-long"),
        (village(name="บ้าน\0"), "unreadable"),
        (village(name="บ้าน\ud800"), "unreadable"),
        ({"type": "Feature", "properties": {}, "geometry": None}, "geometry"),
        ({"type": "Feature", "geometry": {"type": "Point", "coordinates": [99.4, 18.3]}}, "geometry"),
        ("not a feature", "geometry"),
        (None, "geometry"),
    ],
)
def test_a_bad_village_is_refused_with_its_reason_and_handed_back(feature, why):
    refused = read_villages(file_of(village(), feature)).refused
    assert [(one.number, one.why, one.feature) for one in refused] == [(2, why, feature)]


def test_the_second_village_of_one_code_is_refused():
    assert reasons(village(), village(), village(code="52039902")) == ["twice"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"<html>", b'{"features": 3}', b"\xff\xfe", b"[" * 100_000, b'{"features": [NaN]}'],
)
def test_what_is_no_geojson_is_refused_as_a_whole(content):
    with pytest.raises(NotGeoJSON):
        read_villages(content)


def test_a_byte_order_mark_does_no_harm():
    assert len(read_villages(b"\xef\xbb\xbf" + file_of(village())).good) == 1


def test_lines_are_taken_and_areas_are_not():
    line = {"type": "LineString", "coordinates": SQUARE[:3]}
    road = {"type": "Feature", "properties": None, "geometry": line}
    found = read_lines(file_of(road, village()))
    assert len(found.good) == 1
    assert [refused.why for refused in found.refused] == ["geometry"]


KEYS = st.sampled_from(["type", "coordinates", "properties", "geometry", "code"])
JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
SHAPES = st.fixed_dictionaries(
    {"type": st.sampled_from(["Polygon", "MultiPolygon", "LineString", "Point"]), "coordinates": JSON}
)
FEATURES = JSON | st.fixed_dictionaries({"properties": JSON, "geometry": JSON | SHAPES})


@given(st.lists(FEATURES, max_size=4))
def test_every_feature_of_any_file_is_either_taken_or_handed_back(features):
    found = read_villages(file_of(*features))
    assert len(found.good) + len(found.refused) == len(features)
    numbers = [refused.number for refused in found.refused]
    assert numbers == sorted(set(numbers))
    assert all(refused.why for refused in found.refused)


@given(st.floats(99.4001, 99.4199), st.floats(18.3001, 18.3199))
def test_a_point_lies_in_the_village_whose_outline_covers_it(lon, lat):
    rings = {"far": [[x + 1, y] for x, y in SQUARE], "here": SQUARE}
    outlines = {code: {"type": "Polygon", "coordinates": [ring]} for code, ring in rings.items()}
    assert village_at(lon, lat, outlines) == "here"
    assert village_at(lon, lat + 1, outlines) is None
