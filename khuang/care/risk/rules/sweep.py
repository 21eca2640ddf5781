"""Judge many people by a policy at once, exactly as `classify` judges each of them.

Nothing is decided here in another way. People who know the same of a group of rules are
told apart from the others by sorting numbers, and what that knowledge means is asked once
of the very function that `classify` asks. What the groups add up to is kept as numbered states,
so that people who came to the same state go on together.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from khuang.care.risk.rules.clusters import Finding, finding
from khuang.care.risk.rules.columns import NOTHING, Columns, Numbers
from khuang.care.risk.rules.conditions import Value
from khuang.care.risk.rules.policies import AGE, LEVELS, Cell, Group, Policy
from khuang.care.risk.rules.reach import Cuts, Outcomes, Reach, classes, combined, outcome_of

# Up to this many different numbers are told apart by a table, more by sorting.
_TABLE = 1 << 22
_EPOCH = date(1970, 1, 1).toordinal()


def possible(policy: Policy, columns: Columns, on: date) -> Numbers:
    """Give the classes that each person could have, as bits, `none` lowest, as `Risk.could_be` names them.

    A birth after `on` counts as a birth on that day.
    """
    youngest, oldest = _ages(policy, columns, on)
    edges = np.array(policy.edges)
    first, last = (np.searchsorted(edges, ages, side="right") - 1 for ages in (youngest, oldest))
    buckets = _buckets(policy, columns)
    books: dict[Cuts, _Book] = {}
    found = np.zeros(len(columns), dtype=np.uint8)
    for at, cell in enumerate(policy.cells):
        rows = np.flatnonzero((first <= at) & (at <= last))
        if rows.size:
            book = books.setdefault(cell.band.cuts, _Book(cell.band.cuts))
            found[rows] |= _in_cell(cell, columns, rows, buckets, book)
    return found


def ages(columns: Columns, on: date) -> tuple[Numbers, Numbers]:
    """Least and greatest age in whole years on a day; -1 where the birth is not known."""
    days = (columns.born - _EPOCH).astype("datetime64[D]")
    years = days.astype("datetime64[Y]")
    months = days.astype("datetime64[M]")
    this_day = (months - years).astype(int) * 100 + (days - months).astype(int)
    later = this_day > (on.month - 1) * 100 + on.day - 1
    first, last = np.maximum(on.year - 1970 - years.astype(int) - later, 0)
    unknown = columns.born[0] == NOTHING
    return np.where(unknown, -1, last), np.where(unknown, -1, first)


def lowest(bits: Numbers) -> Numbers:
    """The class that is certain, as its rank: the lowest that is possible."""
    return np.array([0, *((number & -number).bit_length() - 1 for number in range(1, 16))], np.uint8)[bits]


def is_settled(bits: Numbers) -> Numbers:
    """Whether only one class is possible."""
    return np.array([number.bit_count() == 1 for number in range(1 << len(LEVELS))])[bits]


def _ages(policy: Policy, columns: Columns, on: date) -> tuple[Numbers, Numbers]:
    """The ages between which somebody is; without a birth the age that was told, else any."""
    youngest, oldest = ages(columns, on)
    told = _told_age(columns)
    unknown = youngest < 0
    low = np.where(unknown, np.where(told < 0, policy.edges[0], told), youngest)
    return low, np.where(unknown, np.where(told < 0, policy.edges[-1], told), oldest)


def _told_age(columns: Columns) -> Numbers:
    if AGE not in columns.facts:
        return np.full(len(columns), -1)
    return np.array([-1, *map(int, columns.values[AGE])])[columns.facts[AGE]]


def _buckets(policy: Policy, columns: Columns) -> Mapping[str, Numbers]:
    """For numbers with many values: each -> the first one that no condition tells apart from it."""
    wide = [code for code in columns.facts if not policy.catalogue.facts[code].domain]
    return {code: _alike(sorted(policy.constants.get(code, ())), columns.values[code]) for code in wide}


def _alike(edges: Sequence[Value], values: tuple[Value, ...]) -> Numbers:
    first: dict[tuple[int, bool], int] = {}
    stands = [0]
    for number, value in enumerate(values, 1):
        at = bisect_left(edges, value)
        stands.append(first.setdefault((at, at < len(edges) and edges[at] == value), number))
    return np.array(stands)


def _in_cell(
    cell: Cell, columns: Columns, rows: Numbers, buckets: Mapping[str, Numbers], book: "_Book"
) -> Numbers:
    states = np.full(rows.size, book.start(*outcome_of(cell.decided)))
    for group in cell.groups:
        knowledge = _knowledge(group, columns, rows, buckets)
        which, examples = _apart(knowledge, rows.size)
        findings = [_finding(group, columns, knowledge, at) for at in examples]
        states = book.after(states, which, findings)
    return book.classes(states)


def _knowledge(
    group: Group, columns: Columns, rows: Numbers, buckets: Mapping[str, Numbers]
) -> dict[str, Numbers]:
    """What some people know of a group's facts, and of the items of sums that are still open."""
    known = {code: columns.facts[code][rows] for code in group.codes if code in columns.facts}
    for code in known.keys() & buckets.keys():
        known[code] = buckets[code][known[code]]
    for instrument in group.instruments:
        is_open = known[instrument.score_code] == 0 if instrument.score_code in known else None
        for code in instrument.codes:
            if code in columns.facts and code not in known:
                numbers = columns.facts[code][rows]
                known[code] = numbers if is_open is None else numbers * is_open
    return {code: numbers for code, numbers in known.items() if numbers.any()}


