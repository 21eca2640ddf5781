"""Tokens, papers and help for those who vote on the statements of a hall."""

import segno
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khuang.civic.ballots.rules import tokens
from khuang.civic.hearings import reads
from khuang.civic.hearings.actions import papers, phones
from khuang.civic.hearings.forms.phones import AssistForm, HowManyForm, PaperForm
from khuang.civic.hearings.models import Paper
from khuang.civic.hearings.views.pages import HOLD, found, tried
from khuang.ground.accounts.access import who_may
from khuang.ground.municipalities import pages_above
from khuang.lib.demographics import AGE_BANDS
from khuang.ui.form_pages import form_page, page_or_form


@who_may(HOLD)
@page_or_form
def hand_out(request, key):
    """Make tokens and print them at once: the codes are stored nowhere."""
    row = found(request, key)
    form = HowManyForm(request.POST or None, initial={"n": 30})
    made = form.is_valid() and tried(request, form, phones.hand_out, row, form.cleaned_data["n"])
    if made:
        address = request.build_absolute_uri(
            pages_above.address("hearing_by_phone", request.user.municipality.slug, row.pk)
        )
        # Behind the # it stays in the phone: no server and no log sees the code.
        slips = [
            (
                tokens.shown(code),
                segno.make(f"{address}#{code}", micro=False).svg_data_uri(scale=3, border=2),
            )
            for code in made.codes
        ]
        context = {"hearing": row, "slips": slips, "batch": made.batch, "address": address}
        return render(request, "hearings/slips.html", context)
    back = reverse("hearings:hearing", args=[key])
    page = {"title": _("Tokens for phones"), "button": _("Make and print"), "back": back, "caption": row}
    return form_page(request, form, **page)


@who_may(HOLD)
@page_or_form
def print_papers(request, key):
    row = found(request, key)
    form = HowManyForm(request.POST or None, initial={"n": 30})
    made = form.is_valid() and tried(request, form, papers.print_papers, row, form.cleaned_data["n"])
    if made:
        numbers = [tokens.paper_number(paper.number) for paper in made]
        context = {
            "hearing": row,
            "numbers": numbers,
            "statements": reads.statements(row),
            "bands": AGE_BANDS,
        }
        return render(request, "hearings/papers.html", context)
    back = reverse("hearings:hearing", args=[key])
    page = {"title": _("Ballots on paper"), "button": _("Make and print"), "back": back, "caption": row}
    return form_page(request, form, **page)


@who_may(HOLD)
@page_or_form
def type_paper(request, key):
    row = found(request, key)
    form = PaperForm(reads.statements(row), request.POST or None)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("sex", "age_band")}
        number = form.cleaned_data["number"]
        if made := tried(request, form, papers.type_paper, row, number, form.votes(), **said):
            messages.success(request, made.get_state_display())
            return redirect("hearings:paper-type", key)
    back = reverse("hearings:hearing", args=[key])
    page = {"title": _("Type a paper"), "button": _("Keep it"), "back": back, "caption": row}
    states = reads.paper_states(row)
    counts = [(label, states.get(code, 0)) for code, label in Paper.State.choices]
    return form_page(request, form, **page, counts=counts, template="hearings/paper_type.html")


@who_may(HOLD)
@page_or_form
def assist(request, key):
    row = found(request, key)
    form = AssistForm(reads.statements(row), request.POST or None)
    if form.is_valid():
        names = ("sex", "age_band", "consent", "read_back")
        said = {name: form.cleaned_data[name] for name in names}
        if tried(request, form, phones.assist, row, form.cleaned_data["token"], form.votes(), **said):
            messages.success(request, _("Their votes count, once, with a note that you helped."))
            return redirect("hearings:assist", key)
    back = reverse("hearings:hearing", args=[key])
    page = {"title": _("Help somebody vote"), "button": _("Count their votes"), "back": back, "caption": row}
    return form_page(request, form, **page)
