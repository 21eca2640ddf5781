"""The directory of partners: list, one organisation, add, change, end."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.cases.actions import partners as actions
from khuang.care.cases.forms.partners import DirectoryFilter, PartnerForm
from khuang.care.cases.models import Partner
from khuang.care.cases.reads import partners as reads
from khuang.care.cases.reads.referrals import referrals
from khuang.care.cases.rules.sharing_problems import ChangedMeanwhile
from khuang.care.cases.views.pages import acted, form_page, page_or_form
from khuang.ground.accounts.access import who_may


@who_may("cases.partners")
@require_safe
def partners(request):
    form, on = DirectoryFilter(request.GET), timezone.localdate()
    ended = request.GET.get("ended") == "yes"
    found = reads.directory(**form.chosen(), on=on, ended=ended)
    return render(request, "cases/partners.html", {"form": form, "partners": found, "ended": ended})


@who_may("cases.partners")
@require_safe
def partner(request, key):
    found = _found(key)
    context = {"listed": reads.listed(found), "partner": found, "on": timezone.localdate()}
    context["open"] = referrals(request.user).filter(partner=found, ended_at=None).count()
    return render(request, "cases/partner.html", context)


@who_may("cases.partners")
@page_or_form
def new_partner(request):
    form = PartnerForm(request.POST or None)
    made = []

    def do(*, by, at, **_said):
        since = timezone.localdate(at)
        made.append(actions.add_partner(form.told(), villages=form.places(), since=since, by=by, at=at))

    if acted(request, form, do, _("The organisation is in the directory.")):
        return redirect("cases:partner", made[0].pk)
    page = {"title": _("Add an organisation"), "button": _("Add it"), "back": reverse("cases:partners")}
    return form_page(request, form, **page)


@who_may("cases.partners")
@page_or_form
def change_partner(request, key):
    found = _found(key)
    form = PartnerForm(request.POST or None, initial=PartnerForm.of(found))
    theirs = None

    def do(*, by, at, revision, **_said):
        actions.change_partner(
            found, form.told(), villages=form.places(), revision=revision or 0, by=by, at=at
        )

    if acted(request, form, do, _("The directory is changed.")):
        return redirect("cases:partner", found.pk)
    if form.non_field_errors() and form.cleaned_data.get("revision") != found.revision:
        # What was typed stays, beside what somebody else wrote; saving again puts it in place of theirs.
        theirs = reads.listed(found)
        form.data = form.data.copy()
        form.data["revision"] = found.revision
    page = {
        "title": _("Change the organisation"),
        "button": _("Save"),
        "back": reverse("cases:partner", args=[found.pk]),
        "template": "cases/partner_change.html",
        "theirs": theirs,
        "partner": found,
        "problem": _(ChangedMeanwhile.sentence),
    }
    return form_page(request, form, **page)


@who_may("cases.partners")
@require_POST
def end_partner(request, key):
    now = timezone.now()
    actions.end_partner(_found(key), until=timezone.localdate(now), by=request.user, at=now)
    messages.success(request, _("The organisation left the directory. What it did is kept."))
    return redirect("cases:partners")


def _found(key):
    return get_object_or_404(Partner.objects.prefetch_related("villages__village"), pk=key)
