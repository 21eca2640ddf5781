"""The lists of people and homes that phones carry: an interface; higher floors plug their lists in.

A phone deletes every known entity that is missing from a list, so an empty
list is a command: it is sent only when it is true.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from khuang.ground.surveys.rules.openrosa import EntityRow, entity_list
from khuang.ground.surveys.rules.problems import ListUnavailable, NothingHere

Rows = Callable[[Any], Iterable[tuple]]
Gone = Callable[[Any, list[UUID]], Mapping[UUID, bool]]


@dataclass(frozen=True)
class PluggedList:
    """One list that is offered to phones.

    rows        device -> (id, label, version, properties) of what its holder may see now
    properties  columns, in their order
    gone        device, ids -> id -> whether it is gone for this holder; unknown ids left out
    has_homes   holds a row for every home, so it cannot be empty for who has homes assigned
    """

    name: str
    rows: Rows
    properties: tuple[str, ...]
    gone: Gone | None = None
    has_homes: bool = False


_plugged: dict[str, PluggedList] = {}


def plug(
    name: str,
    rows: Rows,
    *,
    properties: Iterable[str] = (),
    gone: Gone | None = None,
    has_homes: bool = False,
) -> None:
    """Offer a list to phones. Called once at the start, by `site`."""
    _plugged[name] = PluggedList(name, rows, tuple(properties), gone, has_homes)


def names() -> frozenset[str]:
    """Give the names of the lists that phones can have."""
    return frozenset(_plugged)


def registry() -> dict[str, frozenset[str]]:
    """Give the properties that a form may save, by list; for the lint."""
    return {name: frozenset(one.properties) for name, one in _plugged.items() if one.properties}


def as_csv(name: str, device: Any, *, holds_homes: bool) -> bytes:
    """Write a list as this device gets it.

    holds_homes   the holder has homes assigned
    Raises NothingHere for a list that nobody offers, and ListUnavailable
    rather than send an empty list by accident.
    """
    one = _offered(name)
    try:
        rows = [EntityRow._make(row) for row in one.rows(device)]
    except Exception as error:
        raise ListUnavailable from error
    if not rows and one.has_homes and holds_homes:
        raise ListUnavailable
    columns = one.properties or sorted({column for row in rows for column in row.properties})
    return entity_list(columns, rows)


def gone(name: str, device: Any, ids: list[UUID]) -> dict[str, bool]:
    """Say of each id whether it is gone for this device; unknown ones are left out."""
    one = _offered(name)
    if one.gone is not None:
        return {str(key): is_gone for key, is_gone in one.gone(device, ids).items()}
    there = {str(EntityRow._make(row).id) for row in one.rows(device)}
    return {str(key): False for key in ids if str(key) in there}


def _offered(name: str) -> PluggedList:
    if name not in _plugged:
        raise NothingHere
    return _plugged[name]
