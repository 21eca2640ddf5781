"""Votes to try the patterns with: invented crowds, and a public conversation of Polis."""

import csv
from pathlib import Path

import numpy as np

from khuang.civic.forum.rules.patterns import votes_of

_POLIS = Path(__file__).parent / "polis"
CONVERSATIONS = tuple(sorted(path.stem for path in _POLIS.glob("*.csv")))


def columns(rows):
    """Three columns of votes from rows, "." for what somebody has not seen: +, -, 0."""
    cells = [
        (person, statement, "-0+".index(mark) - 1)
        for person, row in enumerate(rows)
        for statement, mark in enumerate(row)
        if mark != "."
    ]
    return tuple(np.array(column, np.int64) for column in zip(*cells, strict=True))


def votes(rows):
    return votes_of(*columns(rows), max(map(len, rows)))


def planted(people, statements, *, groups=3, seen=0.5, seed=1, noise=0.4):
    """Columns of votes of people who lean as their group does, and the group of each."""
    chance = np.random.default_rng(seed)
    lean = chance.choice([-1.0, 1.0], (groups, statements))
    of = np.arange(people) % groups
    person, statement = np.nonzero(chance.random((people, statements)) < seen)
    says = lean[of[person], statement] + chance.normal(0, noise, len(person))
    value = np.where(says > 0.3, 1, np.where(says < -0.3, -1, 0))
    return person, statement, value, of


def of_polis(name="brexit-consensus"):
    """A public conversation: its votes, and for each of their rows the group that Polis found, or -1."""
    with (_POLIS / f"{name}.csv").open() as file:
        rows = list(csv.DictReader(file))
    numbers = [column for column in rows[0] if column.isdigit()]
    marks = {"1": "+", "-1": "-", "0": "0", "": "."}
    found = votes([[marks[row[number]] for number in numbers] for row in rows])
    group = np.array([int(row["group-id"] or -1) for row in rows])
    return found, group[found.who]
