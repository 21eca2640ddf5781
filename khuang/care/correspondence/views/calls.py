"""Who is to be called, and what came of it; made for a telephone."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from khuang.care.correspondence.actions import calls as actions
from khuang.care.correspondence.forms.calls import AskForm, TryForm
from khuang.care.correspondence.models import Call, CallTry
from khuang.care.correspondence.reads import calls as reads
from khuang.care.correspondence.rules.calls import call_rules
from khuang.care.correspondence.views.pages import acted, find_person, form_page, looked_at, page_or_form
from khuang.care.people.actions import note_listing
from khuang.ground.accounts.access import who_may

CALL = "correspondence.calls"
PAGE, MOST = 50, 1000


@who_may(CALL)
@require_safe
def calls(request):
    now = timezone.now()
    rows, many = reads.to_call(request.user, at=now), _many(request)
    due, later = list(rows[:many]), list(reads.to_call_later(request.user, at=now)[:many])
    note_listing((one.person for one in [*due, *later] if one.person), by=request.user, at=now)
    context = {
        "total": rows.count(),
        "more_url": f"?many={many + PAGE}",
        "due": [(one, reads.why(one)) for one in due],
        "later": [(one, reads.why(one)) for one in later],
        "at": now,
        "rules": call_rules(),
    }
    return render(request, "correspondence/calls.html", context)


@who_may(CALL)
@never_cache
@page_or_form
def call(request, key):
    found = reads.calls(request.user).filter(pk=key).first()
    if found is None:
        raise Http404
    if found.person:
        looked_at(request, found.person)
    now = timezone.now()
    form = TryForm(request.POST or None)
    do = lambda **who: actions.record_try(found, **form.said(at=now), **who)  # noqa: E731
    if acted(request, form, do, _("Noted. Thank you.")):
        return redirect("correspondence:calls")
    if found.state == Call.State.OPEN:
        actions.note_number(found, by=request.user, at=now)
    context = {
        "call": found,
        "why": reads.why(found),
        "numbers": reads.numbers(found) if found.state == Call.State.OPEN else [],
        "tried": reads.tried(found),
        "letter": reads.letter_of(found, at=now),
        "form": form,
        "results": CallTry.Result,
        "at": now,
        "rules": call_rules(),
    }
    return render(request, "correspondence/call.html", context, status=422 if form.errors else 200)


@who_may(CALL)
@page_or_form
def ask(request, key):
    person = find_person(request, CALL, key)
    form = AskForm(request.POST or None)
    do = lambda **who: actions.ask_call(person, form.cleaned_data["words"], **who)  # noqa: E731
    if acted(request, form, do, _("The call is on the list.")):
        return redirect("correspondence:calls")
    page = {"title": _("Put on the call list"), "button": _("Put on the list")}
    return form_page(request, form, **page, back=person.get_absolute_url(), person=person)


def _many(request):
    said = request.GET.get("many", "")
    return min(int(said), MOST) if said.isdecimal() and said.isascii() else PAGE
