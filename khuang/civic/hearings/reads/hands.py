"""What was said in a hall, and the hands that went up for it."""

from collections.abc import Sequence
from uuid import UUID

from khuang.civic.hearings.models import HallEntry
from khuang.civic.hearings.rules.hands import Hands

Kind = HallEntry.Kind


def said_here(rows: Sequence[HallEntry]) -> dict[UUID, HallEntry]:
    """Give the statements of a hall by what they became: the forum's statement, or the entry itself."""
    return {row.result_id or row.pk: row for row in rows if row.kind == Kind.STATEMENT}


def hands_raised(rows: Sequence[HallEntry]) -> dict[UUID, Hands]:
    """Give the last show of hands by the key of said_here, or by the statement of the topic.

    rows  taken in, in the order in which they were noted: a later show of hands replaces the earlier
    """
    became = {row.pk: key for key, row in said_here(rows).items()}
    return {became.get(row.about_id, row.about_id): row.hands for row in rows if row.kind == Kind.HANDS}
