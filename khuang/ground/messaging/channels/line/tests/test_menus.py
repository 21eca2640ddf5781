"""The menus: four large tiles, the right picture, and Thai whose marks stand where they belong."""

import io

import pytest
from linebot.v3 import messaging as sdk
from PIL import Image, ImageChops, features

from khuang.ground.messaging.channels.line import draw, menus
from khuang.ground.messaging.channels.line.standin.checks import menus as checks


@pytest.mark.parametrize("language", menus.LANGUAGES)
def test_a_menu_is_one_that_line_takes(language):
    made = menus.menu(language)
    assert list(checks.menu(made)) == []
    checks.check_picture(made, menus.picture(language), "image/png")
    read = sdk.RichMenuRequest.from_dict(made)
    assert [area.action.data for area in read.areas] == [f"v1|{verb}|menu" for verb in menus.TILES]
    assert read.areas[2].action.input_option == "openVoice"


@pytest.mark.parametrize("language", menus.LANGUAGES)
def test_the_tiles_fill_the_menu_without_overlap(language):
    areas = [area["bounds"] for area in menus.menu(language)["areas"]]
    assert sum(area["width"] * area["height"] for area in areas) == menus.WIDTH * menus.HEIGHT
    assert {(area["x"], area["y"]) for area in areas} == {(0, 0), (1250, 0), (0, 843), (1250, 843)}


@pytest.mark.parametrize("language", menus.LANGUAGES)
def test_the_pictures_that_ship_are_those_that_the_command_draws(language):
    kept = Image.open(io.BytesIO(menus.picture(language))).convert("RGB")
    apart = ImageChops.difference(kept, draw.draw(language)).convert("L")
    # Another version of a library may smooth an edge otherwise; a word that moved is far more.
    assert sum(apart.histogram()[48:]) < 0.002 * menus.WIDTH * menus.HEIGHT


def test_thai_is_shaped_and_not_only_put_side_by_side():
    assert features.check("raqm")
    font = draw._Words("ที่", "th").font()
    # Mark above mark: the second one stands higher than it does alone, so the word is taller.
    assert _height(font, "ที่") > max(_height(font, "ที"), _height(font, "ท่"))


def _height(font, text):
    _left, top, _right, bottom = font.getbbox(text)
    return bottom - top
