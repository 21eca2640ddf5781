"""Votes on the statements of a hall: by phone with a token, or typed by an officer who was asked to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from khuang.civic.ballots import actions as ballots
from khuang.civic.ballots.actions.tokens import HandedOut
from khuang.civic.ballots.reads import find_token
from khuang.civic.forum import actions as forum
from khuang.civic.forum.models import Participant, Statement, Topic
from khuang.civic.hearings.actions.planning import locked
from khuang.civic.hearings.models import Assisted, Hearing
from khuang.civic.hearings.rules.problems import HallClosed, NothingVoted, NoTopic, NotReadBack
from khuang.ground.journal import actions as journal
from khuang.ground.places.models import Village


@journal.action
def hand_out(hearing: Hearing, n: int, *, village: Village | None = None, by: Any, at: datetime) -> HandedOut:
    """Make n tokens to be printed now, for the topic of the hearing. Journal: ballots.tokens-made.

    Raises PermissionDenied, NotNow after the end, NoTopic, TooManySlips.
    """
    found = locked(hearing, by, Hearing.State.INVITED, Hearing.State.OPEN)
    return ballots.hand_out_tokens(topic_of(found), n, village=village, by=by, at=at)


@journal.action
def join_hall(
    hearing: Hearing, typed: str, *, way: str = "hall", at: datetime, **said: str
) -> tuple[Any, str]:
    """Let whoever holds a token take part; give the participant and the key that their device keeps.

    typed  the token as it was typed; the same token is the same participant, whoever types it
    said   sex, age_band, as they say them
    Raises NoTopic, HallClosed unless the hearing is under way, BallotProblem for what is no good token.
    """
    topic = topic_of(hearing)
    if hearing.state != Hearing.State.OPEN:
        raise HallClosed
    token = find_token(topic, typed, again=True)
    key = f"token-{token.pk.hex}"
    where = {"village": token.batch.village, "way": way, "hearing_id": hearing.pk}
    return forum.join(topic, key=key, with_token=True, at=at, **where, **said), key


@journal.action
def assist(
    hearing: Hearing,
    typed: str,
    votes: Mapping[UUID, int],
    *,
    consent: str,
    read_back: bool,
    by: Any,
    at: datetime,
    **said: str,
) -> Assisted:
    """Type the votes of somebody who asked for help, by their own token. Journal: hearings.assisted.

    votes    id of a statement -> 1 agree, -1 disagree, 0 pass
    consent  of Assisted.Consent
    Raises PermissionDenied, NothingVoted, NotReadBack, and as join_hall() and forum.vote().
    """
    found = locked(hearing, by, Hearing.State.OPEN)
    if not votes:
        raise NothingVoted
    if not read_back:
        raise NotReadBack
    who: Participant
    who, _key = join_hall(found, typed, way="officer", at=at, **said)
    statements = Statement.objects.filter(topic=found.topic_id).in_bulk(list(votes))
    for key, value in votes.items():
        forum.vote(who, statements[key], value, at=at)
    made = Assisted.objects.create(
        hearing=found,
        participant_id=who.pk,
        consent=consent,
        read_back=read_back,
        votes=len(votes),
        at=at,
        by_id=by.pk,
    )
    journal.write("hearings.assisted", by=by, about=found, at=at, votes=len(votes), consent=consent)
    return made


def topic_of(hearing: Hearing) -> Topic:
    """Give the topic on whose statements one votes. Raises NoTopic."""
    if hearing.topic is None:
        raise NoTopic
    return hearing.topic
