"""Lists of people handed out as files, and what was handed out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from khuang.care.people.actions import note_export
from khuang.care.people.models import Person
from khuang.care.people.rules.exports import PER_DAY, TooManyExports
from khuang.desk import exports
from khuang.desk.forms import ExportForm, PeopleFilter
from khuang.desk.views.narrowing import address, chosen
from khuang.ground.accounts.access import fresh, who_may

TOO_MANY = _(
    "You took out %(most)s files in the last 24 hours, as many as one person may. "
    "Ask a colleague, or wait until tomorrow."
)


@require_http_methods(["GET", "HEAD", "POST"])
@who_may("people.export")
@fresh
def export(request):
    """Ask what a list is for and hand it out as a file, narrowed by the address as on its page."""
    narrowed = PeopleFilter(request.user, request.GET)
    words = narrowed.chosen()
    # Nobody guarded leaves with a file, for whomever the record opens on the page.
    open_ones = {"restricted_at": None, "level": Person.Level.TEAM}
    rows = chosen(request, narrowed, "people.export").filter(**open_ones)
    form = ExportForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _file(request, rows, words, form.cleaned_data)
        except TooManyExports:
            form.add_error(None, TOO_MANY % {"most": PER_DAY})
    context = {"form": form, "total": rows.count(), "back": reverse("desk:people") + address(words)}
    return render(request, "desk/export.html", context, status=422 if form.errors else 200)


@require_safe
@who_may("people.export")
def exports_made(request):
    return render(request, "desk/exports.html", {"exports": exports.made()})


def _file(request, wide, words, wanted):
    now = timezone.now()
    rows = exports.gathered(wide, request.user, on=timezone.localdate())
    note = note_export((row.person.pk for row in rows), **wanted, chosen=words, by=request.user, at=now)
    content = exports.written(note, rows, request.user)
    name = f"people-{note.number}.{note.file_format}"
    return HttpResponse(
        content,
        content_type=exports.TYPES[note.file_format],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
