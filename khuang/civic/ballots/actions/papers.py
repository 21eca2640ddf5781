"""Ballots on paper: hand out, type twice, decide differences, count the box."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from khuang.civic.ballots.actions.casting import ballot_of, checked
from khuang.civic.ballots.actions.locks import check_leave, locked
from khuang.civic.ballots.models import Ballot, Election, PaperBallot, Typing
from khuang.civic.ballots.rules import tokens
from khuang.civic.ballots.rules.problems import (
    MovedOn,
    NoReason,
    NoSuchPaper,
    NotForDelegates,
    NumberMistyped,
    PaperDone,
    TooManySlips,
    TypedByYou,
)
from khuang.ground.journal import actions as journal
from khuang.ground.places.models import Village

MOST_AT_ONCE = 2000
NOT_VALID = "not-valid"  # Two people agree that a paper says nothing that can be counted.
_TYPED = (Election.State.OPEN, Election.State.CLOSED)


@journal.action
def hand_out_papers(
    election: Election, n: int, *, village: Village | None, by: Any, at: datetime
) -> Sequence[PaperBallot]:
    """Number n papers to be printed and handed out, before closing. Journal: ballots.papers-made.

    Raises PermissionDenied, MovedOn after closing, NotForDelegates, TooManySlips.
    """
    check_leave(by, "ballots.run")
    now = locked(election, alone=True)
    if now.voters != Election.Voters.RESIDENTS:
        raise NotForDelegates
    if now.state not in (Election.State.ANNOUNCED, Election.State.OPEN) or at >= now.closes_at:
        raise MovedOn
    if not 1 <= n <= MOST_AT_ONCE:
        raise TooManySlips
    last = now.papers.aggregate(last=Max("number"))["last"] or 0
    made = PaperBallot.objects.bulk_create(
        PaperBallot(election=now, number=last + each, village=village, handed_out_at=at)
        for each in range(1, n + 1)
    )
    journal.write("ballots.papers-made", by=by, about=now, at=at, number=n)
    return made


@journal.action
def key_paper(
    election: Election,
    number: str,
    choices: Mapping[int, int] | None,
    *,
    sex: str = "",
    age_band: str = "",
    by: Any,
    at: datetime,
) -> PaperBallot:
    """Type one paper; it counts when two different people typed the same. Journal: ballots.paper-typed.

    number   as printed, with its check digit
    choices  none when the paper is not valid
    Gives the paper: typed once, different from what another typed (a third person decides), or decided.
    Raises PermissionDenied, MovedOn, NumberMistyped, NoSuchPaper, TypedByYou, PaperDone, WrongMarks.
    """
    check_leave(by, "ballots.type")
    now = locked(election, alone=False)
    if now.state not in _TYPED:
        raise MovedOn
    paper = _paper(now, number)
    marks = None if choices is None else checked(now, choices)
    _type(paper, Typing(choices=marks, sex=sex, age_band=age_band, by_id=by.pk, at=at), at=at)
    journal.write("ballots.paper-typed", by=by, about=paper, at=at, state=paper.state, also=[now.pk])
    return paper


@journal.action
def move_typing(wrong: PaperBallot, right: PaperBallot, *, by: Any, at: datetime) -> PaperBallot:
    """Say that what was typed under one number belongs to another. Journal: ballots.paper-moved.

    Gives the paper to which it belongs. Raises PermissionDenied, MovedOn, PaperDone, TypedByYou.
    """
    check_leave(by, "ballots.type")
    now = locked(wrong.election, alone=True)
    if now.state not in _TYPED or right.election_id != now.pk:
        raise MovedOn
    typing = wrong.typings.filter(taken_back=False).first()
    if wrong.state != PaperBallot.State.ONCE or typing is None:
        raise PaperDone
    typing.taken_back = True
    typing.save(update_fields=["taken_back"])
    wrong.state = PaperBallot.State.OUT
    wrong.save(update_fields=["state"])
    kept = Typing(choices=typing.choices, sex=typing.sex, age_band=typing.age_band, by_id=typing.by_id)
    kept.at = typing.at
    _type(right, kept, at=at)
    journal.write("ballots.paper-moved", by=by, about=right, at=at, also=[wrong.pk])
    return right


@journal.action
def drop_paper(paper: PaperBallot, *, why: str, by: Any, at: datetime) -> None:
    """Say that a paper does not count, and why. Journal: ballots.paper-dropped.

    Raises PermissionDenied, MovedOn, PaperDone, NoReason.
    """
    check_leave(by, "ballots.run")
    if not why.strip():
        raise NoReason
    now = locked(paper.election, alone=True)
    if now.state not in _TYPED:
        raise MovedOn
    found = PaperBallot.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    _check_undecided(found)
    _settle(found, PaperBallot.State.DROPPED, why=why.strip())
    journal.write("ballots.paper-dropped", by=by, about=found, at=at)


@journal.action
def count_box(election: Election, papers: int, *, by: Any, at: datetime) -> None:
    """Note how many papers were found in the box, counted by hand. Journal: ballots.box-counted.

    Raises PermissionDenied, MovedOn.
    """
    check_leave(by, "ballots.run")
    now = locked(election, alone=True)
    if now.state not in _TYPED:
        raise MovedOn
    now.in_box = papers
    now.save(update_fields=["in_box"])
    journal.write("ballots.box-counted", by=by, about=now, at=at, number=papers)


def _paper(election: Election, number: str) -> PaperBallot:
    try:
        read = tokens.read_paper_number(number)
    except tokens.NotACode:
        raise NumberMistyped from None
    found = election.papers.select_for_update(of=("self",)).filter(number=read).first()
    if found is None:
        raise NoSuchPaper
    return found


def _type(paper: PaperBallot, typing: Typing, *, at: datetime) -> None:
    """Add what was typed and decide: two who agree settle it, whatever a third typed."""
    _check_undecided(paper)
    before = list(paper.typings.filter(taken_back=False))
    if any(one.by_id == typing.by_id for one in before):
        raise TypedByYou
    typing.paper = paper
    typing.save()
    if any(one.said == typing.said for one in before):
        _accept(paper, typing, at=at)
    else:
        _settle(paper, PaperBallot.State.DIFFERS if before else PaperBallot.State.ONCE)


def _accept(paper: PaperBallot, typing: Typing, *, at: datetime) -> None:
    if typing.choices is None:
        _settle(paper, PaperBallot.State.DROPPED, why=NOT_VALID)
        return
    said = {"sex": typing.sex, "age_band": typing.age_band, "village": paper.village}
    ballot_of(paper.election, typing.choices, way=Ballot.Way.PAPER, at=at, **said)
    _settle(paper, PaperBallot.State.ACCEPTED)


def _check_undecided(paper: PaperBallot) -> None:
    if paper.state in (PaperBallot.State.ACCEPTED, PaperBallot.State.DROPPED):
        raise PaperDone


def _settle(paper: PaperBallot, state: Any, *, why: str = "") -> None:
    paper.state, paper.dropped_why = state, why
    paper.save(update_fields=["state", "dropped_why"])
