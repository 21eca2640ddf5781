"""Statements: shown, waiting, refused; what they tell, what is like them, how they were voted on."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from khuang.civic.forum.models import Hands, Statement, Topic, Vote
from khuang.civic.forum.rules import moderation as rules


@dataclass(frozen=True)
class Tally:
    """How often a statement was agreed to, disagreed with and passed."""

    agreed: int = 0
    disagreed: int = 0
    passed: int = 0

    @property
    def total(self) -> int:
        """Give how many voted."""
        return self.agreed + self.disagreed + self.passed

    def percent(self, votes: int) -> int:
        """Give a share of those who voted, in whole percent."""
        return round(100 * votes / self.total) if self.total else 0

    @property
    def agreed_percent(self) -> int:
        return self.percent(self.agreed)

    @property
    def disagreed_percent(self) -> int:
        return self.percent(self.disagreed)


def shown(topic: Topic) -> QuerySet[Statement]:
    """Give the statements of a topic that anyone may read, in their order."""
    return Statement.objects.filter(topic=topic, state="shown").prefetch_related("enclosures")


def waiting() -> QuerySet[Statement]:
    """Give what waits to be checked, oldest first."""
    rows = Statement.objects.filter(state="waiting", topic__closed_at=None)
    return rows.select_related("topic").prefetch_related("enclosures").order_by("at", "pk")


def by_receipt(receipt: str) -> Statement | None:
    """Give the statement whose receipt somebody holds."""
    rows = Statement.objects.select_related("topic").prefetch_related("enclosures")
    return rows.filter(receipt=receipt).first()


def refusals(topic: Topic) -> list[tuple[str, int]]:
    """Give for each reason how many statements of a topic are not shown for it, most first."""
    rows = (
        Statement.objects.filter(topic=topic, state="refused")
        .order_by("pk")
        .values_list("because", flat=True)
    )
    return [(str(Statement.Reason(code).label), number) for code, number in Counter(rows).most_common()]


def alike_of(topic: Topic, words: str) -> list[Statement]:
    """Give the statements of a topic that say nearly the same as the words, nearest first."""
    there = {one.number: one for one in shown(topic)}
    found = rules.alike(words, ((number, one.words) for number, one in there.items()))
    return [there[number] for number in found]


def tallies(topic: Topic) -> dict[UUID, Tally]:
    """Give for each statement of a topic how it was voted on."""
    counted = Vote.objects.filter(statement__topic=topic).order_by().values("statement_id")
    counts = {"agreed": Q(value=1), "disagreed": Q(value=-1), "passed": Q(value=0)}
    rows = counted.annotate(**{name: Count("pk", filter=test) for name, test in counts.items()})
    return {row.pop("statement_id"): Tally(**row) for row in rows}


def hands(topic: Topic) -> dict[UUID, list[Hands]]:
    """Give for each statement of a topic the hands that were counted in halls."""
    found: dict[UUID, list[Hands]] = {}
    for one in Hands.objects.filter(statement__topic=topic):
        found.setdefault(one.statement_id, []).append(one)
    return found
