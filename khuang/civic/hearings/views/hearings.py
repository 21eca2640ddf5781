"""Hearings at the desk: the list, plan one, its page, the invitation, call it off, close it."""

import segno
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.civic.hearings import actions, reads
from khuang.civic.hearings.forms.planning import BecauseForm, ChangeForm, CloseForm, PlanForm
from khuang.civic.hearings.rules.targets import targets
from khuang.civic.hearings.views.pages import HOLD, found, tried
from khuang.civic.hearings.views.standing import odd, standing
from khuang.ground.accounts.access import who_may
from khuang.ground.municipalities import pages_above
from khuang.ui.form_pages import form_page, page_or_form

MOST = 200


@who_may(HOLD)
@require_safe
def hearings(request):
    rows = list(reads.hearings_and_minutes()[:MOST])
    coming = [row for row in rows if row.state in ("invited", "open")][::-1]
    past = [row for row in rows if row.state in ("closed", "cancelled")]
    return render(request, "hearings/hearings.html", {"coming": coming, "past": past})


@who_may(HOLD)
@page_or_form
def new(request):
    form = PlanForm(request.POST or None)
    if form.is_valid():
        said = {"issues_heard": form.chosen_issues()}
        if made := tried(request, form, actions.plan, form.planned(), form.guests(), **said):
            messages.success(request, _("The hearing is planned. Print the invitation now."))
            return redirect("hearings:hearing", made.pk)
    page = {"title": _("Plan a hearing"), "button": _("Plan it"), "back": reverse("hearings:hearings")}
    return form_page(request, form, **page, targets=targets(), template="hearings/plan.html")


@who_may(HOLD)
@page_or_form
def change(request, key):
    row = found(request, key)
    form = ChangeForm(request.POST or None, hearing=row)
    if form.is_valid() and tried(request, form, actions.change, row, form.planned(), form.guests()):
        messages.success(
            request, _("The hearing is changed. Print the invitation again, and tell those who were invited.")
        )
        return redirect("hearings:hearing", key)
    page = {"title": _("Change the hearing"), "back": reverse("hearings:hearing", args=[key]), "caption": row}
    return form_page(request, form, **page, targets=targets(), template="hearings/plan.html")


@who_may(HOLD)
@require_safe
def hearing(request, key):
    row = found(request, key)
    context = {
        "hearing": row,
        "invited": row.invited.select_related("village"),
        "issues": reads.issues_heard(row),
        "standing": standing(row),
        "waiting": odd(reads.waiting(row)),
        "late": odd(reads.late(row)),
        "versions": reads.versions(row),
    }
    return render(request, "hearings/hearing.html", context)


@who_may(HOLD)
@require_safe
def invitation(request, key):
    """Print the invitation, as a letter or a poster."""
    row = found(request, key)
    address = request.build_absolute_uri(
        pages_above.address("hearing", request.user.municipality.slug, row.pk)
    )
    context = {
        "hearing": row,
        "invited": row.invited.select_related("village"),
        "municipality": request.user.municipality,
        "address": address,
        "qr": segno.make(address, micro=False).svg_data_uri(scale=4, border=2),
    }
    return render(request, "hearings/invitation.html", context)


@who_may(HOLD)
@page_or_form
def call_off(request, key):
    row = found(request, key)
    form = BecauseForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.call_off, row, **form.cleaned_data):
        messages.success(request, _("The hearing is called off. Tell those who were invited."))
        return redirect("hearings:hearing", key)
    back = reverse("hearings:hearing", args=[key])
    return form_page(
        request, form, title=_("Call the hearing off"), button=_("Call off"), back=back, caption=row
    )


@who_may(HOLD)
@page_or_form
def close(request, key):
    row = found(request, key)
    form = CloseForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.close, row, **form.cleaned_data):
        messages.success(request, _("The hearing is closed. Write the minutes now."))
        return redirect("hearings:hearing", key)
    back = reverse("hearings:hearing", args=[key])
    page = {"title": _("Close the hearing"), "button": _("Close"), "back": back, "caption": row}
    return form_page(request, form, **page, standing=standing(row), template="hearings/close.html")
