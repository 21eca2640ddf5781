"""Equipment: what there is, who has it, lending it and taking it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuang.care.people.actions import note_listing, note_view
from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.care.support.actions import lending as actions
from khuang.care.support.forms.lending import (
    ExtendForm,
    ItemFilter,
    ItemForm,
    ItemStateForm,
    LendForm,
    ReturnForm,
)
from khuang.care.support.models import EquipmentItem, Loan
from khuang.care.support.reads import lending as reads
from khuang.care.support.rules.benefit_problems import BenefitProblem
from khuang.care.support.rules.lending import usually_due
from khuang.ground.accounts.access import find, who_may

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@who_may("support.equipment")
@require_safe
def equipment(request):
    on = timezone.localdate()
    form = ItemFilter(request.GET)
    chosen = form.chosen()
    page = {
        "form": form,
        "counts": reads.counts(),
        "items": reads.items_in_words(request.user, **chosen),
        "overdue": reads.overdue_loans(request.user, on).count(),
    }
    return render(request, "support/equipment.html", page)


@who_may("support.equipment")
@page_or_form
def new_item(request):
    form = ItemForm(request.POST or None)
    if form.is_valid():
        made = _tried(form, lambda: actions.add_item(**form.cleaned_data, by=request.user, at=timezone.now()))
        if made:
            messages.success(request, _("The item is in stock."))
            return redirect("support:item", made.pk)
    return render(request, "support/item_new.html", {"form": form}, status=422 if form.errors else 200)


@who_may("support.equipment")
@page_or_form
def item(request, key):
    """Show an item with its loans, and say how it stands."""
    found = get_object_or_404(EquipmentItem, pk=key)
    loans = reads.loans_of_item(request.user, found)
    now = {"state": found.state, "condition": found.condition, "note": found.note}
    form = ItemStateForm(request.POST or None, initial=now)
    if form.is_valid():
        said = form.cleaned_data
        if _tried(
            form, lambda: actions.change_item(found, **said, by=request.user, at=timezone.now()) or True
        ):
            messages.success(request, _("It is noted how the item stands."))
            return redirect("support:item", found.pk)
    note_listing([one.person for one in loans if one.person], by=request.user, at=timezone.now())
    lent = next((one for one in loans if one.returned_on is None), None)
    page = {"item": reads.item_in_words(found, lent), "loans": loans, "form": form}
    return render(request, "support/item.html", page, status=422 if form.errors else 200)


@who_may("support.equipment")
@require_safe
def loans(request):
    on = timezone.localdate()
    found = reads.loans_in_words(reads.open_loans(request.user), on)
    note_listing([one.row.person for one in found if one.row.person], by=request.user, at=timezone.now())
    return render(request, "support/loans.html", {"loans": found, "on": on})


@who_may("support.equipment")
@page_or_form
def lend(request, key):
    found = find(request, "support.equipment", Person.objects.select_related("village"), key)
    if is_closed_to(request.user, found):
        raise Http404
    form = LendForm(request.POST or None, items=reads.items(where=reads.STOCK))
    if form.is_valid():
        chosen, now = form.cleaned_data["item"], timezone.now()
        due = form.cleaned_data["due_on"] or usually_due(chosen.kind, timezone.localdate(now))
        made = _tried(form, lambda: actions.lend(chosen, found, due_on=due, by=request.user, at=now))
        if made:
            messages.success(request, _("It is lent. Print the slip and have it signed."))
            return redirect("support:loan", made.pk)
    note_view(found, by=request.user, at=timezone.now())
    page = {"person": found, "form": form, "is_any": form.fields["item"].queryset.exists()}
    return render(request, "support/lend.html", page, status=422 if form.errors else 200)


@who_may("support.equipment")
@require_safe
def loan(request, key):
    """The slip of a loan, to print and sign, with ways to take back and to lend for longer."""
    found = _loan(request, key)
    (said,) = reads.loans_in_words([found], timezone.localdate())
    return render(request, "support/loan.html", {"loan": said, "municipality": request.user.municipality})


@who_may("support.equipment")
@page_or_form
def take_back(request, key):
    form = ReturnForm(request.POST or None)
    return _about_loan(
        request,
        key,
        form,
        "support/loan_return.html",
        _("It came back."),
        lambda loan: actions.take_back(loan, **form.cleaned_data, by=request.user, at=timezone.now()),
    )


@who_may("support.equipment")
@page_or_form
def extend(request, key):
    form = ExtendForm(request.POST or None)
    return _about_loan(
        request,
        key,
        form,
        "support/loan_extend.html",
        _("It is lent for longer."),
        lambda loan: actions.extend(loan, **form.cleaned_data, by=request.user, at=timezone.now()),
    )


def _about_loan(request, key, form, template, done, do):
    found = _loan(request, key)
    if form.is_valid() and _tried(form, lambda: do(found) or True):
        messages.success(request, done)
        return redirect("support:loan", found.pk)
    (said,) = reads.loans_in_words([found], timezone.localdate())
    return render(request, template, {"loan": said, "form": form}, status=422 if form.errors else 200)


def _loan(request, key):
    rows = Loan.objects.select_related("item", "person__village", "person__dwelling")
    found = find(request, "support.equipment", rows, key)
    if found.person:
        note_view(found.person, by=request.user, at=timezone.now())
    return found


def _tried(form, do):
    """Carry something out, or say in the form why not."""
    try:
        return do()
    except BenefitProblem as problem:
        form.add_error(None, _(problem.sentence))
        return None
