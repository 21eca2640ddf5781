"""A name that stands in a text: what the wing of people tells the ground, and no more."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Named:
    """Somebody's name in a text.

    words    as it stands there
    ids      opaque ids of those who are called so
    is_full  given and family name, so that it can mean hardly anybody else
    """

    words: str
    ids: frozenset[UUID]
    is_full: bool
