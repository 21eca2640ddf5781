"""Cast a ballot: once for each token or delegate, before closing, with nothing that links the two."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from khuang.civic.ballots.actions.locks import check_leave, locked
from khuang.civic.ballots.models import Ballot, Election, HasVoted, Token
from khuang.civic.ballots.reads.results import voter_hash
from khuang.civic.ballots.reads.tokens import find_token
from khuang.civic.ballots.rules.choices import Choices, check
from khuang.civic.ballots.rules.problems import (
    BallotProblem,
    NotForDelegates,
    NotOpenYet,
    SpoiltToken,
    TokenNeeded,
    TooLate,
    UnknownToken,
    UsedToken,
    VotedAlready,
)
from khuang.ground.journal import actions as journal
from khuang.ground.places.models import Village
from khuang.lib.demographics import AGE_BANDS, SEXES

# What is counted when it is refused, and in which column.
_COUNTED: dict[type[BallotProblem], str] = {
    UsedToken: "refused_used",
    SpoiltToken: "refused_used",
    TooLate: "refused_late",
    UnknownToken: "refused_unknown",
}


def cast(
    election: Election,
    choices: Mapping[int, int],
    *,
    token: str = "",
    voter_key: str = "",
    sex: str = "",
    age_band: str = "",
    village: Village | None = None,
    way: Any = Ballot.Way.PHONE,
    by: Any = journal.SYSTEM,
    at: datetime,
) -> Ballot:
    """Let a ballot count. Journal: ballots.cast, or ballots.refused; both name the election only.

    choices    number of an option to its value (see rules.choices)
    token      as typed; its batch says the village when none is given
    voter_key  who the delegate is (the id of the account), in an election among delegates
    by         the officer who helps (way "officer") or the delegate
    Raises NotOpenYet, TooLate, Mistyped, UnknownToken, UsedToken, SpoiltToken, VotedAlready, WrongMarks,
    PermissionDenied. What is refused for its token or its hour is counted, outside of what was refused.
    """
    try:
        return _cast(
            election,
            choices,
            token=token,
            voter_key=voter_key,
            said={"sex": sex, "age_band": age_band, "village": village, "way": way},
            by=by,
            at=at,
        )
    except tuple(_COUNTED) as problem:
        _note_refused(election, _COUNTED[type(problem)], by=by, at=at)
        raise


@journal.action
def _cast(
    election: Election,
    choices: Mapping[int, int],
    *,
    token: str,
    voter_key: str,
    said: dict[str, Any],
    by: Any,
    at: datetime,
) -> Ballot:
    now = locked(election, alone=False)
    _check_open(now, at)
    marks = checked(now, choices)
    if now.voters == Election.Voters.DELEGATES:
        _note_delegate(now, voter_key, by)
        said["way"] = Ballot.Way.DELEGATE
    else:
        found = _spend(now, token, said["way"], by)
        said["village"] = said["village"] or found.batch.village
    made = ballot_of(now, marks, at=at, **said)
    journal.write("ballots.cast", by=by, about=now, at=at)
    return made


def checked(election: Election, choices: Mapping[int, int]) -> Choices:
    """Give the marks in their one form. Raises WrongMarks."""
    numbers = set(election.options.values_list("number", flat=True))
    return check(election.kind, choices, numbers=numbers, limit=election.limit)


def ballot_of(
    election: Election,
    marks: Choices,
    *,
    sex: str,
    age_band: str,
    village: Village | None,
    way: Any,
    at: datetime,
) -> Ballot:
    """Write a ballot that counts: a random id, and the day."""
    return Ballot.objects.create(
        election=election,
        choices=marks,
        on=timezone.localdate(at),
        way=way,
        sex=sex if sex in SEXES else "",
        age_band=age_band if age_band in AGE_BANDS else "",
        village=village,
    )


def _check_open(election: Election, at: datetime) -> None:
    if election.state == Election.State.ANNOUNCED:
        raise NotOpenYet
    if not election.takes_votes(at):
        raise TooLate


def _spend(election: Election, typed: str, way: Any, by: Any) -> Token:
    """Mark the token as used, in the transaction that writes the ballot."""
    if way == Ballot.Way.OFFICER:
        check_leave(by, "ballots.type")
    elif way != Ballot.Way.PHONE:
        raise NotForDelegates
    if not typed.strip():
        raise TokenNeeded
    found = find_token(election, typed, lock=True)
    found.state = Token.State.USED
    found.save(update_fields=["state"])
    return found


def _note_delegate(election: Election, voter_key: str, by: Any) -> None:
    if not voter_key or voter_key != str(by.pk):
        raise NotForDelegates
    check_leave(by, "council.scrutinise")
    if election.roll is not None and voter_key not in election.roll:
        raise PermissionDenied
    try:
        with transaction.atomic():
            HasVoted.objects.create(election=election, key_hash=voter_hash(election, voter_key))
    except IntegrityError:
        raise VotedAlready from None


@journal.action
def _note_refused(election: Election, column: str, *, by: Any, at: datetime) -> None:
    Election.objects.filter(pk=election.pk).update(**{column: F(column) + 1})
    journal.write("ballots.refused", by=by, about=election, at=at, why=column.removeprefix("refused_"))
