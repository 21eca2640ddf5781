"""What the pages of this app share."""

from functools import partial

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.civic.ballots.models import Election, PaperBallot
from khuang.civic.ballots.rules.problems import BallotProblem
from khuang.ground.accounts.access import find
from khuang.ui import form_pages

tried = partial(form_pages.tried, refused=BallotProblem)


def found(request, key, permission="ballots.run"):
    """Give the election, or 404."""
    return find(request, permission, Election.objects.all(), key)


def found_paper(request, key, permission="ballots.type"):
    """Give the paper, or 404."""
    return find(request, permission, PaperBallot.objects.select_related("election", "village"), key)


def pressed(request, do, *about, words="", **said):
    """Do what a button asks; what the rules refuse is said on the next page."""
    try:
        done = do(*about, **said, by=request.user, at=timezone.now())
    except BallotProblem as problem:
        messages.error(request, _(problem.sentence))
        return None
    messages.success(request, words)
    return done
