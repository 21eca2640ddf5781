"""What the pages of this app share."""

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuang.civic.ballots.models import Election, PaperBallot
from khuang.civic.ballots.rules.problems import BallotProblem
from khuang.ground.accounts.access import find

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def found(request, key, permission="ballots.run"):
    """Give the election, or 404."""
    return find(request, permission, Election.objects.all(), key)


def found_paper(request, key, permission="ballots.type"):
    """Give the paper, or 404."""
    return find(request, permission, PaperBallot.objects.select_related("election", "village"), key)


def tried(request, form, do, *about, **said):
    """Do it; what the rules refuse stands above the form. Gives what was done, or None."""
    try:
        return do(*about, **said, by=request.user, at=timezone.now())
    except BallotProblem as problem:
        form.add_error(None, _(problem.sentence))
        return None


def pressed(request, do, *about, words="", **said):
    """Do what a button asks; what the rules refuse is said on the next page."""
    try:
        done = do(*about, **said, by=request.user, at=timezone.now())
    except BallotProblem as problem:
        messages.error(request, _(problem.sentence))
        return None
    messages.success(request, words)
    return done


def form_page(request, form, *, title, button, back, template="ballots/form.html", **more):
    """Show a page with one form; one that was refused keeps what was typed."""
    page = {"form": form, "title": title, "button": button, "back": back, "caption": ""}
    return render(request, template, page | more, status=422 if form.errors else 200)
