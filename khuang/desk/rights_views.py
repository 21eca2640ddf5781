"""The copy of all that is known of a person, and a restricted record in an emergency."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.people.actions import note_view
from khuang.care.people.actions.rights import note_copy, note_restricted_opened
from khuang.care.people.models import Person
from khuang.desk import copies, copy_files
from khuang.desk.views import whole_record
from khuang.ground.accounts.access import find, fresh, who_may
from khuang.lib import paper


@require_POST
@who_may("people.view")
def open_restricted(request, key):
    """Show a restricted record once: the law allows it where a life or health is in danger."""
    rows = Person.objects.select_related("village", "dwelling", "household")
    found = find(request, "people.view", rows, key)
    note_restricted_opened(found, by=request.user, at=timezone.now())
    return whole_record(request, found, at=timezone.now())


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
