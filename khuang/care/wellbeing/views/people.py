"""One person's check-in: what was agreed, pauses, the last weeks."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.people.actions import note_view
from khuang.care.people.models import Person
from khuang.care.wellbeing import actions, reads
from khuang.care.wellbeing.actions.agreements import Agreed
from khuang.care.wellbeing.actions.pauses import Paused
from khuang.care.wellbeing.forms.agreements import STEPS, WEEKDAYS, EndForm, PauseForm
from khuang.care.wellbeing.models import CheckIn, Pause
from khuang.care.wellbeing.reads.words import SHORT, STATE_WORDS
from khuang.care.wellbeing.rules.problems import WellbeingProblem
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@who_may("wellbeing.view")
@require_safe
def person(request, key):
    found, now = _person(request, key, "wellbeing.view"), timezone.now()
    note_view(found, by=request.user, at=now)
    page = {
        "person": found,
        "record": reads.record(found, at=now),
        "words": STATE_WORDS,
        "weekdays": [words for _number, words in WEEKDAYS],
        "columns": [(SHORT[number], words) for number, words in WEEKDAYS],
        "today": timezone.localdate(now),
        "may_agree": may(request.user, "wellbeing.agree", found) and found.is_here,
    }
    return render(request, "wellbeing/person.html", page)


@who_may("wellbeing.agree")
@page_or_form
def agree(request, key):
    """Ask one thing on each page; what was answered before goes along in the form."""
    found = _person(request, key, "wellbeing.agree")
    step = _step(request)
    initial = {"hour": f"{reads.setting().hour:%H:%M}"}
    forms = [
        form(request.POST if number < step else None, initial=initial) for number, form in enumerate(STEPS)
    ]
    wrong = next((number for number in range(step) if not forms[number].is_valid()), None)
    if wrong is None and step == len(STEPS):
        if _agreed(request, found, forms):
            return redirect("wellbeing:person", found.pk)
        wrong = step - 1
    at = step if wrong is None else wrong
    note_view(found, by=request.user, at=timezone.now())
    page = {"person": found, "form": forms[at], "number": at + 1, "of": len(STEPS), "before": forms[:at]}
    return render(request, "wellbeing/agree.html", page, status=422 if wrong is not None else 200)


@who_may("wellbeing.agree")
@page_or_form
def end(request, key):
    held = find(request, "wellbeing.agree", CheckIn.objects.select_related("person"), key)
    form = EndForm(request.POST or None)
    if form.is_valid() and _tried(form, lambda: _end(request, held, form)):
        messages.success(request, _("The check-in ended."))
        return redirect("wellbeing:person", held.person_id)
    note_view(held.person, by=request.user, at=timezone.now())
    page = {"person": held.person, "form": form}
    return render(request, "wellbeing/end.html", page, status=422 if form.errors else 200)


@who_may("wellbeing.agree")
@page_or_form
def pause(request, key):
    found = _person(request, key, "wellbeing.agree")
    form = PauseForm(request.POST or None, initial={"first_on": timezone.localdate()})
    if form.is_valid() and _tried(form, lambda: _pause(request, found, form)):
        messages.success(request, _("The check-in is paused."))
        return redirect("wellbeing:person", found.pk)
    note_view(found, by=request.user, at=timezone.now())
    page = {"person": found, "form": form}
    return render(request, "wellbeing/pause.html", page, status=422 if form.errors else 200)


@who_may("wellbeing.agree")
@require_POST
def settle_pause(request, key):
    """End a pause, or let it go on for a while."""
    held = find(request, "wellbeing.agree", Pause.objects.select_related("person"), key)
    do = actions.keep_pause if request.POST.get("goes-on") else actions.end_pause
    try:
        do(held, by=request.user, at=timezone.now())
        messages.success(request, _("Noted."))
    except WellbeingProblem as problem:
        messages.error(request, _(problem.sentence))
    return redirect("wellbeing:person", held.person_id)


def _person(request, key, permission):
    return find(request, permission, Person.objects.select_related("village", "dwelling"), key)


def _step(request):
    """Say how many steps the browser has answered."""
    said = request.POST.get("step", "0") if request.method == "POST" else "0"
    return min(int(said), len(STEPS)) if said.isdecimal() and said.isascii() else 0


def _agreed(request, found, forms):
    said = {name: value for form in forms for name, value in form.cleaned_data.items()}
    weekdays = range(7) if said.pop("every") == "daily" else said["weekdays"]
    what = Agreed(**said | {"weekdays": tuple(weekdays)})
    if _tried(forms[-1], lambda: actions.agree(found, what, by=request.user, at=timezone.now())):
        messages.success(request, _("It is agreed."))
        return True
    return False


def _end(request, held, form):
    actions.end_check_in(held, because=form.cleaned_data["because"], by=request.user, at=timezone.now())


def _pause(request, found, form):
    actions.pause(found, Paused(**form.cleaned_data), by=request.user, at=timezone.now())


def _tried(form, do):
    try:
        do()
    except WellbeingProblem as problem:
        form.add_error(None, _(problem.sentence))
        return False
    return True