def _apart(knowledge: Mapping[str, Numbers], people: int) -> tuple[Numbers, Numbers]:
    """Tell people apart: number of each one's knowledge, and for each number somebody who has it."""
    whole, ways = np.zeros(people, dtype=np.int64), 1
    for numbers in knowledge.values():
        size = int(numbers.max()) + 1
        if ways * size > _TABLE:
            whole, examples = _distinct(whole, ways)
            ways = len(examples)
        whole, ways = whole * size + numbers, ways * size
    return _distinct(whole, ways)


def _distinct(numbers: Numbers, ways: int) -> tuple[Numbers, Numbers]:
    """Number what is different from 0 on, and give the place of one example of each."""
    if ways > max(_TABLE, 8 * numbers.size):
        _, examples, which = np.unique(numbers, return_index=True, return_inverse=True)
        return which, examples
    somebody = np.full(ways, -1)
    somebody[numbers] = np.arange(numbers.size)
    met = np.flatnonzero(somebody >= 0)
    rank = np.empty(ways, dtype=np.int64)
    rank[met] = np.arange(met.size)
    return rank[numbers], somebody[met]


def _finding(group: Group, columns: Columns, knowledge: Mapping[str, Numbers], at: int) -> Finding:
    """Ask what one person's knowledge means; the key is as `clusters.group_key` makes it."""

    def value(code: str) -> Value | None:
        number = knowledge[code][at] if code in knowledge else 0
        return columns.values[code][number - 1] if number else None

    key = [value(code) for code in group.codes]
    for instrument in group.instruments:
        if value(instrument.score_code) is None:
            key += [value(code) for code in instrument.codes]
    return finding(group, tuple(key))


# Points and floor that are certain, and what the undecided rules may add.
_Step = tuple[int, int, tuple[Outcomes, ...]]


class _Book:
    """The states that people of an age band can come to, numbered as they are met.

    A state is what is reachable, as `reach` keeps it, without what makes no difference to
    any class: sums above the highest cut, and sums under a floor that is the highest class.
    """

    def __init__(self, cuts: Cuts) -> None:
        self.cuts = cuts
        self.reaches: list[Reach] = []
        self.number: dict[Reach, int] = {}
        self.followed: dict[tuple[int, _Step], int] = {}

    def start(self, points: int, floor: int) -> int:
        """Give the state of who has certain points and a floor."""
        return self._numbered(combined((1, 0, 0, 0), ((points, floor),)))

    def after(self, states: Numbers, which: Numbers, findings: Sequence[Finding]) -> Numbers:
        """Give the states after each person's finding."""
        steps = [
            (one.points, one.floor, tuple(sorted(part.outcomes for part in one.parts))) for one in findings
        ]
        pairs, examples = _distinct(states * len(steps) + which, len(self.reaches) * len(steps))
        told = zip(states[examples].tolist(), which[examples].tolist(), strict=True)
        return np.array([self._next(state, steps[at]) for state, at in told], dtype=np.int64)[pairs]

    def classes(self, states: Numbers) -> Numbers:
        """Give the classes that each state leaves possible, as bits."""
        return np.array([classes(reach, self.cuts) for reach in self.reaches], dtype=np.uint8)[states]

    def _next(self, state: int, step: _Step) -> int:
        if (state, step) not in self.followed:
            points, floor, parts = step
            reach = combined(self.reaches[state], ((points, floor),))
            for outcomes in parts:
                reach = combined(reach, outcomes)
            self.followed[state, step] = self._numbered(reach)
        return self.followed[state, step]

    def _numbered(self, reach: Reach) -> int:
        reach = self._told_apart(reach)
        if reach not in self.number:
            self.number[reach] = len(self.reaches)
            self.reaches.append(reach)
        return self.number[reach]

    def _told_apart(self, reach: Reach) -> Reach:
        top = self.cuts[2]
        below = (1 << top) - 1
        is_high = any(mask >> top for mask in reach) or reach[3] != 0
        return reach[0] & below, reach[1] & below, reach[2] & below, int(is_high)
