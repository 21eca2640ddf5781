"""Between elections and issues, which do not know each other: what was voted on is told to its followers."""

from collections.abc import Collection
from uuid import UUID

from khuang.civic.ballots import reads
from khuang.civic.ballots.models import Count, Election
from khuang.civic.issues import actions as issues
from khuang.civic.issues.rules.lineage import Node, Shown
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.models import Entry


def lead_on(entry: Entry) -> None:
    """Follow ballots.opened: every option leads from what it came from to the election."""
    to = Node("election", entry.about_id)
    for option in Election.objects.get(pk=entry.about_id).options.exclude(node_id=None):
        issues.lead_on(Node(option.node_kind, option.node_id), to, "ranked-in", by=SYSTEM, at=entry.at)


def tell(entry: Entry) -> None:
    """Follow ballots.counted: who follows an issue behind it hears that it is counted, or counted again."""
    is_first = Count.objects.filter(election_id=entry.about_id).count() == 1
    news = "ballots.counted" if is_first else "ballots.counted-again"
    title = Election.objects.get(pk=entry.about_id).title
    issues.tell(Node("election", entry.about_id), news, title=title, at=entry.at)


def as_nodes(ids: Collection[UUID], kind: str) -> dict[UUID, Shown]:
    """Give elections as a path shows them."""
    return {key: Shown(*row) for key, row in reads.as_nodes(ids, kind).items()}
