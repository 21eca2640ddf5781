"""Votes as sorted columns, the same whatever order they came in and whoever was counted first."""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Mask = NDArray[np.bool_]

AGREE, DISAGREE, PASS = 1, -1, 0


class TwoVotes(ValueError):
    """One participant voted twice on one statement, and differently."""


@dataclass(frozen=True)
class Votes:
    """Who voted what, a row for each participant who voted, in an order that only the votes decide.

    starts      where each row begins in `statement` and `value`; one longer than there are rows
    statement   indices of statements, rising within a row
    value       1 agree, -1 disagree, 0 pass
    who         for each row, the participant's index as it was given
    statements  how many statements there are, with or without votes
    """

    starts: Whole
    statement: NDArray[np.int32]
    value: NDArray[np.int8]
    who: Whole
    statements: int

    @property
    def people(self) -> int:
        return len(self.who)

    @property
    def lengths(self) -> Whole:
        """How many votes each row has."""
        return np.diff(self.starts)

    @property
    def rows(self) -> Whole:
        """The row of each vote."""
        return np.repeat(np.arange(self.people), self.lengths)

    @property
    def hash(self) -> str:
        """A print of the votes alone: whoever has them in any order can check it.

        SHA-256 of the number of statements, then of each row's length, of the statements and of the
        values, little-endian as 8, 8, 4 and 1 bytes.
        """
        printed = hashlib.sha256(np.int64(self.statements).tobytes())
        for column in (self.lengths, self.statement, self.value):
            printed.update(np.ascontiguousarray(column).tobytes())
        return printed.hexdigest()

    def counts(self, rows: Mask | None = None) -> "Counts":
        """Count the votes on each statement, of some rows or of all."""
        kept = slice(None) if rows is None else np.repeat(rows, self.lengths)
        statement, value = self.statement[kept], self.value[kept]
        agree, disagree, seen = (
            np.bincount(statement[chosen], minlength=self.statements)
            for chosen in (value == AGREE, value == DISAGREE, slice(None))
        )
        return Counts(agree, disagree, seen)

    def only(self, rows: Mask) -> "Votes":
        """Keep some rows, in their order."""
        kept = np.repeat(rows, self.lengths)
        return self._kept(kept, rows)

    def thinned(self, turn: int, parts: int = 10) -> "Votes":
        """Leave out one vote in `parts`, chosen by the place of each vote and the turn."""
        place = self.rows * self.statements + self.statement + turn * 0x51ED270B
        kept = _mixed(place.astype(np.uint64)) % np.uint64(parts) != 0
        return self._kept(kept, np.ones(self.people, bool))

    def _kept(self, kept: Mask, rows: Mask) -> "Votes":
        lengths = np.bincount(self.rows[kept], minlength=self.people)[rows]
        return Votes(
            _starts(lengths), self.statement[kept], self.value[kept], self.who[rows], self.statements
        )


@dataclass(frozen=True)
class Counts:
    """Votes on each statement: `seen` counts passes too."""

    agree: Whole
    disagree: Whole
    seen: Whole

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.agree + other.agree, self.disagree + other.disagree, self.seen + other.seen)

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(self.agree - other.agree, self.disagree - other.disagree, self.seen - other.seen)


def votes_of(participant: Whole, statement: Whole, value: Whole, statements: int) -> Votes:
    """Bring votes, given in any order, into theirs.

    The same vote given twice counts once. Raises TwoVotes when two differ.
    """
    # One number for each vote, so that one sort brings all of them in order.
    packed = np.sort((np.asarray(participant, np.int64) * statements + statement) * 3 + value + 1)
    packed = packed[np.diff(packed, prepend=-1) != 0]
    cell, value = np.divmod(packed, 3)
    if (cell[1:] == cell[:-1]).any():
        raise TwoVotes
    participant, statement = np.divmod(cell, max(statements, 1))
    firsts = np.flatnonzero(np.diff(participant, prepend=-1))
    lengths = np.diff(firsts, append=len(packed))
    order = _order(statement * 3 + value, firsts)
    ordered = lengths[order]
    starts = _starts(ordered)
    places = np.repeat(firsts[order] - starts[:-1], ordered) + np.arange(len(packed))
    return Votes(
        starts,
        statement[places].astype(np.int32),
        (value[places] - 1).astype(np.int8),
        participant[firsts[order]],
        statements,
    )


def _order(answers: Whole, firsts: Whole) -> Whole:
    """Order rows by what they hold; rows that hold the same may stand in any order."""
    if not len(firsts):
        return firsts
    sums = [
        np.add.reduceat(_mixed(answers.astype(np.uint64) + np.uint64(salt)), firsts) for salt in (0, 1 << 40)
    ]
    return np.lexsort(sums)


def _starts(lengths: Whole) -> Whole:
    return np.concatenate(([0], np.cumsum(lengths)))


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter whole numbers evenly, each always to the same place (the last steps of SplitMix64)."""
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
