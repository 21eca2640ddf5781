"""Hearings in the open court: what comes, what was, and the way into the vote by a token of the hall."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.civic.ballots.rules.problems import BallotProblem
from khuang.civic.hearings.actions.phones import join_hall
from khuang.civic.hearings.rules.problems import HearingProblem
from khuang.ground.municipalities.context import within
from khuang.portal.forms.hearings import PhoneForm
from khuang.portal.reads import hearings as reads
from khuang.portal.views.frame import page, public
from khuang.portal.views.voter import remember
from khuang.ui.form_pages import page_or_form


@public
@require_safe
def hearings(request, place):
    coming, past = reads.hearings(place)
    return page(request, "portal/hearings/hearings.html", place, {"coming": coming, "past": past})


@public
@require_safe
def hearing(request, place, key):
    seen = _seen(place, key)
    return page(request, "portal/hearings/hearing.html", place, {"seen": seen, "paper": seen.paper})


@public
@page_or_form
def phone(request, place, key):
    """Let a token of the hall vote. Nobody guesses one, and a whole hall may share one address: no brake."""
    seen = _seen(place, key)
    form = PhoneForm(request.POST or None)
    if form.is_valid():
        try:
            with within(place):
                _who, voter = join_hall(seen.hearing, form.cleaned_data["code"], at=timezone.now())
            return remember(redirect("portal:topic-vote", place.slug, seen.topic.pk), seen.topic, voter)
        except (HearingProblem, BallotProblem) as problem:
            form.add_error("code", _(problem.sentence))
    context = {"seen": seen, "form": form}
    return page(request, "portal/hearings/phone.html", place, context, 422 if form.errors else 200)


def _seen(place, key):
    seen = reads.hearing(place, key)
    if seen is None:
        raise Http404
    return seen
