"""Hearings as anyone reads them: the invitation before, the minutes after, small counts hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from khuang.civic.forum.models import Topic
from khuang.civic.hearings import reads as civic
from khuang.civic.hearings.models import Hearing
from khuang.civic.issues.models import Issue
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality


@dataclass(frozen=True)
class Seen:
    """One hearing as the public sees it.

    issues  what is heard, of what may be read
    paper   the confirmed minutes; none before
    came    how many came; none before it was closed
    """

    hearing: Hearing
    invited: Sequence[str]
    issues: Sequence[Issue]
    topic: Topic | None
    paper: civic.Paper | None
    came: int | None


def hearings(municipality: Municipality) -> tuple[list[Hearing], list[Hearing]]:
    """Give the hearings that come, the next first, and those that were, the last first."""
    with within(municipality):
        rows = list(civic.hearings())
    coming = [row for row in rows if row.state in ("invited", "open")]
    return coming[::-1], [row for row in rows if row.state == "closed"]


def hearing(municipality: Municipality, key: UUID) -> Seen | None:
    """Give one hearing; one that was called off says so."""
    with within(municipality):
        row = civic.hearings().select_related("topic").filter(pk=key).first()
        if row is None:
            return None
        minutes = civic.minutes_in_force(row)
        issues = [one for one in civic.issues_heard(row) if one.state in ("published", "merged", "split")]
        return Seen(
            hearing=row,
            invited=[str(one) for one in row.invited.select_related("village")],
            issues=issues,
            topic=row.topic,
            paper=civic.paper(row, minutes, public=True) if minutes else None,
            came=civic.balance_of(row).total if row.state == "closed" else None,
        )
