"""The votes of a topic as columns of numbers, for what is computed from all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max
from django.utils import timezone

from khuang.civic.forum.models import Statement, Topic, Vote
from khuang.civic.forum.rules.patterns import Votes, votes_of

ATTRIBUTES = {
    "sex": "participant__sex",
    "age_band": "participant__age_band",
    "village": "participant__village__code",
}


@dataclass(frozen=True)
class TopicVotes:
    """All votes on the statements of a topic that are shown.

    votes       in the order of the rules
    statements  by index
    said        "sex", "age_band", "village" -> what each row said then, "" for nothing
    people      the participant of each row
    """

    votes: Votes
    statements: Sequence[Statement]
    said: dict[str, list[str]]
    people: Sequence[UUID]

    @property
    def numbers(self) -> list[int]:
        return [one.number for one in self.statements]


def topic_votes(topic: Topic) -> TopicVotes:
    """Read every vote that counts; a statement that is taken away takes its votes out."""
    statements = list(Statement.objects.filter(topic=topic, state="shown").order_by("number"))
    index = {one.number: at for at, one in enumerate(statements)}
    people = list(_sheets(topic))
    lengths = np.array([len(one["sheet"]) for one in people], np.int64)
    packed = np.fromiter((vote for one in people for vote in one["sheet"]), np.int64, lengths.sum())
    number, value = np.divmod(packed, 3)
    at = np.zeros(max(index, default=0) + 1, np.int64)
    at[list(index)] = list(index.values())
    votes = votes_of(np.repeat(np.arange(len(people)), lengths), at[number], value - 1, len(statements))
    said = {name: [people[who][field] or "" for who in votes.who] for name, field in ATTRIBUTES.items()}
    return TopicVotes(votes, statements, said, [people[who]["participant_id"] for who in votes.who])


def _sheets(topic: Topic) -> Any:
    """Give a row for each participant: their votes packed as number * 3 + value + 1, and what they said."""
    rows = Vote.objects.filter(statement__topic=topic, statement__state="shown").order_by()
    rows = rows.values("participant_id", *ATTRIBUTES.values())
    return rows.annotate(sheet=ArrayAgg(F("statement__number") * 3 + F("value") + 1))


def newest(topic: Topic) -> tuple[int, datetime | None]:
    """Say how many votes count in a topic, and when the newest was cast."""
    rows = Vote.objects.filter(statement__topic=topic, statement__state="shown")
    found = rows.aggregate(votes=Count("pk"), newest=Max("at"))
    return found["votes"], found["newest"]


def days(read: TopicVotes) -> list[date]:
    """Give the day on which each vote was cast, in the order of the votes."""
    rows = Vote.objects.filter(participant__in=set(read.people), statement__in=read.statements).order_by()
    found = {
        (who, number): at for who, number, at in rows.values_list("participant_id", "statement__number", "at")
    }
    votes = read.votes
    return [
        timezone.localdate(found[read.people[row], read.statements[at].number])
        for row, at in zip(votes.rows, votes.statement, strict=True)
    ]
