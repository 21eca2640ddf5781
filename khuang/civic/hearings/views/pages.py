"""What the pages of hearings share: finding one, doing what a form says, showing one form."""

from functools import partial

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.civic.ballots.rules.problems import BallotProblem
from khuang.civic.forum.rules.problems import ForumProblem
from khuang.civic.hearings import reads
from khuang.civic.hearings.rules.problems import HearingProblem
from khuang.ground.accounts.access import find
from khuang.ui import form_pages

HOLD = "hearings.hold"
PROBLEMS = (HearingProblem, ForumProblem, BallotProblem)

tried = partial(form_pages.tried, refused=PROBLEMS)


def found(request, key):
    return find(request, HOLD, reads.hearings(), key)


def done(request, do, *about, words, **said):
    """Do what a button says, and say so, or why not."""
    try:
        do(*about, **said, by=request.user, at=timezone.now())
    except PROBLEMS as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, words)
