"""Counts by sex and age as the public may read them: small ones hidden, and not to be reckoned back."""

from collections.abc import Mapping

Cells = Mapping[tuple[str, str], int]


def hidden(cells: Cells, fewest: int) -> set[tuple[str, str]]:
    """Give the cells (row, column) that stay hidden when the sums of rows and columns are shown too.

    A cell below `fewest` is hidden, none among them: whoever knows that nobody of an age came would
    else know the others. In each line what is hidden adds up to `fewest` or more and is two cells or
    more, so that no line gives one of them away; the smallest that is left is hidden beside it.
    """
    closed = {cell for cell, number in cells.items() if 0 < number < fewest}
    lines = [[cell for cell in cells if cell[place] == name] for place, name in _names(cells)]
    while added := next((one for line in lines if (one := _beside(line, closed, cells, fewest))), None):
        closed.add(added)
    return closed


def _names(cells: Cells) -> list[tuple[int, str]]:
    return [(place, name) for place in (0, 1) for name in sorted({cell[place] for cell in cells})]


def _beside(
    line: list[tuple[str, str]], closed: set[tuple[str, str]], cells: Cells, fewest: int
) -> tuple[str, str] | None:
    """Give the cell of a line that must be hidden too, if one must and there is one."""
    inside = [cell for cell in line if cell in closed]
    is_safe = not inside or (len(inside) > 1 and sum(cells[cell] for cell in inside) >= fewest)
    left = [cell for cell in line if cell not in closed]
    if is_safe or not left:
        return None
    # A cell that holds somebody covers better than an empty one.
    return min(left, key=lambda cell: (cells[cell] == 0, cells[cell], cell))
