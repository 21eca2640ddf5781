"""An invented crowd whose groups are known: people lean as their group does, and see some statements."""

from dataclasses import dataclass

import numpy as np

GROUPS, SEEN = 3, 0.08
# Drawn so many people at a time, or the draws would fill the memory that is measured.
SHARE = 10_000


@dataclass(frozen=True)
class Crowd:
    """Columns of votes, and the group of each person."""

    person: np.ndarray
    statement: np.ndarray
    value: np.ndarray
    group: np.ndarray


def crowd(people: int, statements: int, seed: int = 1) -> Crowd:
    """Draw a crowd; everybody votes on eight in a hundred statements."""
    chance = np.random.default_rng(seed)
    lean = chance.uniform(-1, 1, (GROUPS, statements))
    group = chance.integers(0, GROUPS, people)
    columns: list[list[np.ndarray]] = [[], [], []]
    for first in range(0, people, SHARE):
        here = group[first : first + SHARE]
        person, statement = np.nonzero(chance.random((len(here), statements)) < SEEN)
        says = lean[here[person], statement] + chance.normal(0, 0.7, len(person))
        value = np.where(says > 0.35, 1, np.where(says < -0.35, -1, 0))
        for column, more in zip(columns, (person + first, statement, value), strict=True):
            column.append(more.astype(np.int32))
    return Crowd(*map(np.concatenate, columns), group)
