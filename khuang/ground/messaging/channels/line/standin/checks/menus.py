"""Rich menus: tiles under a chat, and their picture."""

import io
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

from khuang.ground.messaging.channels.line.standin.answers import Fault, Refused
from khuang.ground.messaging.channels.line.standin.checks import fields
from khuang.ground.messaging.channels.line.standin.checks.actions import action

WIDTH, LEAST_HEIGHT, LEAST_RATIO = (800, 2500), 250, 1.45
MOST_AREAS = 20
LARGEST_PICTURE = 1_000_000  # bytes
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}


def menu(body: dict) -> Iterator[Fault]:
    """A menu with its areas, which lie inside it."""
    yield from fields.text(body, "name", 300, "")
    yield from fields.text(body, "chatBarText", 14, "")
    if not isinstance(body.get("selected"), bool):
        yield Fault("selected", "Must be specified")
    width, height = _size(body)
    if not (WIDTH[0] <= width <= WIDTH[1] and height >= LEAST_HEIGHT and width / height >= LEAST_RATIO):
        yield Fault("size", "invalid property")
    yield from fields.size(body, "areas", 0, MOST_AREAS, "")
    for number, area in enumerate(fields.listed(body, "areas")):
        yield from _area(area, f"areas[{number}]", width, height)


def _area(area: dict, at: str, width: float, height: float) -> Iterator[Fault]:
    bounds = area.get("bounds")
    if not isinstance(bounds, dict):
        yield Fault(f"{at}.bounds", "Must be specified")
        return
    for start, extent, most in (("x", "width", width), ("y", "height", height)):
        yield from fields.number(bounds, start, 0, most, f"{at}.bounds")
        yield from fields.number(bounds, extent, 0, most, f"{at}.bounds")
    yield from action(area.get("action"), f"{at}.action", label=20, named=False)


def _size(body: dict) -> tuple[float, float]:
    given = body.get("size")
    if not isinstance(given, dict):
        return 0, 1
    width, height = given.get("width"), given.get("height")
    whole = isinstance(width, int) and isinstance(height, int) and height > 0
    return (width, height) if whole else (0, 1)


def check_picture(body: dict, picture: bytes, kind: str) -> None:
    """Raise Refused unless the picture is a PNG or JPEG as large as its menu and not too heavy."""
    if kind not in FORMATS:
        raise Refused(415, "Unsupported media type")
    if not picture or len(picture) > LARGEST_PICTURE:
        raise Refused(413 if picture else 400, "The image is empty or larger than 1 MB")
    try:
        with Image.open(io.BytesIO(picture), formats=[FORMATS[kind]]) as opened:
            found = opened.size
    except UnidentifiedImageError:
        raise Refused(400, "The image could not be read") from None
    if found != _size(body):
        raise Refused(400, "The image's size is not that of the rich menu")
