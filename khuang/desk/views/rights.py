"""Papers for the person: who looked at their data, and the copy of all that is known of them."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.people.actions import note_looks_listed, note_view
from khuang.care.people.actions.rights import note_copy
from khuang.care.people.models import Person
from khuang.desk import copies, copy_files
from khuang.desk.forms import PeriodForm
from khuang.desk.looks import looks as looks_in_words
from khuang.ground.accounts.access import find, fresh, who_may
from khuang.lib import paper

YEAR = timedelta(days=365)


@who_may("people.rights")
@require_http_methods(["GET", "HEAD", "POST"])
def looks(request, key):
    """List for the person who looked: a period is asked first, then the paper is shown."""
    rows = Person.objects.select_related("village", "dwelling")
    found = find(request, "people.rights", rows, key)
    now = timezone.now()
    today = timezone.localdate(now)
    form = PeriodForm(request.POST or None, initial={"first": today - YEAR, "last": today})
    if not form.is_valid():
        note_view(found, by=request.user, at=now)
        status = 422 if form.errors else 200
        return render(request, "desk/looks_form.html", {"form": form, "person": found}, status=status)
    note_looks_listed(found, by=request.user, at=now)
    period = form.cleaned_data
    context = {"person": found, "looks": looks_in_words(found, **period), "at": now, **period}
    return render(request, "desk/looks.html", context)


@require_safe
@who_may("people.rights")
def copy(request, key):
    found, now = find(request, "people.rights", Person.objects.all(), key), timezone.now()
    note_view(found, by=request.user, at=now)
    whole = copies.access_copy(found, request.user, at=now)
    context = {
        "person": found,
        "copy": copy_files.for_people(whole),
        "made": now,
        "can_print": bool(paper.program()),
    }
    return render(request, "desk/copy.html", context)


@require_POST
@who_may("people.rights")
@fresh
def copy_file(request, key):
    """Hand out the copy as a file; where no PDF can be made, say so and show the page."""
    found, now = find(request, "people.rights", Person.objects.all(), key), timezone.now()
    form = "pdf" if request.POST.get("form") == "pdf" else "json"
    whole = copies.access_copy(found, request.user, at=now)
    try:
        content = copy_files.as_pdf(whole, now) if form == "pdf" else copy_files.as_json(whole)
    except paper.CannotPrint:
        messages.warning(request, _("This machine cannot make a PDF just now; print the page instead."))
        return redirect("desk:copy", found.pk)
    note_copy(found, form, by=request.user, at=now)
    return HttpResponse(
        content,
        content_type=f"application/{form}",
        headers={"Content-Disposition": f'attachment; filename="copy.{form}"', "Cache-Control": "no-store"},
    )
