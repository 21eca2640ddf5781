"""Elections in the open court: what is voted on, the vote by a slip, results and count sheets."""

import csv

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from khuang.civic.ballots import actions
from khuang.civic.ballots.models import Election
from khuang.civic.ballots.rules.problems import BallotProblem, WrongMarks
from khuang.ground.accounts import brake
from khuang.ground.municipalities.context import within
from khuang.portal.forms.elections import VoteForm
from khuang.portal.reads import elections as reads
from khuang.portal.views.frame import page, public
from khuang.ui.downloads import download
from khuang.ui.form_pages import page_or_form


@public
@require_safe
def elections(request, place):
    return page(request, "portal/elections/elections.html", place, {"rows": reads.elections(place)})


@public
@require_safe
def election(request, place, key):
    found = reads.election(place, key)
    if found is None:
        raise Http404
    found["takes_votes"] = found["election"].takes_votes(timezone.now())
    return page(request, "portal/elections/election.html", place, found)


@public
@never_cache
@page_or_form
def vote(request, place, key):
    """Vote by the code of a slip. The code travels in the form, or behind # and so never in an address."""
    with within(place):
        found = Election.objects.exclude(voters="delegates").filter(pk=key).first()
        if found is None:
            raise Http404
        form = VoteForm(found, request.POST or None)
    if form.is_valid() and _cast(request, place, found, form):
        return page(request, "portal/elections/thanks.html", place, {"election": found})
    context = {"form": form, "election": found, "takes_votes": found.takes_votes(timezone.now())}
    return page(request, "portal/elections/vote.html", place, context, 422 if form.errors else 200)


def _cast(request, place, election, form):
    now = timezone.now()
    attempt = brake.begin(request, "token", at=now)
    if attempt.free_at:
        form.add_error(None, _("Several codes were wrong. Wait a while, or ask for help."))
        return False
    with within(place):
        try:
            said = {"token": form.cleaned_data["token"], **form.of_voter()}
            actions.cast(election, form.choices(), **said, at=now)
        except BallotProblem as problem:
            if isinstance(problem, WrongMarks):
                attempt.succeeded()
            form.add_error(None if isinstance(problem, WrongMarks) else "token", _(problem.sentence))
            return False
    attempt.succeeded()
    return True


@public
@require_safe
def sheet(request, place, key, number):
    found = reads.sheet(place, key, number)
    return _file(found and found.as_text(), "application/json", f"count-{number}.json")


@public
@require_safe
def as_csv(request, place, key, number):
    found = reads.sheet(place, key, number)
    if found is None:
        raise Http404
    answer = _file("\ufeff", "text/csv; charset=utf-8", f"count-{number}.csv")
    csv.writer(answer).writerows(found.as_rows())
    return answer


@public
@require_safe
def as_pabulib(request, place, key, number):
    return _file(reads.as_pabulib(place, key, number), "text/plain; charset=utf-8", f"count-{number}.pb")


def _file(text, kind, name):
    if not text:
        raise Http404
    return download(text, kind, name)
