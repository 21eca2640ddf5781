"""What a draft would do: who moves from which class to which, counted and listed."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np

from khuang.care.risk.rules import sweep
from khuang.care.risk.rules.columns import KEY, Columns, Numbers
from khuang.care.risk.rules.policies import LEVELS, RANK, Policy

CLASSES = len(LEVELS)
# From class, to class -> people.
Matrix = list[list[int]]


@dataclass(frozen=True)
class Moves:
    """What changes when one policy takes the place of another.

    matrix      whole registry; `parts` the same for each village (id), sex and age band (code, "" unknown)
    by_hand     people whose class a person set: it stays
    open_before, open_after   people of whom too little is known for one class only
    people      ids, class before and after of everybody who moves, worst first
    """

    matrix: Matrix
    parts: Mapping[str, Mapping[str, Matrix]]
    by_hand: int
    open_before: int
    open_after: int
    people: Numbers
    before: Numbers
    after: Numbers

    @property
    def total(self) -> int:
        """How many people were judged."""
        return sum(map(sum, self.matrix))

    def listed(self, start: int, stop: int) -> list[tuple[UUID, str, str]]:
        """Give some of those who move: id, class before, class after."""
        rows = zip(self.people[start:stop], self.before[start:stop], self.after[start:stop], strict=True)
        return [(UUID(bytes=key.tobytes()), LEVELS[old], LEVELS[new]) for key, old, new in rows]


def moves(
    before: Policy,
    after: Policy,
    columns: Columns,
    on: date,
    *,
    by_hand: Mapping[bytes, str],
    bands: Mapping[str, tuple[int, int | None]],
) -> Moves:
    """Judge everybody by both policies on a day.

    by_hand  id -> class that a person set and that holds on that day
    bands    age band -> first and last age
    """
    old_bits, new_bits = (sweep.possible(policy, columns, on) for policy in (before, after))
    old, new = sweep.lowest(old_bits), sweep.lowest(new_bits)
    held = [at for at, key in enumerate(columns.keys) if key.tobytes() in by_hand] if by_hand else []
    old[held] = new[held] = [RANK[by_hand[columns.keys[at].tobytes()]] for at in held]
    moved = np.flatnonzero(old != new)
    order = moved[np.lexsort((old[moved], -new[moved].astype(int)))]
    return Moves(
        matrix=_matrix(old, new),
        parts={
            "village": _parted(old, new, columns.villages, ("", *columns.places)),
            "sex": _parted(old, new, *_sexes(columns)),
            "age": _parted(old, new, *_bands(columns, on, bands)),
        },
        by_hand=len(held),
        open_before=int((~sweep.is_settled(old_bits)).sum()),
        open_after=int((~sweep.is_settled(new_bits)).sum()),
        people=columns.keys[order],
        before=old[order],
        after=new[order],
    )


def _matrix(old: Numbers, new: Numbers) -> Matrix:
    counted = np.bincount(old.astype(int) * CLASSES + new, minlength=CLASSES**2)
    return [[int(one) for one in row] for row in counted.reshape(CLASSES, CLASSES)]


def _parted(old: Numbers, new: Numbers, which: Numbers, names: tuple[str, ...]) -> dict[str, Matrix]:
    size = CLASSES**2
    whole = which.astype(int) * size + old.astype(int) * CLASSES + new
    counted = np.bincount(whole, minlength=len(names) * size).reshape(len(names), CLASSES, CLASSES)
    return {
        name: [[int(one) for one in row] for row in matrix]
        for name, matrix in zip(names, counted, strict=True)
        if matrix.any()
    }


def _sexes(columns: Columns) -> tuple[Numbers, tuple[str, ...]]:
    if "sex" not in columns.facts:
        return np.zeros(len(columns), int), ("",)
    return columns.facts["sex"], ("", *map(str, columns.values["sex"]))


def _bands(
    columns: Columns, on: date, bands: Mapping[str, tuple[int, int | None]]
) -> tuple[Numbers, tuple[str, ...]]:
    """The band of each person, by the youngest age that their birth allows."""
    youngest, _ = sweep.ages(columns, on)
    starts = np.array([first for first, _ in bands.values()])
    return np.searchsorted(starts, youngest, side="right"), ("", *bands)


def packed(moves: Moves) -> bytes:
    """Write moves as bytes; `unpacked` reads them."""
    head = {
        "matrix": moves.matrix,
        "parts": moves.parts,
        "by_hand": moves.by_hand,
        "open": [moves.open_before, moves.open_after],
    }
    start = json.dumps(head).encode()
    people = moves.people.tobytes() + moves.before.tobytes() + moves.after.tobytes()
    return len(start).to_bytes(4, "big") + zlib.compress(start + people, 1)


def unpacked(content: bytes) -> Moves:
    """Read moves from bytes."""
    size, body = int.from_bytes(content[:4], "big"), zlib.decompress(content[4:])
    head, rest = json.loads(body[:size]), body[size:]
    count = len(rest) // (KEY.itemsize + 2)
    ranks = np.frombuffer(rest, np.uint8, offset=count * KEY.itemsize)
    return Moves(
        matrix=head["matrix"],
        parts=head["parts"],
        by_hand=head["by_hand"],
        open_before=head["open"][0],
        open_after=head["open"][1],
        people=np.frombuffer(rest, KEY, count),
        before=ranks[:count],
        after=ranks[count:],
    )
