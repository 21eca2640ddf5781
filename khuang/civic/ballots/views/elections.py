"""The list of elections, one election, making and opening and closing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.ballots import actions, reads
from khuang.civic.ballots.forms.elections import BoxForm, ElectionForm, PabulibForm
from khuang.civic.ballots.rules import pabulib
from khuang.civic.ballots.rules.problems import NotAPabulibFile
from khuang.civic.ballots.views.pages import found, pressed, tried
from khuang.ground.accounts.access import who_may
from khuang.ui.form_pages import form_page, page_or_form

PAGE = 100


@who_may("ballots.run")
@require_safe
def elections(request):
    return render(request, "ballots/elections.html", {"rows": reads.elections()[:PAGE]})


@who_may("ballots.run")
@page_or_form
def new(request):
    form = ElectionForm(request.POST or None)
    if form.is_valid() and (made := _written(request, form, actions.make_election)):
        messages.success(request, _("The election is announced. Check it, then open it."))
        return redirect("ballots:election", made.pk)
    return form_page(
        request,
        form,
        title=_("New election"),
        button=_("Announce"),
        back=reverse("ballots:elections"),
    )


@who_may("ballots.run")
@page_or_form
def change(request, key):
    one = found(request, key)
    form = ElectionForm(request.POST or None, initial=ElectionForm.of(one))
    if form.is_valid() and _written(request, form, actions.change_election, one):
        messages.success(request, _("Changed."))
        return redirect("ballots:election", key)
    back = reverse("ballots:election", args=[key])
    return form_page(request, form, title=_("Change the election"), button=_("Save"), back=back)


def _written(request, form, do, *about):
    said = form.said()
    title = [] if about else [said.pop("title")]
    return tried(request, form, do, *about, *title, **said)


@who_may("ballots.run")
@require_safe
def election(request, key):
    one = found(request, key)
    context = {
        "election": one,
        "options": one.options.select_related("village"),
        "batches": reads.printed(one),
        "papers": reads.paper_states(one),
        "cast": one.ballots.count(),
        "box": BoxForm(initial={"papers": one.in_box}),
        "counts": reads.counts(one),
    }
    return render(request, "ballots/election.html", context)


@who_may("ballots.run")
@require_POST
def open_election(request, key):
    pressed(request, actions.open_election, found(request, key), words=_("The vote is open."))
    return redirect("ballots:election", key)


@who_may("ballots.run")
@require_POST
def close(request, key):
    words = _("The vote is closed. Type the papers that are left, then count.")
    pressed(request, actions.close, found(request, key), words=words)
    return redirect("ballots:election", key)


@who_may("ballots.run")
@page_or_form
def from_file(request):
    """Read a Pabulib file; the rows that were not taken stand below, each with its reason."""
    form = PabulibForm(request.POST or None, request.FILES or None)
    made, refused = None, ()
    if form.is_valid():
        try:
            file = pabulib.read(form.text() or "")
        except NotAPabulibFile as problem:
            form.add_error("file", _(problem.sentence))
        else:
            made = tried(request, form, actions.take_pabulib, file)
            refused = [(row, _(pabulib.WHY[row.why])) for row in file.refused]
    context = {"form": form, "made": made, "refused": refused}
    return render(request, "ballots/from_file.html", context, status=422 if form.errors else 200)
