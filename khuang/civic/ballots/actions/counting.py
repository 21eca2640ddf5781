"""Count by every rule, side by side; and again under another budget."""

from datetime import datetime
from typing import Any

from khuang.civic.ballots.actions.elections import close
from khuang.civic.ballots.actions.locks import check_leave, locked
from khuang.civic.ballots.actions.mixing import mix
from khuang.civic.ballots.models import Count, Election, PaperBallot
from khuang.civic.ballots.reads.sheets import sheet_of, voters_of
from khuang.civic.ballots.rules.nothing import without
from khuang.civic.ballots.rules.outcomes import as_json, count
from khuang.civic.ballots.rules.problems import BoxDiffers, MovedOn, NoReason, PapersWaiting
from khuang.ground.journal import actions as journal

_WAITING = (PaperBallot.State.ONCE, PaperBallot.State.DIFFERS)


@journal.action
def close_and_count(election: Election, *, by: Any, at: datetime) -> Count:
    """Count the ballots, once all papers are decided; close first if it is open. Journal: ballots.counted.

    Raises PermissionDenied, MovedOn, PapersWaiting, BoxDiffers.
    """
    check_leave(by, "ballots.run")
    now = locked(election, alone=True)
    if now.state == Election.State.OPEN:
        now = close(now, by=by, at=at)
    if now.state != Election.State.CLOSED:
        raise MovedOn
    _check_papers(now)
    now.state = Election.State.COUNTED
    now.save(update_fields=["state"])
    mix(now)
    return _count(now, now.budget, because="", by=by, at=at)


@journal.action
def recount(election: Election, *, budget: int, because: str, by: Any, at: datetime) -> Count:
    """Count the same ballots under another budget; earlier counts stay. Journal: ballots.counted.

    Raises PermissionDenied, MovedOn before the first count, NoReason.
    """
    check_leave(by, "ballots.run")
    now = locked(election, alone=True)
    if now.state != Election.State.COUNTED or budget < 0:
        raise MovedOn
    if not because.strip():
        raise NoReason
    return _count(now, budget, because=because.strip(), by=by, at=at)


def _count(election: Election, budget: int, *, because: str, by: Any, at: datetime) -> Count:
    sheet = sheet_of(election, budget=budget)
    found = count(sheet.votes(), budget, election.tie_rule)
    voters = voters_of(election)
    made = Count.objects.create(
        election=election,
        number=election.counts.count() + 1,
        budget=budget,
        ballots=len(sheet.ballots),
        input_hash=sheet.hash(),
        outcomes={name: as_json(outcome) for name, outcome in found.items()},
        nothing={
            name: without(voters, [option + 1 for option in outcome.funded])
            for name, outcome in found.items()
        },
        because=because,
        counted_at=at,
        by_id=by.pk,
    )
    journal.write(
        "ballots.counted", by=by, about=election, at=at, number=made.number, input_hash=made.input_hash
    )
    return made


def _check_papers(election: Election) -> None:
    if election.papers.filter(state__in=_WAITING).exists():
        raise PapersWaiting
    if election.in_box is None:
        return
    # A paper that was typed lay in the box; one that was dropped untyped did not.
    typed = election.papers.filter(typings__taken_back=False).distinct().count()
    if typed != election.in_box:
        raise BoxDiffers
