"""Funders: the list, one funder, and the letter of thanks."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.care.support import actions
from khuang.care.support.forms.funders import FunderForm
from khuang.care.support.models import Funder
from khuang.care.support.reads import funders as reads
from khuang.care.support.views.packages import answered, page_or_form
from khuang.ground.accounts.access import who_may
from khuang.lib.thai_dates import fiscal_year, fiscal_year_bounds


@who_may("support.funders")
@require_safe
def funders(request):
    gave = reads.totals()
    rows = [(one, gave.get(one.pk, 0)) for one in reads.funders()]
    return render(request, "support/funders.html", {"rows": rows, "today": timezone.localdate()})


@who_may("support.funders")
@page_or_form
def new(request):
    form = FunderForm(request.POST or None, initial={"since": timezone.localdate()})
    if form.is_valid():
        made = actions.add_funder(**form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("The funder is kept."))
        return redirect("support:funder", made.pk)
    return answered(request, "support/funder_form.html", {"form": form, "funder": None}, form)


@who_may("support.funders")
@require_safe
def funder(request, key):
    found = get_object_or_404(Funder, pk=key)
    return render(request, "support/funder.html", {"record": reads.funder_record(found), "funder": found})


@who_may("support.funders")
@page_or_form
def change(request, key):
    found = get_object_or_404(Funder, pk=key)
    names = ("name", "kind", "is_anonymous", "contact", "since", "until", "notes")
    now = {name: getattr(found, name) for name in names}
    form = FunderForm(request.POST or None, initial=now, funder=found)
    if form.is_valid():
        actions.change_funder(found, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("The funder is changed."))
        return redirect("support:funder", key)
    return answered(request, "support/funder_form.html", {"form": form, "funder": found}, form)


@who_may("support.funders")
@require_safe
def letter(request, key):
    """What the funder gave this fiscal year, to how many, without a name of anybody who was helped."""
    found, on = get_object_or_404(Funder, pk=key), timezone.localdate()
    year = fiscal_year(on)
    record = reads.funder_record(found, year=fiscal_year_bounds(year))
    context = {"record": record, "funder": found, "year": year, "on": on}
    return render(
        request, "support/funder_letter.html", context | {"municipality": request.user.municipality}
    )
