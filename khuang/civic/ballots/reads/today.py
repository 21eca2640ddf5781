"""What of elections waits for an account, for the page of the day."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from khuang.civic.ballots.models import Election, PaperBallot
from khuang.civic.ballots.reads.results import for_delegate
from khuang.ground.accounts.reads import may
from khuang.ui.waiting import Waiting


def for_today(account: Any, *, at: datetime) -> list[Waiting]:
    """Give what waits: votes to close, to count or to take part in, papers to type a second time."""
    found = []
    if may(account, "ballots.run"):
        over = Election.objects.filter(state=Election.State.OPEN, closes_at__lte=at)
        closed = Election.objects.filter(state=Election.State.CLOSED)
        found += [
            (_("Votes to close: their time is over"), "ballots:elections", over.count(), "bad"),
            (_("Votes to count"), "ballots:elections", closed.count(), "wait"),
        ]
    if may(account, "ballots.type"):
        states = (PaperBallot.State.ONCE, PaperBallot.State.DIFFERS)
        papers = PaperBallot.objects.filter(state__in=states)
        found.append((_("Ballots on paper to type once more"), "ballots:elections", papers.count(), "wait"))
    if may(account, "council.scrutinise"):
        found.append(
            (_("Votes in which you may take part"), "ballots:votes", len(for_delegate(account)), "wait")
        )
    return found
