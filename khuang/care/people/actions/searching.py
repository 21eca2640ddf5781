"""Search the whole registry for pairs that may be one person: long work, in memory and piece by piece."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.core.exceptions import PermissionDenied
from django.db import connection
from numpy.typing import NDArray

from khuang.care.people.actions.duplicates import in_order, open_pairs
from khuang.care.people.models import DuplicateSearch, Dwelling, Person
from khuang.care.people.reads.duplicates import KEEP, Match
from khuang.care.people.rules import keys as keyed
from khuang.care.people.rules.matching import comparisons, pairs, weights
from khuang.care.people.rules.matching.people import LEVELS, Known
from khuang.care.people.rules.matching.registry import AT_A_TIME, Registry
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.journal import actions as journal
from khuang.ground.journal import long_work

MANY = 20  # people who bear a name, before it counts as common
WRITTEN = 2_000  # pairs at a time
ROWS = 10_000  # read at a time


@dataclass
class Prepared:
    """What a worker holds of one search; another worker makes it again, to the same end."""

    keys: list[UUID]
    registry: Registry
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    bits: list[NDArray[np.float64]] = field(default_factory=list)

    @property
    def scored(self) -> int:
        return sum(map(len, self.bits))


# At most one: a search of a million people holds some hundred megabytes.
_held: dict[UUID, Prepared] = {}


@journal.action
def begin_search(*, by: Any, at: datetime) -> DuplicateSearch:
    """Let a worker search the whole registry; a search under way is given instead of a second one.

    Journal: people.duplicates-sought. Raises PermissionDenied: it takes the whole municipality.
    """
    if not scope_of(by, "people.merge").everywhere:
        raise PermissionDenied
    moving = DuplicateSearch.objects.filter(state__in=["waiting", "running"]).first()
    if moving:
        return moving
    work = new_search(by=by, at=at)
    long_work.begin(work)
    return work


@journal.action
def new_search(*, by: Any, at: datetime) -> DuplicateSearch:
    """Make a search that its caller carries out. Journal: people.duplicates-sought."""
    work = DuplicateSearch.objects.create(by_id=by.pk, asked_at=at, model=weights.shipped().name)
    journal.write("people.duplicates-sought", by=by, about=work, at=at)
    return work


def stop_search(work: DuplicateSearch, *, by: Any, at: datetime) -> None:
    """Let a search end; the pairs that it found already stay. Raises PermissionDenied."""
    if not may(by, "people.merge", work):
        raise PermissionDenied
    long_work.ask_to_stop(work, at=at)


def search_piece(work: DuplicateSearch, at: datetime) -> bool:
    """Do one piece: read everybody, compare some of the pairs, or keep what was found."""
    held = _held.get(work.pk)
    if held is None:
        _held.clear()
        held = _held[work.pk] = _prepared()
        work.total, work.pairs, work.done = held.registry.count, len(held.left), 0
        work.common = common_names(held.registry)
        return True
    if held.scored < len(held.left):
        part = slice(held.scored, held.scored + AT_A_TIME)
        held.bits += held.registry.scored(weights.shipped(), held.left[part], held.right[part])
        work.done = int(held.registry.count * held.scored / len(held.left) * 0.99)
        return True
    work.found = _keep(held, at)
    work.done = held.registry.count
    del _held[work.pk]
    return False


def _prepared() -> Prepared:
    keys: list[UUID] = []
    registry = Registry.of(_everybody(keys))
    left, right = registry.candidates()
    return Prepared(keys, registry, left, right)


def _everybody(keys: list[UUID]) -> Iterator[Known]:
    """Read who is not merged into another, as plain rows: a million are asked for at once."""
    columns = (
        "id, given_name, family_name, nickname, title, sex, born_on, born_precision, "
        "national_id_hash, phone_hash, village_id, dwelling_id"
    )
    doors = {key: keyed.house_no(number) for key, number in Dwelling.objects.values_list("pk", "house_no")}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {Person._meta.db_table} WHERE merged_into_id IS NULL ORDER BY id"  # noqa: S608 - our own names
        )
        while rows := cursor.fetchmany(ROWS):
            for (
                key,
                given,
                family,
                nickname,
                title,
                sex,
                born,
                precision,
                number,
                phone,
                village,
                home,
            ) in rows:
                keys.append(key)
                yield Known(
                    given=given,
                    family=family,
                    nickname=nickname,
                    title=title,
                    sex=sex,
                    birth=(born, precision) if born else None,
                    national_id=bytes(number) if number else "",  # type: ignore[arg-type]
                    phone=bytes(phone) if phone else "",
                    village=village,
                    house=doors.get(home) or (str(home) if home else ""),
                )


def common_names(registry: Registry) -> dict[str, dict[str, float]]:
    """Give the share of the people who bear each common name."""
    found = {}
    for name, shares in registry.shares.items():
        values = registry.compared[name].values
        many = np.flatnonzero(shares * registry.count >= MANY)
        found[name] = {values[at]: round(float(shares[at]), 6) for at in many.tolist()}
    return found


def _keep(held: Prepared, at: datetime) -> int:
    """Keep the pairs that are likely enough, a number that is nearly the same looked at once more."""
    bits = np.concatenate(held.bits) if held.bits else np.zeros(0)
    sure = pairs.probabilities(weights.shipped(), bits, held.registry.count)
    chosen = np.flatnonzero(sure >= KEEP / 100)
    left, right, sure = held.left[chosen], held.right[chosen], sure[chosen]
    levels = held.registry.levels(left, right)
    sure = _look_at_numbers(held, left, right, levels, sure)
    kept = np.flatnonzero(sure >= KEEP)
    for first in range(0, len(kept), WRITTEN):
        part = kept[first : first + WRITTEN].tolist()
        open_pairs({_pair(held, left[at], right[at]): _match(levels, at, sure[at]) for at in part}, at=at)
    return len(kept)


def _pair(held: Prepared, one: int, two: int) -> tuple[UUID, UUID]:
    return in_order(held.keys[one], held.keys[two])


def _match(levels: dict[str, NDArray[np.int8]], at: int, sure: float) -> Match:
    said = {name: LEVELS[name][row[at]] if row[at] >= 0 else "" for name, row in levels.items()}
    return Match(UUID(int=0), float(sure), {}, said)


def _look_at_numbers(
    held: Prepared,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    levels: dict[str, NDArray[np.int8]],
    sure: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Open the ID numbers of pairs that differ in them: one digit wrong does not speak against one person."""
    near, other = (LEVELS["national_id"].index(level) for level in ("near", "other"))
    differ = np.flatnonzero(levels["national_id"] == other).tolist()
    keys = {held.keys[at] for pair in differ for at in (left[pair], right[pair])}
    numbers = {
        one.pk: one.national_id or "" for one in Person.objects.filter(pk__in=keys).only("national_id")
    }
    gain = {where: table["national_id"] for where, table in weights.shipped().bits.items()}
    again = sure.copy()
    for at in differ:
        one, two = (numbers.get(held.keys[side[at]], "") for side in (left, right))
        if comparisons.digits(one, two) == "near":
            levels["national_id"][at] = near
            where = weights.HOUSE if levels[weights.PLACE][at] == 0 else weights.APART
            odds = np.log2(sure[at] / (1 - min(sure[at], 1 - 1e-12)))
            again[at] = weights.as_probability(odds + gain[where]["near"] - gain[where]["other"])
    return again
