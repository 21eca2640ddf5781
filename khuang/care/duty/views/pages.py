"""What the pages of duty share: doing what a form says, and showing it."""

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuang.care.cases.rules.problems import CaseProblem
from khuang.care.duty.rules.problems import DutyProblem

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def acted(request, form, do, said):
    """Do what a form says, and say so; what the rules refuse stands at the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        do(**form.cleaned_data, by=request.user, at=timezone.now())
    except (DutyProblem, CaseProblem) as problem:
        form.add_error(None, _(problem.sentence))
        return False
    messages.success(request, said)
    return True


def tried(request, do, said):
    """Do what a button says, and say so, or why it cannot be done any more."""
    try:
        do(by=request.user, at=timezone.now())
    except (DutyProblem, CaseProblem) as problem:
        messages.warning(request, _(problem.sentence))
    else:
        messages.success(request, said)


def form_page(request, form, template, **more):
    """Show a page with a form; one that was refused keeps what was typed."""
    return render(request, template, {"form": form} | more, status=422 if form.errors else 200)
