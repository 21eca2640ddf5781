"""Contracts, payments and photographs of a project."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.projects import actions
from khuang.civic.projects.actions.photographs import LARGEST
from khuang.civic.projects.forms.projects import ContractForm, PhotographForm, ReasonForm, VoucherForm
from khuang.civic.projects.models import Photograph, Project, Voucher
from khuang.civic.projects.views.pages import done, form_page, picture
from khuang.ground.accounts.access import who_may
from khuang.ui.form_pages import page_or_form
from khuang.ui.uploads import in_memory


@who_may("projects.run")
@page_or_form
def new_contract(request, key):
    found = get_object_or_404(Project, pk=key)
    form = ContractForm(request.POST or None)
    words = _("The contract is published.")
    return _page(request, form, actions.sign_contract, found, words, _("Publish a contract"))


@who_may("projects.run")
@page_or_form
def new_voucher(request, key):
    found = get_object_or_404(Project, pk=key)
    form = VoucherForm(found, request.POST or None)
    words = _("The payment is noted.")
    return _page(request, form, actions.spend, found, words, _("Note a payment"), left=found.balance)


@who_may("projects.run")
@page_or_form
def undo_voucher(request, key):
    found = get_object_or_404(Voucher, pk=key)
    form = ReasonForm(request.POST or None)
    if done(request, form, actions.undo, found, words=_("The payment is undone.")):
        return redirect("projects:project", found.project_id)
    page = {"title": _("Undo a payment"), "button": _("Undo it"), "caption": found.number}
    return form_page(request, form, **page, back=reverse("projects:project", args=[found.project_id]))


@who_may("projects.run")
@in_memory(LARGEST)
@page_or_form
def new_photograph(request, key):
    found = get_object_or_404(Project, pk=key)
    form = PhotographForm(request.POST or None, request.FILES or None)
    words = _("The photograph is shown.")
    return _page(request, form, actions.keep_photograph, found, words, _("Show a photograph"))


@who_may("projects.run")
@require_POST
def remove_photograph(request, key):
    found = get_object_or_404(Photograph, pk=key)
    project = found.project_id
    actions.remove_photograph(found, by=request.user, at=timezone.now())
    messages.success(request, _("The photograph is removed."))
    return redirect("projects:project", project)


@who_may("projects.run")
@require_safe
def photograph(request, key):
    return picture(get_object_or_404(Photograph, pk=key).pk)


def _page(request, form, do, project, words, title, **more):
    if done(request, form, do, project, words=words):
        return redirect("projects:project", project.pk)
    back = reverse("projects:project", args=[project.pk])
    return form_page(request, form, title=title, button=_("Save"), caption=project.title, back=back, **more)
