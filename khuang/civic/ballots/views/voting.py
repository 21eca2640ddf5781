"""Vote as a delegate, and help somebody who cannot vote alone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.civic.ballots import actions, reads
from khuang.civic.ballots.forms.elections import HelpForm
from khuang.civic.ballots.marks import MarksForm
from khuang.civic.ballots.views.pages import found, tried
from khuang.ground.accounts.access import who_may
from khuang.ui.form_pages import page_or_form


@who_may("council.scrutinise")
@require_safe
def mine(request):
    """The votes in which this delegate may take part."""
    return render(request, "ballots/votes.html", {"rows": reads.for_delegate(request.user)})


@who_may("council.scrutinise")
@page_or_form
def vote(request, key):
    one = found(request, key, "council.scrutinise")
    form = MarksForm(one, request.POST or None)
    if form.is_valid():
        said = {"voter_key": str(request.user.pk), **form.of_voter()}
        if tried(request, form, actions.cast, one, form.choices(), **said):
            messages.success(request, _("Your ballot counts. How you voted is stored without your name."))
            return redirect("ballots:votes")
    return _page(request, form, one, reverse("ballots:votes"), one.title)


@who_may("ballots.type")
@page_or_form
def help_voter(request, key):
    one = found(request, key, "ballots.type")
    form = HelpForm(one, request.POST or None)
    if form.is_valid():
        said = {"token": form.cleaned_data["token"], "way": "officer", **form.of_voter()}
        if tried(request, form, actions.cast, one, form.choices(), **said):
            messages.success(request, _("The ballot counts. That you helped is in the journal; how, is not."))
            return redirect("ballots:help", key)
    back = reverse("ballots:election", args=[key])
    return _page(request, form, one, back, _("Help somebody to vote"))


def _page(request, form, election, back, title):
    context = {"form": form, "election": election, "back": back, "title": title}
    return render(request, "ballots/vote.html", context, status=422 if form.errors else 200)
