"""What the pages of this app share: doing what a form says, and showing one form."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuang.civic.council.rules.problems import CouncilProblem

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def tried(request, form, do, *about, **said):
    """Do it; what the rules refuse stands above the form. Gives what was done, or None."""
    try:
        return do(*about, **said, by=request.user, at=timezone.now())
    except CouncilProblem as problem:
        form.add_error(None, _(problem.sentence))
        return None


def form_page(request, form, *, title, back, caption="", button="", template="council/form.html", **more):
    """Show a page with one form; one that was refused keeps what was typed."""
    page = {"form": form, "title": title, "back": back, "caption": caption, "button": button or _("Save")}
    return render(request, template, page | more, status=422 if form.errors else 200)


def pressed(request, do, *about, words, then):
    """Do what one button says; a refusal is said on the page to which it leads."""
    try:
        do(*about, by=request.user, at=timezone.now())
    except CouncilProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, words)
    return redirect(*then)
