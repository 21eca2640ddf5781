"""Rounds of scrutiny: open one, see how far it is, rank it, count it again."""

from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.civic.council import actions, reads
from khuang.civic.council.forms.scrutiny import RecountForm, RoundForm
from khuang.civic.council.models import Round
from khuang.civic.council.views.councils import council_at
from khuang.civic.council.views.pages import tried
from khuang.ground.accounts.access import find, who_may
from khuang.ui.form_pages import form_page, page_or_form


@who_may("council.run")
@page_or_form
def new(request, key):
    found = council_at(request, key)
    items = reads.open_items(found).exclude(cost=None)
    form = RoundForm(items, request.POST or None)
    if form.is_valid() and (made := tried(request, form, actions.open_round, found, **form.said())):
        messages.success(request, _("The round is open. Delegates score on their phones."))
        return redirect("council:round", made.pk)
    back = reverse("council:council", args=[key])
    return form_page(request, form, title=_("Open a round of scrutiny"), back=back, caption=str(found))


@who_may("council.run")
@require_safe
def round_(request, key):
    found = _round(request, key)
    seats = reads.seated(found.council, on=timezone.localdate()) if found.is_open else []
    context = {
        "round": found,
        "rows": reads.scrutiny(found),
        "progress": [(one, reads.progress(found, one.seat)) for one in seats],
        "counts": reads.counts(found),
        "turnout": reads.turnout(found),
        "coming": reads.coming(found.council, at=timezone.now()),
    }
    return render(request, "council/round.html", context)


@who_may("council.run")
@page_or_form
def rank(request, key):
    found = _round(request, key)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and tried(request, form, actions.rank, found):
        messages.success(request, _("The round is ranked. Anyone can read and recount it."))
        return redirect("council:round", key)
    seats = reads.seats(found.council, on=timezone.localdate())
    done = [not reads.progress(found, seat).to_do for seat in seats]
    more = {
        "round": found,
        "done": sum(done),
        "missing": len(done) - sum(done),
        "is_early": timezone.now() < found.closes_at,
    }
    title, back = _("End the scoring and rank"), reverse("council:round", args=[key])
    words = {"title": title, "button": title, "caption": found.title, "button_kind": "warning"}
    return form_page(request, form, back=back, template="council/rank.html", **words, **more)


@who_may("council.run")
@page_or_form
def recount(request, key):
    found = _round(request, key)
    form = RecountForm(request.POST or None, initial={"budget": found.budget})
    if form.is_valid() and tried(request, form, actions.count_again, found, **form.cleaned_data):
        messages.success(request, _("It is counted again. Both counts stay beside each other."))
        return redirect("council:round", key)
    back = reverse("council:round", args=[key])
    return form_page(request, form, title=_("Count again"), back=back, caption=found.title)


def _round(request, key):
    return find(request, "council.run", Round.objects.select_related("council", "criteria"), key)
