"""Enter ballots that are public already: what the seats of a council scored in its scrutiny."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from khuang.civic.ballots.actions.casting import ballot_of, checked
from khuang.civic.ballots.actions.locks import check_leave, locked
from khuang.civic.ballots.models import Ballot, Election, HasVoted
from khuang.civic.ballots.rules.problems import NotForDelegates, TooLate, VotedAlready
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.fields import keyed_hash


@journal.action
def enter(
    election: Election,
    sheets: Mapping[str, Mapping[int, int]],
    *,
    said: Mapping[str, Mapping[str, Any]],
    by: Any,
    at: datetime,
) -> int:
    """Enter a ballot for each voter, each once; give how many. Journal: ballots.entered.

    sheets  who it is -> number of an option -> value
    said    who it is -> sex, age_band, village, where they are known; whoever is absent said nothing
    Raises PermissionDenied, NotForDelegates, TooLate, VotedAlready, WrongMarks.
    """
    check_leave(by, "ballots.run")
    now = locked(election, alone=True)
    if now.voters != Election.Voters.DELEGATES:
        raise NotForDelegates
    if not now.takes_votes(at):
        raise TooLate
    keys = [keyed_hash(f"{now.pk} {one}", "ballots-voter") for one in sheets]
    if HasVoted.objects.filter(election=now, key_hash__in=keys).exists():
        raise VotedAlready
    HasVoted.objects.bulk_create(HasVoted(election=now, key_hash=key) for key in keys)
    for one, choices in sheets.items():
        told = {"sex": "", "age_band": "", "village": None} | dict(said.get(one, {}))
        ballot_of(now, checked(now, choices), way=Ballot.Way.DELEGATE, at=at, **told)
    journal.write("ballots.entered", by=by, about=now, at=at, ballots=len(sheets))
    return len(sheets)
