"""What the pages of this app share: finding whom something is about, and one form on a page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuang.care.correspondence.rules.problems import CorrespondenceProblem
from khuang.care.people.actions import note_view
from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.ground.accounts.access import find

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def find_person(request, permission, key):
    """Find a person and note the look; a merged record leads to the one that speaks for it."""
    rows = Person.objects.select_related("village", "dwelling", "merged_into", "household")
    person = find(request, permission, rows, key)
    return looked_at(request, find(request, permission, rows, person.merged_into_id or person.pk))


def looked_at(request, person):
    """Note the look at somebody; refuse people whose data are restricted."""
    if is_closed_to(request.user, person):
        raise PermissionDenied
    note_view(person, by=request.user, at=timezone.now())
    return person


def acted(request, form, do, said):
    """Do what a form says, and say so; what the rules refuse stands at the form, with what was typed."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        done = do(by=request.user, at=timezone.now())
    except CorrespondenceProblem as problem:
        form.add_error(None, sentence(problem))
        return None
    if said:
        messages.success(request, said)
    return done or True


def sentence(problem):
    """Give what a problem says, with its figures."""
    return (
        _(problem.sentence) % getattr(problem, "said", {})
        if hasattr(problem, "said")
        else _(problem.sentence)
    )


def form_page(request, form, *, title, button, back, person=None, hint=""):
    """Show a page with one form; one that was refused keeps what was typed."""
    page = {"form": form, "title": title, "button": button, "back": back, "person": person, "hint": hint}
    return render(request, "correspondence/form.html", page, status=422 if form.errors else 200)


def tried(request, do, said=""):
    """Do something without a form, and say what came of it."""
    try:
        do(by=request.user, at=timezone.now())
    except CorrespondenceProblem as problem:
        messages.error(request, sentence(problem))
    else:
        if said:
            messages.success(request, said)
