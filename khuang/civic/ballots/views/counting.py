"""Count, and count again under another budget."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khuang.civic.ballots import actions, reads
from khuang.civic.ballots.forms.elections import RecountForm
from khuang.civic.ballots.reads.layout import side_by_side
from khuang.civic.ballots.views.pages import found, pressed, tried
from khuang.ground.accounts.access import who_may
from khuang.ui.form_pages import form_page, page_or_form


@who_may("ballots.run")
@page_or_form
def count(request, key):
    """Press to count; then the outcomes with exact figures of who got nothing."""
    one = found(request, key)
    if request.method == "POST":
        pressed(request, actions.close_and_count, one, words=_("Counted. Anyone can read the result now."))
        return redirect("ballots:count", key)
    counts = reads.counts(one)
    context = {"election": one, "counts": [side_by_side(one, each) for each in reversed(counts)]}
    return render(request, "ballots/count.html", context)


@who_may("ballots.run")
@page_or_form
def again(request, key):
    one = found(request, key)
    form = RecountForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.recount, one, **form.cleaned_data):
        return redirect("ballots:count", key)
    back = reverse("ballots:count", args=[key])
    return form_page(
        request, form, title=_("Count again under another budget"), button=_("Count again"), back=back
    )
