"""The map of opinions as shapes of an SVG: a dot for each cell, another shape for each group."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from khuang.civic.forum.rules.patterns.kept import CELLS

# Room is left above for the letters of the groups.
CELL, EDGE, ABOVE = 20, 20, 52
WIDTH = CELLS * CELL + 2 * EDGE
# Corners of each group's shape; 0 is a circle. Colours keep 4.5:1 to white, and shapes tell them apart too.
CORNERS = (0, 4, 3, 5, 6)
COLOURS = ("#1f5f5b", "#9a3412", "#5b21b6", "#7a5200", "#1e3a8a")
LETTERS = "ABCDE"


@dataclass(frozen=True)
class Mark:
    """A shape: its outline, its colour, the letter of its group."""

    path: str
    colour: str
    letter: str


@dataclass(frozen=True)
class Map:
    """Marks in a box of width by height, and where the letter of each group stands."""

    height: int
    marks: list[Mark]
    letters: list[tuple[str, int, int]]
    width: int = WIDTH


def draw(dots: Iterable[Iterable[int]]) -> Map | None:
    """Draw (column, row, group, people) of each cell; None where there is nothing to draw."""
    cells = [tuple(dot) for dot in dots]
    if not cells:
        return None
    marks = [
        Mark(
            _shape(*_middle(column, row), sqrt(people) * 2 + 3, CORNERS[group]),
            COLOURS[group],
            LETTERS[group],
        )
        for column, row, group, people in cells
    ]
    letters = [_letter(group, cells) for group in sorted({cell[2] for cell in cells})]
    return Map((max(cell[1] for cell in cells) + 1) * CELL + ABOVE + EDGE, marks, letters)


def _letter(group: int, cells: list[tuple[int, ...]]) -> tuple[str, int, int]:
    """Put a group's letter above the highest of its cells that is nearest to its middle."""
    own = [cell for cell in cells if cell[2] == group]
    middle = sum(cell[0] * cell[3] for cell in own) / sum(cell[3] for cell in own)
    column, row = min(((cell[0], cell[1]) for cell in own), key=lambda at: (abs(at[0] - middle) // 3, at[1]))
    x, y = _middle(column, row)
    return LETTERS[group], round(x), round(y) - CELL


def key(group: int) -> Mark:
    """Draw the mark of a group for a key, in a box of 24 by 24."""
    return Mark(_shape(12, 12, 10, CORNERS[group]), COLOURS[group], LETTERS[group])


def _middle(column: float, row: float) -> tuple[float, float]:
    return EDGE + (column + 0.5) * CELL, ABOVE + (row + 0.5) * CELL


def _shape(x: float, y: float, size: float, corners: int) -> str:
    size = min(size, CELL * 0.75)
    if not corners:
        half = f"a{size:.1f} {size:.1f} 0 1 0"
        return f"M{x - size:.1f} {y:.1f}{half} {2 * size:.1f} 0{half} {-2 * size:.1f} 0Z"
    turn = -pi / 2 + (pi / 4 if corners == 4 else 0)
    points = [turn + 2 * pi * corner / corners for corner in range(corners)]
    return "M" + "L".join(f"{x + size * cos(at):.1f} {y + size * sin(at):.1f}" for at in points) + "Z"
