"""Every place in the menu of the staff, on a phone and on a desk, as each of them finds it on a new day."""

import pytest

from conftest import make_cast, make_municipality
from tests.journeys.conftest import let_in, sign_in


@pytest.fixture
def cast(site):
    """The cast, each able to sign in with the same password."""
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.mali, cast.anan, cast.nok)
    return cast


@pytest.mark.parametrize("name", ["mali", "anan"])
@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_every_place_of_the_menu_is_fit_for_use(visit, cast, name, width, language):
    reader = visit(width=width, language=language)
    places = sign_in(reader, getattr(cast, name))
    assert len(places) >= 5
    for place in places:
        page = reader.open(place)
        assert page.locator(".kh-footer [aria-current]").count() == 1, place
        reader.fit()


def test_a_thumb_reaches_four_places(visit, cast):
    reader = visit(width=360)
    sign_in(reader, cast.nok)
    bar = reader.page.locator(".kh-bar a")
    assert 2 <= bar.count() <= 4
    assert bar.last.get_attribute("href") == "#menu"
    for box in (one.bounding_box() for one in bar.all()):
        assert box["height"] >= 48
        assert box["y"] + box["height"] <= 800
