"""Ballots of statements on paper: number them, type each twice, count what two people read alike."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from khuang.civic.ballots.rules.problems import (
    NoSuchPaper,
    NumberMistyped,
    PaperDone,
    TooManySlips,
    TypedByYou,
)
from khuang.civic.ballots.rules.tokens import NotACode, read_paper_number
from khuang.civic.forum import actions as forum
from khuang.civic.forum.actions import Sheet
from khuang.civic.hearings.actions.phones import topic_of
from khuang.civic.hearings.actions.planning import locked
from khuang.civic.hearings.models import Hearing, Paper, PaperTyping
from khuang.ground.journal import actions as journal

State = Paper.State
MOST = 1000


@journal.action
def print_papers(hearing: Hearing, n: int, *, by: Any, at: datetime) -> list[Paper]:
    """Number n papers to be printed. Journal: hearings.papers-made.

    Raises PermissionDenied, NotNow after the end, NoTopic, TooManySlips.
    """
    found = locked(hearing, by, Hearing.State.INVITED, Hearing.State.OPEN)
    topic_of(found)
    if not 1 <= n <= MOST:
        raise TooManySlips
    last = found.papers.aggregate(last=Max("number"))["last"] or 0
    made = Paper.objects.bulk_create(
        Paper(hearing=found, number=last + each, made_at=at) for each in range(1, n + 1)
    )
    journal.write("hearings.papers-made", by=by, about=found, at=at, number=n)
    return made


@journal.action
def type_paper(
    hearing: Hearing,
    number: str,
    votes: Mapping[UUID, int],
    *,
    sex: str = "",
    age_band: str = "",
    by: Any,
    at: datetime,
) -> Paper:
    """Type one paper; it counts when two different people typed the same. Journal: hearings.paper-typed.

    number  as printed, with its check digit
    votes   id of a statement -> 1 agree, -1 disagree, 0 pass; nothing on it: it does not count
    Gives the paper: typed once, differing (a third person decides), counted, or not valid.
    Raises PermissionDenied, NotNow before it began, NumberMistyped, NoSuchPaper, TypedByYou, PaperDone.
    """
    found = locked(hearing, by, Hearing.State.OPEN, Hearing.State.CLOSED)
    paper = _paper(found, number)
    before = list(paper.typings.all())
    if any(one.by_id == by.pk for one in before):
        raise TypedByYou
    plain = {str(key): value for key, value in votes.items()}
    typing = PaperTyping.objects.create(
        paper=paper, votes=plain, sex=sex, age_band=age_band, at=at, by_id=by.pk
    )
    if any(one.said == typing.said for one in before):
        paper.state = _counted(found, paper, typing, by, at)
    else:
        paper.state = State.DIFFERS if before else State.ONCE
    paper.save(update_fields=["state"])
    journal.write("hearings.paper-typed", by=by, about=found, at=at, paper=str(paper.pk), state=paper.state)
    return paper


def _counted(hearing: Hearing, paper: Paper, typing: PaperTyping, by: Any, at: datetime) -> Any:
    """Count a paper in the topic, as of the end of the hearing."""
    if not typing.votes:
        return State.DROPPED
    sheet = Sheet(
        key=f"paper-{paper.pk.hex}",
        at=min(at, hearing.closed_at or at),
        votes={UUID(key): value for key, value in typing.votes.items()},
        sex=typing.sex,
        age_band=typing.age_band,
        village=hearing.village,
    )
    forum.take_sheets(topic_of(hearing), [sheet], way="paper", hearing_id=hearing.pk, by=by, at=at)
    return State.ACCEPTED


def _paper(hearing: Hearing, number: str) -> Paper:
    try:
        read = read_paper_number(number)
    except NotACode:
        raise NumberMistyped from None
    paper = hearing.papers.select_for_update(of=("self",)).filter(number=read).first()
    if paper is None:
        raise NoSuchPaper
    if paper.state in (State.ACCEPTED, State.DROPPED):
        raise PaperDone
    return paper
