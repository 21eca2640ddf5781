"""Whose name stands behind an id in the journal: accounts live on a floor above, so `site` plugs them in."""

from collections.abc import Callable
from uuid import UUID

Names = Callable[[], dict[UUID, str]]

_names: Names | None = None


def plug(names: Names) -> None:
    """Say who knows the names of those who act."""
    global _names
    _names = names


def names() -> dict[UUID, str]:
    """Return the name of everyone who may stand in the current municipality's journal as an actor."""
    if _names is None:
        raise LookupError("Nobody has been plugged in who knows the names.")
    return _names()
