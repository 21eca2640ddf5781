"""Print tokens and papers. The codes are shown once, on the page that is printed, and kept nowhere."""

import segno
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from khuang.civic.ballots import actions
from khuang.civic.ballots.forms.elections import SlipsForm, SpoilForm
from khuang.civic.ballots.marks import MarksForm
from khuang.civic.ballots.models import Token
from khuang.civic.ballots.rules.tokens import paper_number, shown
from khuang.civic.ballots.views.pages import found, tried
from khuang.ground.accounts.access import who_may
from khuang.ground.municipalities import pages_above
from khuang.ui.form_pages import form_page, page_or_form


@who_may("ballots.run")
@never_cache
@page_or_form
def tokens(request, key):
    one = found(request, key)
    form = SlipsForm(request.POST or None)
    if form.is_valid():
        said = {"village": form.cleaned_data["village"]}
        if made := tried(request, form, actions.hand_out_tokens, one, form.cleaned_data["number"], **said):
            return _sheet(request, one, made.batch, enumerate(made.codes, start=1))
    return _ask(request, form, one, _("Print slips with codes"), _("Make the codes"))


@who_may("ballots.run")
@never_cache
@page_or_form
def spoilt(request, key):
    """Make a slip worthless and print another in its place."""
    one = found(request, key)
    form = SpoilForm(request.POST or None)
    if form.is_valid():
        token = _token(one, **form.cleaned_data)
        if token is None:
            form.add_error("serial", _("There is no such slip. Look at the numbers printed on it."))
        elif code := tried(request, form, actions.replace_token, token):
            last = token.batch.tokens.last()
            return _sheet(request, one, token.batch, [(last.serial, code)])
    return _ask(request, form, one, _("Replace a spoilt slip"), _("Replace it"))


@who_may("ballots.run")
@page_or_form
def papers(request, key):
    one = found(request, key)
    if one.voters != "residents":
        raise Http404
    form = SlipsForm(request.POST or None)
    if form.is_valid():
        said = {"village": form.cleaned_data["village"]}
        if made := tried(request, form, actions.hand_out_papers, one, form.cleaned_data["number"], **said):
            numbers = [paper_number(paper.number) for paper in made]
            context = {"election": one, "numbers": numbers, "marks": MarksForm(one)}
            return render(request, "ballots/papers.html", context)
    return _ask(request, form, one, _("Print ballots on paper"), _("Make the papers"))


def _token(election, *, batch, serial):
    rows = Token.objects.select_related("batch__village")
    return rows.filter(batch__subject_id=election.pk, batch__number=batch, serial=serial).first()


def _sheet(request, election, batch, codes):
    slug = request.user.municipality.slug
    address = request.build_absolute_uri(pages_above.address("vote", slug, election.pk))
    slips = [
        {"serial": serial, "code": shown(code), "qr": _qr(f"{address}#{code}")} for serial, code in codes
    ]
    context = {"election": election, "batch": batch, "slips": slips, "address": address}
    return render(request, "ballots/tokens.html", context)


def _qr(link):
    """Draw a link; what stands behind # never leaves the phone by itself."""
    return segno.make(link, micro=False).svg_data_uri(scale=3, border=2)


def _ask(request, form, election, title, button):
    back = reverse("ballots:election", args=[election.pk])
    return form_page(request, form, title=title, button=button, back=back, caption=election.title)
