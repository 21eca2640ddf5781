"""Hand a link and a code to a guest, make a new code, revoke."""

import segno
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from khuang.care.cases.actions import guests as actions
from khuang.care.cases.forms.conferences import ShowsForm
from khuang.care.cases.models import GuestPass, Participant, Referral
from khuang.care.cases.reads.sharing import is_guarded
from khuang.care.cases.rules.problems import CaseProblem
from khuang.care.cases.views.pages import find_of_case, form_page, page_or_form
from khuang.ground.accounts.access import find, who_may


@who_may("cases.confer")
@never_cache
@page_or_form
def invite(request, key):
    rows = Participant.objects.select_related("conference__case__person", "conference__case__municipality")
    found = find(request, "cases.confer", rows.select_related("account", "partner"), key)
    form = ShowsForm(request.POST or None, guarded=is_guarded(found.conference.case))
    if form.is_valid():
        try:
            handed = actions.invite(found, form.cleaned_data["shows"], by=request.user, at=timezone.now())
        except CaseProblem as problem:
            form.add_error(None, _(problem.sentence))
        else:
            return _handed(request, handed.guest, handed.code, handed.token)
    back = reverse("cases:conference", args=[found.conference_id])
    page = {"title": _("What may this guest see?"), "button": _("Make link and code"), "back": back}
    return form_page(request, form, **page, case=found.conference.case)


@who_may("cases.refer")
@never_cache
@require_POST
def invite_partner(request, key):
    found = find_of_case(request, "cases.refer", Referral.objects.select_related("partner"), key)
    try:
        handed = actions.invite_partner(found, by=request.user, at=timezone.now())
    except CaseProblem as problem:
        messages.error(request, _(problem.sentence))
        return redirect("cases:referral", found.pk)
    return _handed(request, handed.guest, handed.code, handed.token)


@who_may("cases.confer")
@never_cache
@require_POST
def new_code(request, key):
    found = _found(request, key)
    try:
        code = actions.new_code(found, by=request.user, at=timezone.now())
    except CaseProblem as problem:
        messages.error(request, _(problem.sentence))
        return redirect(_back(found))
    return _handed(request, found, code)


@who_may("cases.confer")
@require_POST
def revoke(request, key):
    found = _found(request, key)
    actions.revoke(found, by=request.user, at=timezone.now())
    messages.success(request, _("The link is closed, on every phone."))
    return redirect(_back(found))


def _found(request, key):
    rows = GuestPass.objects.select_related("case__person", "participant__account", "referral__partner")
    return find(request, "cases.confer", rows, key)


def _back(guest):
    if guest.participant:
        return reverse("cases:conference", args=[guest.participant.conference_id])
    return reverse("cases:referral", args=[guest.referral_id])


def _handed(request, guest, code, token=None):
    """Show link and code, once: only their hashes are kept."""
    context = {"guest": guest, "code": code, "back": _back(guest)}
    if token:
        link = f"{settings.KHUANG_ORIGIN}{reverse('cases:invited', args=[token])}"
        qr = segno.make(link, micro=False).svg_data_uri(scale=5, border=2)
        context |= {"link": link, "qr": qr}
    return render(request, "cases/guest_handed.html", context)
