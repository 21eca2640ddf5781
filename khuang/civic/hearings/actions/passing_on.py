"""What an entry of the hall becomes elsewhere: a statement, hands on it, an issue, an agreement."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from khuang.civic.forum import actions as forum
from khuang.civic.forum.models import Statement
from khuang.civic.hearings.models import HallEntry, Hearing
from khuang.civic.hearings.rules.problems import UnknownStatement
from khuang.civic.issues import actions as issues
from khuang.civic.issues.rules.lineage import Node

Kind = HallEntry.Kind
# A community looks again at what it proposed to agree; the facilitator may choose another day later.
LOOK_AGAIN_AFTER = timedelta(days=180)
_TITLE = 120


def pass_on(hearing: Hearing, row: HallEntry, *, by: Any, at: datetime) -> UUID | None:
    """Hand an entry on; give the id of what it became, none when it stays here.

    Raises a HearingProblem, ForumProblem or IssueProblem when it cannot go on yet.
    """
    if row.result_id or row.kind not in _WAYS:
        return row.result_id
    return _WAYS[row.kind](hearing, row, by, at)


def _statement(hearing: Hearing, row: HallEntry, by: Any, at: datetime) -> UUID | None:
    """Offer a statement to the forum and show it at once: the facilitator who typed it has checked it."""
    if hearing.topic is None:
        return None
    said = {"source": "hearing", "hearing_id": hearing.pk, "typed_by": by, "confirmed": row.vouched}
    made = forum.offer_statement(hearing.topic, row.words, **said, by=by, at=at)
    forum.show(made, confirmed=row.vouched, by=by, at=at)
    issues.lead_on(Node("hearing", hearing.pk), Node("statement", made.pk), "stated-as", by=by, at=at)
    return made.pk


def _hands(hearing: Hearing, row: HallEntry, by: Any, at: datetime) -> UUID | None:
    entry = HallEntry.objects.filter(hearing=hearing, pk=row.about_id, kind=Kind.STATEMENT).first()
    if entry and entry.state != HallEntry.State.TAKEN:
        raise UnknownStatement
    key = entry.result_id if entry else row.about_id
    statement = Statement.objects.filter(pk=key, topic=hearing.topic_id, state="shown").first()
    if statement is None and entry is None:
        raise UnknownStatement
    if statement:
        forum.note_hands(statement, row.hands, hearing_id=hearing.pk, by=by, at=at)
        return statement.pk
    return None


def _issue(hearing: Hearing, row: HallEntry, by: Any, at: datetime) -> UUID | None:
    issue, _code = issues.raise_issue(
        words=row.words, kind=row.topic_kind, village=hearing.village, source="hearing", by=by, at=at
    )
    issues.lead_on(Node("issue", issue.pk), Node("hearing", hearing.pk), "heard-at", by=by, at=at)
    return issue.pk


def _agreement(hearing: Hearing, row: HallEntry, by: Any, at: datetime) -> UUID | None:
    if hearing.topic is None:
        return None
    on = timezone.localdate(at) + LOOK_AGAIN_AFTER
    made = forum.propose(
        hearing.topic, row.words[:_TITLE], row.words, look_again_on=on, village=hearing.village, by=by, at=at
    )
    issues.lead_on(Node("hearing", hearing.pk), Node("agreement", made.pk), "agreed-in", by=by, at=at)
    return made.pk


_WAYS: dict[Any, Callable[[Hearing, HallEntry, Any, datetime], UUID | None]] = {
    Kind.STATEMENT: _statement,
    Kind.HANDS: _hands,
    Kind.ISSUE: _issue,
    Kind.AGREEMENT: _agreement,
}
