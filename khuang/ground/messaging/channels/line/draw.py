"""Draw the pictures of the rich menus: python -m khuang.ground.messaging.channels.line.draw

From our own fonts; Pillow shapes Thai with HarfBuzz, so tone marks stand where they belong. The
pictures are kept beside the code; a test draws them anew and compares.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import khuang.ui
from khuang.ground.messaging.channels.line.menus import HEIGHT, LANGUAGES, PICTURES, TILES, WIDTH

FONTS = Path(khuang.ui.__file__).parent / "static" / "ui" / "built"
SCRIPTS = {"th": "thai", "en": "latin"}
FINER = 2  # drawn so many times larger, then made smaller: smooth edges
GAP, ROUND = 24, 70  # pixels between tiles, and of their corners
PAPER = "#f3e9da"
# The colours of our pages; each tile also has a shape and words of its own.
COLOURS = {"well": "#1d5636", "help": "#96191c", "speak": "#1f2f63", "call": "#6b4226"}
LETTERS, WIDEST = 184, 1060  # pixels: as large as this, unless the words would be wider than that
SIGN = 150  # half the size of a sign, in pixels

Pen = ImageDraw.ImageDraw
Point = tuple[float, float]


def draw(language: str) -> Image.Image:
    """Draw the menu of one language."""
    picture = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), PAPER)
    pen = ImageDraw.Draw(picture)
    for number, (verb, words) in enumerate(TILES.items()):
        row, column = divmod(number, 2)
        left, top = column * WIDTH // 2 * FINER, row * HEIGHT // 2 * FINER
        _tile(pen, verb, _Words(words[language], language), (left, top))
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def save(folder: Path = PICTURES) -> None:
    """Write all pictures; few colours, so that they stay far below LINE's megabyte."""
    for language in LANGUAGES:
        few = draw(language).quantize(64, dither=Image.Dither.NONE)
        few.save(folder / f"menu-{language}.png", optimize=True)


@dataclass(frozen=True)
class _Words:
    text: str
    language: str

    def font(self) -> ImageFont.FreeTypeFont:
        large = self._font(LETTERS)
        width = large.getlength(self.text) / FINER
        return large if width <= WIDEST else self._font(int(LETTERS * WIDEST / width))

    def _font(self, letters: int) -> ImageFont.FreeTypeFont:
        file = FONTS / f"looped-{SCRIPTS[self.language]}-700.woff2"
        return ImageFont.truetype(file, letters * FINER, layout_engine=ImageFont.Layout.RAQM)


def _tile(pen: Pen, verb: str, words: _Words, corner: Point) -> None:
    (left, top), gap = corner, GAP * FINER
    right, bottom = left + WIDTH // 2 * FINER - gap, top + HEIGHT // 2 * FINER - gap
    pen.rounded_rectangle((left + gap, top + gap, right, bottom), ROUND * FINER, fill=COLOURS[verb])
    middle = (left + right + gap) / 2
    SIGNS[verb](pen, (middle, top + 315 * FINER), COLOURS[verb])
    # By its line, not its ink: so words with and without marks above stand level.
    pen.text((middle, top + 690 * FINER), words.text, font=words.font(), fill="white", anchor="ms")


def _face(pen: Pen, at: Point, ground: str) -> None:
    """A face that smiles: I am well."""
    _disc(pen, at, SIGN, "white")
    for side in (-1, 1):
        _disc(pen, _off(at, side * 55, -40), 20, ground)
    box = (*_off(at, -85, -75), *_off(at, 85, 95))
    pen.arc(box, 25, 155, fill=ground, width=22 * FINER)


def _warning(pen: Pen, at: Point, ground: str) -> None:
    """An exclamation mark in a triangle: help."""
    corners = [_off(at, 0, -SIGN), _off(at, SIGN * 1.12, SIGN * 0.85), _off(at, -SIGN * 1.12, SIGN * 0.85)]
    pen.polygon(corners, fill="white")
    pen.line([*corners, corners[0], corners[1]], fill="white", width=36 * FINER, joint="curve")
    pen.rounded_rectangle((*_off(at, -17, -70), *_off(at, 17, 45)), 17 * FINER, fill=ground)
    _disc(pen, _off(at, 0, 88), 21, ground)


def _microphone(pen: Pen, at: Point, ground: str) -> None:
    """A microphone: speak."""
    pen.rounded_rectangle((*_off(at, -58, -SIGN), *_off(at, 58, 40)), 58 * FINER, fill="white")
    pen.arc((*_off(at, -105, -95), *_off(at, 105, 90)), 0, 180, fill="white", width=24 * FINER)
    pen.line((*_off(at, 0, 80), *_off(at, 0, SIGN)), fill="white", width=24 * FINER)
    pen.rounded_rectangle((*_off(at, -75, SIGN - 14), *_off(at, 75, SIGN + 12)), 13 * FINER, fill="white")


def _telephone(pen: Pen, at: Point, ground: str) -> None:
    """The handset of a telephone: call."""
    pen.arc((*_off(at, -150, -60), *_off(at, 150, 240)), 200, 340, fill="white", width=64 * FINER)
    for side in (-1, 1):
        pen.rounded_rectangle(
            (*_off(at, side * 128 - 52, 10), *_off(at, side * 128 + 52, 105)), 26 * FINER, fill="white"
        )
    for reach in (70, 120):
        box = (*_off(at, -reach, -60 - reach), *_off(at, reach, -60 + reach))
        pen.arc(box, 225, 315, fill="white", width=20 * FINER)


SIGNS: dict[str, Callable[[Pen, Point, str], None]] = {
    "well": _face,
    "help": _warning,
    "speak": _microphone,
    "call": _telephone,
}


def _off(at: Point, right: float, down: float) -> Point:
    return at[0] + right * FINER, at[1] + down * FINER


def _disc(pen: Pen, at: Point, radius: float, colour: str) -> None:
    pen.ellipse((*_off(at, -radius, -radius), *_off(at, radius, radius)), fill=colour)


if __name__ == "__main__":
    save()
