import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.lib import coordinates
from khuang.lib.coordinates import NotAPlace, Place, read_geopoint

LONS = st.floats(98.5, 101)
LATS = st.floats(14, 19.5)


def test_a_phone_reading_is_latitude_first():
    assert read_geopoint("18.5 99.5 310.2 6.4") == Place(99.5, 18.5, 6.4, was_swapped=False)


def test_an_accuracy_that_was_not_told_is_unknown():
    assert read_geopoint("18.5 99.5").accuracy_m is None
    assert read_geopoint("18.5 99.5 0 0").accuracy_m is None


@given(LONS, LATS)
def test_swapped_axes_are_put_right_and_noted(lon, lat):
    right, swapped = (
        read_geopoint(f"{lat!r} {lon!r} 0 5"),
        read_geopoint(f"{lon!r} {lat!r} 0 5"),
    )
    assert (right.lon, right.lat) == (swapped.lon, swapped.lat) == (lon, lat)
    assert swapped.was_swapped and not right.was_swapped


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unreadable"),
        ("18.5", "unreadable"),
        ("north east", "unreadable"),
        ("nan 99.5", "unreadable"),
        ("0 0 0 0", "outside"),
        ("51.5 -0.1 0 5", "outside"),
        ("10.0 101.5 0 5", "sea"),
        ("7.0 97.6 0 5", "sea"),
        ("101.5 10.0 0 5", "sea"),
    ],
)
def test_what_is_no_place_says_why(text, code):
    with pytest.raises(NotAPlace) as problem:
        read_geopoint(text)
    assert problem.value.code == code


@pytest.mark.parametrize(
    ("island", "lat", "lon"),
    [
        ("Koh Samui", 9.51, 100.05),
        ("Koh Tao", 10.09, 99.83),
        ("Koh Kut", 11.67, 102.55),
        ("Koh Samet", 12.57, 101.45),
        ("Koh Si Chang", 13.15, 100.81),
        ("Koh Lipe", 6.49, 99.30),
        ("Phuket", 7.89, 98.30),
        ("Koh Yao Yai", 8.00, 98.58),
        ("Bangkok", 13.75, 100.50),
        ("Pattani", 6.95, 101.30),
    ],
)
def test_islands_and_coasts_are_land(island, lat, lon):
    assert not coordinates.in_open_sea(lon, lat), island


@given(LONS, LATS)
def test_a_cell_holds_its_point(lon, lat):
    x, y = coordinates.coarse_cell(lon, lat)
    assert x / 100 <= lon + 1e-9 and lon - 1e-9 <= (x + 1) / 100
    assert y / 100 <= lat + 1e-9 and lat - 1e-9 <= (y + 1) / 100


def test_a_hundredth_of_a_degree_is_about_a_kilometre():
    assert 1_090 < coordinates.metres_between(99.5, 18.5, 99.5, 18.51) < 1_120
    assert 1_040 < coordinates.metres_between(99.5, 18.5, 99.51, 18.5) < 1_070
