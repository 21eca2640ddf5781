"""What the pages of hearings share: finding one, doing what a form says, showing one form."""

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuang.civic.ballots.rules.problems import BallotProblem
from khuang.civic.forum.rules.problems import ForumProblem
from khuang.civic.hearings import reads
from khuang.civic.hearings.rules.problems import HearingProblem
from khuang.ground.accounts.access import find

HOLD = "hearings.hold"
PROBLEMS = (HearingProblem, ForumProblem, BallotProblem)
page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def found(request, key):
    return find(request, HOLD, reads.hearings(), key)


def tried(request, form, do, *about, **said):
    """Do it; what the rules refuse stands above the form. Gives what was done, or None."""
    try:
        return do(*about, **said, by=request.user, at=timezone.now())
    except PROBLEMS as problem:
        form.add_error(None, _(problem.sentence))
        return None


def done(request, do, *about, words, **said):
    """Do what a button says, and say so, or why not."""
    try:
        do(*about, **said, by=request.user, at=timezone.now())
    except PROBLEMS as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, words)


def form_page(request, form, *, title, button, back, template="hearings/form.html", **more):
    """Show a page with one form; one that was refused keeps what was typed."""
    page = {"form": form, "title": title, "button": button, "back": back, "caption": ""}
    return render(request, template, page | more, status=422 if form.errors else 200)
