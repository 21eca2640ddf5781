"""What accounts need to know about homes, which live on a floor above: `site` plugs it in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from khuang.ground.accounts.reads import Scope


@dataclass(frozen=True)
class Home:
    """One home as a list shows it: where, and the number on its door."""

    id: UUID
    village_id: UUID | None
    house_no: str


class Provider(Protocol):
    """Whoever keeps the homes answers these two questions, each within a scope."""

    def in_village(self, village_id: UUID, scope: Scope) -> list[Home]:
        """Return the homes of a village in order of their numbers."""

    def named(self, keys: Iterable[UUID], scope: Scope) -> list[Home]:
        """Return those homes among `keys` that lie inside the scope."""


_provider: Provider | None = None


def plug(provider: Provider) -> None:
    """Say who knows the homes."""
    global _provider
    _provider = provider


def in_village(village_id: UUID, scope: Scope) -> list[Home]:
    """Return the homes of a village in order of their numbers."""
    return _plugged().in_village(village_id, scope)


def named(keys: Iterable[UUID], scope: Scope) -> list[Home]:
    """Return those homes among `keys` that lie inside the scope."""
    return _plugged().named(keys, scope)


def _plugged() -> Provider:
    if _provider is None:
        raise LookupError("Nobody has been plugged in who knows the homes.")
    return _provider
