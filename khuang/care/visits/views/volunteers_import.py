"""Take in a list of volunteers from a file."""

import base64

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuang.care.people.rules.imports.problems import FILE_SENTENCES, Refused
from khuang.care.visits.actions.volunteers_import import import_volunteers
from khuang.care.visits.forms.volunteers_import import ImportForm
from khuang.care.visits.rules.volunteers_import import SENTENCES, NoHeader
from khuang.ground.accounts.access import fresh, who_may
from khuang.lib.spreadsheets import as_csv


@who_may("visits.volunteers")
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request):
    form = ImportForm(request.POST or None, request.FILES or None)
    taken = _taken_in(request, form) if form.is_valid() else None
    context = {"form": form, "taken": taken}
    if taken and taken.refused:
        context |= {"refused": _in_words(taken), "file": _handed_back(taken)}
    return render(request, "visits/volunteers_import.html", context, status=422 if form.errors else 200)


def _taken_in(request, form):
    said = form.cleaned_data
    try:
        content = said["file"].read()
        return import_volunteers(content, kind=said["kind"], by=request.user, at=timezone.now())
    except Refused as refused:
        form.add_error("file", _(FILE_SENTENCES[refused.code]))
    except NoHeader as problem:
        form.add_error("file", _(problem.sentence))
    return None


def _in_words(taken):
    return [(row, " ".join(_(SENTENCES[code]) for code in row.problems)) for row in taken.refused]


def _handed_back(taken):
    """Give the refused rows as a file within the page: nothing of it lies on our disk."""
    width = len(taken.header)
    rows = [[*row.cells[:width], *[""] * (width - len(row.cells)), words] for row, words in _in_words(taken)]
    made = as_csv([*taken.header, _("What is wrong")], rows)
    return "data:text/csv;base64," + base64.b64encode(made).decode()
