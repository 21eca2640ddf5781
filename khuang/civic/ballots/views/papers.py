"""Type papers twice, look at a difference side by side, count the box."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.ballots import actions, reads
from khuang.civic.ballots.forms.elections import BoxForm, DropForm, PaperForm
from khuang.civic.ballots.marks import SEX_WORDS
from khuang.civic.ballots.rules.tokens import paper_number
from khuang.civic.ballots.views.pages import found, found_paper, pressed, tried
from khuang.ground.accounts.access import who_may
from khuang.ui.form_pages import page_or_form

_SAID = {
    "once": gettext_lazy("Typed once. Another person types it the second time."),
    "differs": gettext_lazy("This differs from what somebody else typed. A third person looks at the paper."),
    "accepted": gettext_lazy("Typed alike by two people: it counts."),
    "dropped": gettext_lazy("Two people say that it cannot be counted."),
}


@who_may("ballots.type")
@page_or_form
def type_in(request, key):
    one = found(request, key, "ballots.type")
    form = PaperForm(one, request.POST or None)
    if form.is_valid():
        said = {"number": form.cleaned_data["number"], "choices": form.choices(), **form.of_voter()}
        if paper := tried(request, form, actions.key_paper, one, **said):
            messages.success(request, f"{paper_number(paper.number)}: {_SAID[paper.state]}")
            return redirect("ballots:type", key)
    context = {
        "form": form,
        "election": one,
        "waiting": [(paper, paper_number(paper.number)) for paper in reads.waiting(one)],
        "twins": [_twin(pair) for pair in reads.twins(one)],
        "states": reads.paper_states(one),
    }
    return render(request, "ballots/type.html", context, status=422 if form.errors else 200)


def _twin(pair):
    return [(one.paper, paper_number(one.paper.number)) for one in pair]


@who_may("ballots.type")
@require_safe
def paper(request, key):
    """What was typed of one paper, side by side. Who typed it is not shown."""
    one = found_paper(request, key)
    titles = {option.number: option.title for option in one.election.options.all()}
    typed = reads.typings(one)
    rows = [
        (titles[number], [dict(map(tuple, said.choices or [])).get(number, "") for said in typed])
        for number in titles
    ]
    context = {
        "paper": one,
        "number": paper_number(one.number),
        "typed": [
            {"valid": said.choices is not None, "sex": SEX_WORDS.get(said.sex, ""), "age": said.age_band}
            for said in typed
        ],
        "rows": rows,
        "drop": DropForm(),
    }
    return render(request, "ballots/paper.html", context)


@who_may("ballots.run")
@require_POST
def drop(request, key):
    one = found_paper(request, key, "ballots.run")
    words = _("The paper does not count.")
    pressed(request, actions.drop_paper, one, why=request.POST.get("why", "")[:200], words=words)
    return redirect("ballots:type", one.election_id)


@who_may("ballots.type")
@require_POST
def same(request, key, right):
    """Both were one paper: what was typed under this number belongs to the other."""
    wrong, other = found_paper(request, key), found_paper(request, right)
    words = _("It stands under number %(number)s now.") % {"number": paper_number(other.number)}
    pressed(request, actions.move_typing, wrong, other, words=words)
    return redirect("ballots:type", wrong.election_id)


@who_may("ballots.run")
@require_POST
def box(request, key):
    one = found(request, key)
    form = BoxForm(request.POST)
    if form.is_valid():
        words = _("The number of papers in the box is noted.")
        pressed(request, actions.count_box, one, form.cleaned_data["papers"], words=words)
    else:
        messages.error(request, _("Write how many papers lay in the box."))
    return redirect("ballots:election", key)
