"""The forum as anyone sees it: topics, one statement at a time, what came of it, agreements."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from khuang.civic.forum import reads as forum
from khuang.civic.forum.actions.votes import hashed
from khuang.civic.forum.models import Agreement, Enclosure, Hands, Participant, Phase, Statement, Topic
from khuang.civic.forum.reads import agreements as agreeing
from khuang.civic.forum.reads import voting
from khuang.civic.issues.reads.paths import Path, path_of
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.ground.places.models import Village


@dataclass(frozen=True)
class Seen:
    """A topic as it is read.

    may    what may be done in it now
    phase  the one that runs now, none when none does
    """

    topic: Topic
    phases: list[Phase]
    phase: Phase | None
    may: frozenset[str]
    statements: int
    people: int


def _seen(topic: Topic, at: datetime) -> Seen:
    return Seen(
        topic=topic,
        phases=list(topic.phases.all()),
        phase=forum.phase_now(topic, at),
        may=forum.may_now(topic, at),
        statements=topic.statements.filter(state="shown").count(),
        people=voting.taking_part(topic)[0],
    )


def court(place: Municipality, at: datetime) -> dict[str, Any]:
    """Give topics that run, those that are over, and the agreements."""
    with within(place):
        seen = [_seen(topic, at) for topic in forum.topics()]
        agreed = list(agreeing.agreements())
    over = [one for one in seen if one.topic.is_closed or one.may == {"results"}]
    return {"running": [one for one in seen if one not in over], "over": over, "agreements": agreed}


def topic(place: Municipality, key: UUID, at: datetime) -> Seen | None:
    """Give one topic."""
    with within(place):
        found = forum.topics().filter(pk=key).first()
        return _seen(found, at) if found else None


def agreements_of(place: Municipality, topic: Topic) -> list[Agreement]:
    """Give what was proposed or agreed in a topic."""
    with within(place):
        return list(agreeing.agreements().filter(topic=topic))


def path(place: Municipality, kind: str, key: UUID) -> Path:
    """Give the path of a topic or an agreement in both directions."""
    with within(place):
        return path_of(Node(kind, key), place.slug)


def participant(place: Municipality, topic: Topic, voter: str) -> Participant | None:
    """Give who takes part in a topic with the key of a device."""
    if not voter:
        return None
    with within(place):
        return voting.participant_of(topic, hashed(topic, voter))


def paper(place: Municipality, topic: Topic, voter: str, number: int | None) -> voting.Paper:
    """Give the next statement for a device, or the one of a number."""
    who = participant(place, topic, voter)
    with within(place):
        return voting.paper(topic, who, voter, number)


def own_votes(place: Municipality, topic: Topic, voter: str) -> list[tuple[Statement, int]]:
    """Give what this device said so far."""
    who = participant(place, topic, voter)
    with within(place):
        return voting.own_votes(topic, who)


def alike(place: Municipality, topic: Topic, words: str) -> list[Statement]:
    """Give what is said already and nearly the same."""
    with within(place):
        return forum.alike_of(topic, words)


@dataclass(frozen=True)
class Counted:
    """A statement with its votes, and the hands of each hall, beside each other."""

    statement: Statement
    tally: forum.Tally
    hands: list[Hands]


def counted(place: Municipality, topic: Topic, *, with_counts: bool) -> list[Counted]:
    """Give every statement that is shown; most agreed to first when counts are shown, else in their order."""
    with within(place):
        tallies = forum.tallies(topic) if with_counts else {}
        hands = forum.hands(topic) if with_counts else {}
        rows = [
            Counted(one, tallies.get(one.pk, forum.Tally()), hands.get(one.pk, []))
            for one in forum.shown(topic)
        ]
    return sorted(rows, key=lambda one: (-one.tally.agreed_percent, -one.tally.total, one.statement.number))


def refusals(place: Municipality, topic: Topic) -> list[tuple[str, int]]:
    """Give how many statements are not shown, for each reason."""
    with within(place):
        return forum.refusals(topic)


def by_receipt(place: Municipality, receipt: str) -> dict[str, Any] | None:
    """Give what became of the statement of a receipt, with its words as they were typed."""
    with within(place):
        found = forum.by_receipt(receipt)
        if found is None:
            return None
        typed, because = found.typed, found.because_words or ""
        return {"statement": found, "typed": typed, "because_words": because}


def enclosure(place: Municipality, key: UUID) -> Enclosure | None:
    """Give the picture or voice of a statement that is shown."""
    with within(place):
        return Enclosure.objects.filter(pk=key, statement__state="shown").first()


def villages(place: Municipality) -> list[Village]:
    """Give the villages that somebody may live in."""
    with within(place):
        return list(Village.objects.all())


def agreement(place: Municipality, key: UUID, at: datetime) -> dict[str, Any] | None:
    """Give one agreement with its versions, and whether anyone may say how they stand now."""
    with within(place):
        found = agreeing.agreements().filter(pk=key).first()
        if found is None:
            return None
        is_open = found.state == "proposed" and "agree" in forum.may_now(found.topic, at)
        return {"agreement": found, "standings": agreeing.standings(found), "is_open": is_open}
