"""What the pages of this app share: finding a row, showing one form, and doing what it says."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuang.care.cases.models import Case
from khuang.care.cases.rules.problems import CaseProblem
from khuang.care.people.actions import note_view
from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.ground.accounts.access import find

page_or_form = require_http_methods(["GET", "HEAD", "POST"])

OF_PERSON = ("person__village", "person__dwelling", "person__merged_into__village", "household", "lead")


def find_case(request, permission, key):
    """Find a case and note the look at its person."""
    return looked_at(request, find(request, permission, Case.objects.select_related(*OF_PERSON), key))


def find_person(request, permission, key):
    """Find a person and note the look."""
    person = find(request, permission, Person.objects.select_related("village", "household"), key)
    if is_closed_to(request.user, person):
        raise PermissionDenied
    note_view(person, by=request.user, at=timezone.now())
    return person


def find_of_case(request, permission, rows, key):
    """Find a row that belongs to a case, and note the look at the case's person."""
    row = find(request, permission, rows.select_related("case__person__merged_into", "case__lead"), key)
    looked_at(request, row.case)
    return row


def looked_at(request, about):
    """Note the look at whom something is about; refuse people whose data are restricted."""
    person = about.person.merged_into or about.person
    if is_closed_to(request.user, person):
        raise PermissionDenied
    note_view(person, by=request.user, at=timezone.now())
    return about


def acted(request, form, do, said):
    """Do what a form says, and say so; what the rules refuse stands at the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        do(**form.cleaned_data, by=request.user, at=timezone.now())
    except CaseProblem as problem:
        form.add_error(None, _(problem.sentence))
        return False
    messages.success(request, said)
    return True


def form_page(request, form, *, title, button, back, case=None, person=None, **more):
    """Show a page with one form; one that was refused keeps what was typed."""
    page = {
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "case": case,
        "person": person or (case and (case.person.merged_into or case.person)),
        "still": None,
        "kinds": (),
        "goals": (),
    }
    template = more.pop("template", "cases/form.html")
    return render(request, template, page | more, status=422 if form.errors else 200)
