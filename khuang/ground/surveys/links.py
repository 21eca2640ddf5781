"""Addresses of the people and homes in a survey: an interface; a higher floor plugs its pages in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

# account, ids of entities -> id -> address of its page, only of those that the account may open
Addresses = Callable[[Any, Sequence[UUID]], Mapping[UUID, str]]


def _nowhere(_account: Any, _keys: Sequence[UUID]) -> Mapping[UUID, str]:
    return {}


_plugged: list[Addresses] = [_nowhere]


def plug(addresses: Addresses) -> None:
    """Say where entities have their pages. Called once at the start, by `site`."""
    _plugged[0] = addresses


def opened_by(account: Any, keys: Sequence[UUID]) -> Mapping[UUID, str]:
    """Give the addresses of the entities that an account may open; the others are left out."""
    return _plugged[0](account, keys)
