"""Whose answers an account may not read: an interface; a higher floor plugs in who guards people.

A survey that speaks of a guarded person is withheld as a whole, photographs
too: what the others in the home answered may tell about that person.
"""

import re
from collections.abc import Callable, Collection, Iterable
from typing import Any
from uuid import UUID

from khuang.ground.surveys.models import Submission

# account, ids -> those among them that the account may not know about
Closed = Callable[[Any, Collection[UUID]], set[UUID]]

# Ids of people stand in entities, and in answers that chose somebody; even of a form that is not known yet.
_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def _nobody(_account: Any, _keys: Collection[UUID]) -> set[UUID]:
    return set()


_plugged: list[Closed] = [_nobody]


def plug(closed: Closed) -> None:
    """Say who is guarded from whom. Called once at the start, by `site`."""
    _plugged[0] = closed


def withheld_from(account: Any, submissions: Iterable[Submission]) -> set[UUID]:
    """Give the ids of those submissions that an account may not read; one question for all of them."""
    spoken_of = {one.pk: _ids(one) for one in submissions}
    closed = _plugged[0](account, set().union(*spoken_of.values()))
    return {key for key, ids in spoken_of.items() if ids & closed}


def _ids(one: Submission) -> set[UUID]:
    return {UUID(found.decode()) for found in _ID.findall(bytes(one.raw).lower())}
