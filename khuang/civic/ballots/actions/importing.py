"""Read an election from a Pabulib file: good rows are kept, bad ones are handed back."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from khuang.civic.ballots.actions.elections import OptionDraft, make_election
from khuang.civic.ballots.actions.locks import check_leave
from khuang.civic.ballots.models import Ballot, Election
from khuang.civic.ballots.rules.pabulib import File
from khuang.ground.journal import actions as journal


@journal.action
def take_pabulib(file: File, *, by: Any, at: datetime) -> Election:
    """Keep a file as an election that is closed and can be counted. Journal: ballots.imported.

    Raises PermissionDenied, NotAnElection.
    """
    check_leave(by, "ballots.run")
    title = file.meta.get("description", "")[:160] or "Pabulib"
    made = make_election(
        title,
        question=title,
        kind=file.kind,
        budget=file.budget,
        options=[OptionDraft(one.title[:160], cost=one.cost) for one in file.projects],
        voters=Election.Voters.RESIDENTS,
        rule="equal-shares",
        tie_rule="number",
        limit=file.limit,
        closes_at=at + timedelta(minutes=1),
        by=by,
        at=at,
    )
    made.state, made.opened_at, made.closed_at = Election.State.CLOSED, at, at
    made.save(update_fields=["state", "opened_at", "closed_at"])
    day = timezone.localdate(at)
    Ballot.objects.bulk_create(
        (
            Ballot(
                election=made,
                choices=vote.choices,
                on=day,
                way=Ballot.Way.PAPER,
                sex=vote.sex,
                age_band=vote.age_band,
            )
            for vote in file.votes
        ),
        batch_size=2000,
    )
    journal.write(
        "ballots.imported", by=by, about=made, at=at, ballots=len(file.votes), refused=len(file.refused)
    )
    return made
