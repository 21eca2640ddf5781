"""Correct an issue that is in the open: other words, or none any more."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuang.civic.issues import actions, reads
from khuang.civic.issues.forms.checking import RewordForm, TakeAwayForm
from khuang.civic.issues.models import Issue
from khuang.civic.issues.models.issues import PUBLIC
from khuang.civic.issues.rules.problems import IssueProblem
from khuang.ground.accounts.access import find, who_may
from khuang.ui.form_pages import form_page, page_or_form, tried


@who_may("issues.sort")
@page_or_form
def reword(request, key):
    found = _public(request, key)
    initial = {name: getattr(found, name) for name in ("title", "words", "place")}
    form = RewordForm(request.POST or None, initial=initial)
    words = _("The new words are in the open.")
    return _corrected(request, form, found, actions.reword, _("Reword it"), words)


@who_may("issues.sort")
@page_or_form
def take_away(request, key):
    found = _public(request, key)
    form = TakeAwayForm(request.POST or None)
    words = _("The issue is no longer shown. Whoever follows it is told.")
    return _corrected(request, form, found, actions.take_away, _("Take it away"), words)


def _public(request, key):
    return find(request, "issues.sort", Issue.objects.filter(state__in=PUBLIC), key)


def _corrected(request, form, found, do, title, done):
    valid = form.is_valid()
    if valid and tried(request, form, do, found, refused=IssueProblem, **form.cleaned_data):
        messages.success(request, done)
        return redirect("issues:issue", found.pk)
    more = {"template": "issues/correct.html", "findings": _doubts(form)}
    back = reverse("issues:issue", args=[found.pk])
    return form_page(request, form, title=title, back=back, caption=found.title, **more)


def _doubts(form):
    """What in the words as they stand in the form may tell who somebody is."""
    said = form.data if form.is_bound else form.initial
    words = "\n".join(said.get(name, "") for name in ("title", "place", "words", "because"))
    return reads.doubts(words, registered=True)
