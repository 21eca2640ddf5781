"""What the pages of this app share: doing what a form says, showing one form, a workbook to keep."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.civic.plan.rules.problems import PlanProblem
from khuang.ui import form_pages

tried = partial(form_pages.tried, refused=PlanProblem)


def then(request, do, *about, to, words, **said):
    """Do what one button says, and go back with a word about it."""
    try:
        do(*about, **said, by=request.user, at=timezone.now())
    except PlanProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, words)
    return redirect(*to)


def today():
    return timezone.localdate()
