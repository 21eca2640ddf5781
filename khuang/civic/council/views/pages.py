"""What the pages of this app share: doing what a form says, and showing one form."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.civic.council.rules.problems import CouncilProblem
from khuang.ui import form_pages

tried = partial(form_pages.tried, refused=CouncilProblem)


def pressed(request, do, *about, words, then):
    """Do what one button says; a refusal is said on the page to which it leads."""
    try:
        do(*about, by=request.user, at=timezone.now())
    except CouncilProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, words)
    return redirect(*then)
