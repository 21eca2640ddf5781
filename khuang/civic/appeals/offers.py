"""Where the words of somebody who wants to help go: to the desk, which this wing does not know.

Who offers, and how they are reached, is private; it is handed on at once and never kept here.
"""

from collections.abc import Callable
from datetime import datetime

Take = Callable[..., bool]


def _nobody(_reference: str, **_said: object) -> bool:
    return False


_plugged: list[Take] = [_nobody]


def plug(take: Take) -> None:
    """Say who takes offers in. Called once at the start, by `site`."""
    _plugged[0] = take


def hand_on(reference: str, *, name: str, contact: str, what: str, at: datetime) -> bool:
    """Hand an offer on to the desk; False when it takes none for this appeal now."""
    return _plugged[0](reference, name=name, contact=contact, what=what, at=at)
