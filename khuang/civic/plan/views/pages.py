"""What the pages of this app share: doing what a form says, showing one form, a workbook to keep."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuang.civic.plan.rules.problems import PlanProblem

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def tried(request, form, do, /, *about, **said):
    """Do it; what the rules refuse stands above the form. Gives what was done, or None."""
    try:
        return do(*about, **said, by=request.user, at=timezone.now())
    except PlanProblem as problem:
        form.add_error(None, _(problem.sentence))
        return None


def then(request, do, *about, to, words, **said):
    """Do what one button says, and go back with a word about it."""
    try:
        do(*about, **said, by=request.user, at=timezone.now())
    except PlanProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, words)
    return redirect(*to)


def form_page(request, form, *, title, button, back, template="plan/form.html", **more):
    """Show a page with one form; one that was refused keeps what was typed."""
    page = {"form": form, "title": title, "button": button, "back": back, "caption": "", "has_file": False}
    return render(request, template, page | more, status=422 if form.errors else 200)


def download(content, name, kind=XLSX):
    """Answer with a file to keep."""
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def today():
    return timezone.localdate()
