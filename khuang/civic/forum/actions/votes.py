"""Take part without an account, vote, and count hands in a hall.

A vote is no line of the journal: its row and the past votes are the record, the chain would queue a
whole hall, and a line with a time would tell when somebody voted what (docs/adr/0040).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects

from khuang.civic.ballots.reads import find_token
from khuang.civic.forum.actions.leave import ask, ask_topic
from khuang.civic.forum.models import Hands, Participant, PastVote, Statement, Topic, Vote
from khuang.civic.forum.rules.phases import VOTE
from khuang.civic.forum.rules.problems import NobodyRaisedAHand, NotThisTopic, TokenNeeded, TopicClosed
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.fields import keyed_hash


@dataclass(frozen=True)
class Sheet:
    """The votes of one participant as they come from paper or from a hall without network.

    key    random key of the device, token or paper
    votes  id of a statement -> 1 agree, -1 disagree, 0 pass
    at     when it was filled in
    """

    key: str
    at: datetime
    votes: Mapping[UUID, int] = field(default_factory=dict)
    sex: str = ""
    age_band: str = ""
    village: Any = None


def hashed(topic: Topic, key: str) -> bytes:
    """Give what is kept of a key: nothing that leads back, and another in every topic."""
    return keyed_hash(f"{topic.pk} {key}", "forum-participant")


@journal.action
def join(
    topic: Topic,
    *,
    key: str,
    sex: str = "",
    age_band: str = "",
    village: Any = None,
    way: str = "portal",
    hearing_id: UUID | None = None,
    with_token: bool = False,
    at: datetime,
) -> Participant:
    """Give the participant of a key, made when it first takes part; what was said then stays.

    with_token  the key is a one-time token that the caller has checked
    Raises TokenNeeded where only tokens count.
    """
    if topic.needs_token and not with_token:
        raise TokenNeeded
    said = {"sex": sex, "age_band": age_band, "village": village}
    made = said | {"way": way, "hearing_id": hearing_id, "at": at}
    found, _is_new = Participant.objects.get_or_create(topic=topic, key=hashed(topic, key), defaults=made)
    return found


def join_with_token(
    topic: Topic, typed: str, *, way: str = "portal", at: datetime
) -> tuple[Participant, str]:
    """Let a one-time token of a topic take part; give who takes part, and the key of the token.

    Raises BallotProblem for what is no good token of this topic. Typed again, it is the same participant.
    """
    token = find_token(topic, typed, again=True)
    key = f"token-{token.pk.hex}"
    who = join(topic, key=key, village=token.batch.village, way=way, with_token=True, at=at)
    return who, key


@journal.action
def describe(participant: Participant, *, sex: str, age_band: str, village: Any, at: datetime) -> Participant:
    """Keep what a participant says of themself, as it is now; they may correct it until the topic is closed.

    Raises TopicClosed.
    """
    if participant.topic.closed_at and at >= participant.topic.closed_at:
        raise TopicClosed
    participant.sex, participant.age_band, participant.village = sex, age_band, village
    participant.save(update_fields=["sex", "age_band", "village"])
    return participant


@journal.action
def vote(participant: Participant, statement: Statement, value: int, *, at: datetime) -> Vote:
    """Count what a participant says of a statement: once, the latest; an earlier one stays as past.

    value  1 agree, -1 disagree, 0 pass
    Raises TopicClosed, NotNow, NotThisTopic.
    """
    ask_topic(participant.topic, VOTE, at)
    if statement.topic_id != participant.topic_id or statement.state != "shown":
        raise NotThisTopic
    kept, is_new = Vote.objects.select_for_update().get_or_create(
        participant=participant, statement=statement, defaults={"value": value, "at": at}
    )
    if not is_new and kept.value != value:
        _change(kept, value, at)
    return kept


def _change(kept: Vote, value: int, at: datetime) -> None:
    if at < kept.at:
        # From a hall without network: older than what is counted already.
        PastVote.objects.create(vote=kept, value=value, at=at, until=kept.at)
        return
    PastVote.objects.create(vote=kept, value=kept.value, at=kept.at, until=at)
    kept.value, kept.at = value, at
    kept.save(update_fields=["value", "at"])


@journal.action
def take_sheets(
    topic: Topic,
    sheets: Sequence[Sheet],
    *,
    way: str,
    hearing_id: UUID | None = None,
    by: Any,
    at: datetime,
) -> int:
    """Take many participants' votes at once; give how many votes are new. Journal: forum.sheets-taken.

    What is there already stays, so the same sheets may come twice. Each is judged by its own time.
    Raises PermissionDenied, TopicClosed, NotNow, NotThisTopic.
    """
    ask(by, "forum.run", "hearings.hold")
    prefetch_related_objects([topic], "phases")
    for when in {sheet.at for sheet in sheets}:
        ask_topic(topic, VOTE, when)
    shown = Statement.objects.filter(topic=topic, state="shown").in_bulk()
    if not all(sheet.votes.keys() <= shown.keys() for sheet in sheets):
        raise NotThisTopic
    people = _participants(topic, sheets, way, hearing_id)
    rows = [
        Vote(participant=who, statement=shown[key], value=value, at=sheet.at)
        for sheet, who in zip(sheets, people, strict=True)
        for key, value in sheet.votes.items()
    ]
    before = Vote.objects.filter(statement__topic=topic).count()
    Vote.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
    new = Vote.objects.filter(statement__topic=topic).count() - before
    journal.write("forum.sheets-taken", by=by, about=topic, at=at, sheets=len(sheets), votes=new)
    return new


def _participants(
    topic: Topic, sheets: Sequence[Sheet], way: str, hearing_id: UUID | None
) -> list[Participant]:
    """Give the participant of each sheet, made when it is new."""
    keys = [hashed(topic, sheet.key) for sheet in sheets]
    rows = (
        Participant(
            topic=topic,
            key=key,
            sex=sheet.sex,
            age_band=sheet.age_band,
            village=sheet.village,
            way=way,
            hearing_id=hearing_id,
            at=sheet.at,
        )
        for key, sheet in zip(keys, sheets, strict=True)
    )
    Participant.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
    there = {bytes(one.key): one for one in Participant.objects.filter(topic=topic, key__in=keys)}
    return [there[key] for key in keys]


@journal.action
def note_hands(
    statement: Statement,
    hands: Mapping[str, tuple[int, int, int]],
    *,
    hearing_id: UUID | None = None,
    by: Any,
    at: datetime,
) -> list[Hands]:
    """Keep the hands that a hall raised, by sex: agree, disagree, pass. Journal: forum.hands-noted.

    Typed again, they replace those of the same hall. Never mixed with votes.
    Raises PermissionDenied, NobodyRaisedAHand.
    """
    ask(by, "forum.run", "hearings.hold")
    counts = [number for three in hands.values() for number in three]
    if not any(counts) or min(counts) < 0:
        raise NobodyRaisedAHand
    Hands.objects.filter(statement=statement, hearing_id=hearing_id).delete()
    rows = [
        Hands(
            statement=statement,
            hearing_id=hearing_id,
            sex=sex,
            agreed=agreed,
            disagreed=disagreed,
            passed=passed,
            at=at,
            by_id=by.pk,
        )
        for sex, (agreed, disagreed, passed) in hands.items()
    ]
    Hands.objects.bulk_create(rows)
    journal.write("forum.hands-noted", by=by, about=statement, at=at)
    return rows
