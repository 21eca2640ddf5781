"""Reports at the desk: listed by age, answered, passed on; the slip and the scan of a letter."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.care.people.actions import note_listing, note_view
from khuang.care.people.reads import is_closed_to
from khuang.care.voices import actions
from khuang.care.voices.forms.reports import AnswerForm, CloseForm, PassForm, TellForm
from khuang.care.voices.models import LetterScan
from khuang.care.voices.reads import reports as reads
from khuang.care.voices.views.pages import done, form_page, page_or_form
from khuang.ground.accounts.access import find, who_may
from khuang.ground.indicators.reads import kind_names
from khuang.ground.journal.names import names

PAGE = 100


@who_may("voices.reports")
@require_safe
def reports(request):
    on = timezone.localdate()
    name = request.GET.get("list", "open")
    name = name if name in reads.LISTS else "open"
    rows = reads.listed(reads.reports(request.user, name, on=on)[:PAGE], on=on)
    note_listing((one.person for one in rows if one.person), by=request.user, at=timezone.now())
    counts = {other: reads.reports(request.user, other, on=on).count() for other in reads.LISTS[:-1]}
    return render(request, "voices/reports.html", {"rows": rows, "list": name, "counts": counts, "on": on})


@who_may("voices.reports")
@require_safe
def report(request, key):
    found = _found(request, key)
    known = names()
    context = {
        "report": found,
        "person": reads.person_of(found),
        "kind": kind_names().get(found.kind, found.kind),
        "taken_by": known.get(found.by_id, ""),
        "closed_by": known.get(found.closed_by_id, ""),
        "is_late": found.is_open and found.due_on < timezone.localdate(),
        "scans": found.scans.all(),
        "issues": found.issues.all(),
        "to_tell": found.tell_by and not (found.told_on or found.told_not),
    }
    return render(request, "voices/report.html", context)


@who_may("voices.reports")
@require_safe
def receipt(request, key):
    """Print a slip: number, day and whom to ask; nothing of what was said."""
    return render(
        request,
        "voices/receipt.html",
        {"report": _found(request, key), "municipality": request.user.municipality},
    )


@who_may("voices.reports")
@require_safe
def scan(request, key):
    rows = LetterScan.objects.select_related("report__person")
    found = find(request, "voices.reports", rows, key)
    _refuse_closed(request, found.report)
    actions.note_letter(found, by=request.user, at=timezone.now())
    kind = "application/pdf" if found.is_pdf else "image/jpeg"
    response = HttpResponse(found.content, content_type=kind)
    response["Content-Disposition"] = "attachment" if found.is_pdf else "inline"
    response["Cache-Control"] = "private, no-store"
    return response


@who_may("voices.reports")
@page_or_form
def answer(request, key):
    found = _found(request, key)
    form = AnswerForm(found, request.POST or None)
    if done(request, form, actions.answer, found, _("The answer is noted.")):
        return redirect("voices:report", key)
    return _page(request, form, found, _("Answer the report"), _("Save the answer"))


@who_may("voices.reports")
@page_or_form
def close(request, key):
    found = _found(request, key)
    form = CloseForm(request.POST or None)
    if done(request, form, actions.close_unasked, found, _("The report is closed.")):
        return redirect("voices:report", key)
    return _page(request, form, found, _("Close without an answer"), _("Close the report"))


@who_may("voices.reports")
@page_or_form
def pass_on(request, key):
    found = _found(request, key)
    form = PassForm(request.user, found, request.POST or None)
    if done(request, form, actions.pass_on, found, _("The report is passed on.")):
        return redirect("voices:report", key)
    return _page(request, form, found, _("Pass the report on"), _("Pass it on"))


@who_may("voices.reports")
@page_or_form
def tell(request, key):
    found = _found(request, key)
    form = TellForm(request.POST or None)
    if done(request, form, actions.tell_subject, found, _("It is noted.")):
        return redirect("voices:report", key)
    return _page(request, form, found, _("Tell the person what was reported"), _("Save"))


def _page(request, form, found, title, button):
    caption = _("Report %(number)s") % {"number": found}
    back = reverse("voices:report", args=[found.pk])
    return form_page(request, form, title=title, button=button, back=back, caption=caption)


def _refuse_closed(request, found):
    if found.person and is_closed_to(request.user, reads.person_of(found)):
        raise PermissionDenied


def _found(request, key):
    found = find(request, "voices.reports", reads.seen(request.user), key)
    _refuse_closed(request, found)
    if person := reads.person_of(found):
        note_view(person, by=request.user, at=timezone.now())
    return found
