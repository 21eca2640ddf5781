"""What an entry of the hall becomes elsewhere: a statement of the forum, hands on it, an issue."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from khuang.civic.hearings.models import HallEntry, Hearing
from khuang.civic.hearings.rules.problems import UnknownStatement

Kind = HallEntry.Kind


def pass_on(hearing: Hearing, row: HallEntry, *, by: Any, at: datetime) -> UUID | None:
    """Hand an entry on; give the id of what it became, none when it stays here.

    Raises a HearingProblem when it cannot go on yet.
    """
    if row.result_id or row.kind not in _WAYS:
        return row.result_id
    return _WAYS[row.kind](hearing, row, by, at)


def _hands(hearing: Hearing, row: HallEntry, _by: Any, _at: datetime) -> UUID | None:
    about = HallEntry.objects.filter(hearing=hearing, pk=row.about_id, kind=Kind.STATEMENT).first()
    if about is None or about.state != HallEntry.State.TAKEN:
        raise UnknownStatement
    return None


_WAYS: dict[Any, Callable[[Hearing, HallEntry, Any, datetime], UUID | None]] = {Kind.HANDS: _hands}
