"""Who got nothing: voters none of whose options is funded, by what they said of themselves.

A blank ballot asked for nothing and is not among them. In public a group is shown only when it is large,
and never so that a small one can be found by taking the others from the whole.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from khuang.lib.demographics import AGE_BANDS, SEXES

SMALL = 10  # voters; a smaller group is not shown in public
ROUNDED = 5  # percent; in public a share is rounded to this

# By what, then group ("" not said), then [without, all].
Table = dict[str, dict[str, list[int]]]


@dataclass(frozen=True)
class Voter:
    """One ballot: the numbers that it supports, and how the voter said to be. village: its code."""

    supports: frozenset[int]
    sex: str = ""
    age_band: str = ""
    village: str = ""


def without(voters: Iterable[Voter], funded: Collection[int]) -> Table:
    """Count who got nothing: all, by sex, age band and village."""
    chosen = frozenset(funded)
    all_of, bare = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for voter in voters:
        if not voter.supports:
            continue
        groups = [("all", ""), ("sex", voter.sex), ("age", voter.age_band), ("village", voter.village)]
        all_of.update(groups)
        if not voter.supports & chosen:
            bare.update(groups)
    table: Table = {"all": {"": [bare["all", ""], all_of["all", ""]]}}
    for by, order in (("sex", (*SEXES, "")), ("age", (*AGE_BANDS, "")), ("village", None)):
        found = {group for kind, group in all_of if kind == by}
        named = sorted(found, key=lambda code: (code == "", code)) if order is None else order
        table[by] = {group: [bare[by, group], all_of[by, group]] for group in named if group in found}
    return table


def safe(table: Table) -> dict[str, dict[str, int | None]]:
    """Give rounded percent for the public, none for groups that are not shown.

    Where one group is too small, the next smallest is kept back too, so that it cannot be reckoned.
    """
    return {by: _safe(groups) for by, groups in table.items()}


def _safe(groups: Mapping[str, Sequence[int]]) -> dict[str, int | None]:
    sizes = sorted(groups, key=lambda group: groups[group][1])
    hidden = {group for group in sizes if groups[group][1] < SMALL}
    if len(hidden) == 1:
        hidden |= set(sizes[:2])
    return {group: None if group in hidden else _percent(*groups[group]) for group in groups}


def _percent(bare: int, of: int) -> int:
    return round(bare * 100 / of / ROUNDED) * ROUNDED
