"""How homes are gathered on the map."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.desk.rules import CLOSE, FEW, Home, NotAView, gather, is_in, read_view

LEVELS = st.sampled_from(["high", "medium", "low", "none", "unassessed"])
HOMES = st.lists(
    st.builds(Home, st.uuids(), st.just("1"), st.floats(99.30, 99.40), st.floats(18.10, 18.20), LEVELS),
    max_size=200,
)


def home(lon, lat, level="low"):
    return Home(uuid4(), "1", lon, lat, level)


@given(HOMES, st.integers(0, 19))
def test_no_home_is_lost_and_none_counted_twice(homes, zoom):
    clusters, alone = gather(homes, zoom)
    assert sum(cluster.count for cluster in clusters) + len(alone) == len(homes)
    assert all(sum(cluster.levels.values()) == cluster.count > 1 for cluster in clusters)


@given(HOMES)
def test_close_by_every_home_stands_alone(homes):
    assert gather(homes, CLOSE) == ([], homes)


def test_far_away_neighbours_become_one_with_their_classes():
    homes = [home(99.35, 18.15, "high")] + [home(99.3501, 18.1501) for _ in range(FEW)]
    clusters, alone = gather(homes, 10)
    assert alone == []
    assert [(cluster.count, cluster.levels) for cluster in clusters] == [(FEW + 1, {"high": 1, "low": FEW})]


def test_a_view_is_read_and_its_zoom_kept_in_bounds():
    view = read_view("99.1,18.1,99.2,18.2", "40")
    assert view.zoom == 19
    assert read_view("99.1,18.1,99.2,18.2", "12.5").zoom == 12
    assert is_in(view, 99.15, 18.15)
    assert not is_in(view, 99.25, 18.15)


@pytest.mark.parametrize(
    ("bbox", "zoom"),
    [
        ("", "3"),
        ("1,2,3", "3"),
        ("a,b,c,d", "3"),
        ("99,18,98,19", "3"),
        ("1,2,3,4", "x"),
        ("nan,0,1,1", "3"),
        ("1,2,3,4", "inf"),
    ],
)
def test_a_view_that_makes_no_sense_is_refused(bbox, zoom):
    with pytest.raises(NotAView):
        read_view(bbox, zoom)
