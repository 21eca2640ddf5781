"""Who heads a household, and in which order its people are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

ORDER = ("head", "spouse", "parent", "grandparent", "sibling", "child", "grandchild", "relative", "other", "")


@dataclass(frozen=True)
class Member:
    """One person of a household, as far as its order needs."""

    person_id: UUID
    relation: str
    born_on: date | None


def in_order(members: Iterable[Member]) -> list[Member]:
    """Put the head first, then by relation, the older before the younger."""
    return sorted(members, key=lambda m: (ORDER.index(m.relation), m.born_on or date.max, str(m.person_id)))


def head(members: Iterable[Member]) -> Member | None:
    """Name the head: whoever is said to be, else the oldest whose age is known, else nobody.

    Two who are both said to be are settled by age, so that the answer is always one.
    """
    known = list(members)
    said = [m for m in known if m.relation == "head"]
    aged = [m for m in known if m.born_on]
    return min(said or aged, key=lambda m: (m.born_on or date.max, str(m.person_id)), default=None)
