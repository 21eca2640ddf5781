"""Rounds on paper: who goes today, the sheet to print, and typing in what was written on it."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuang.care.visits import actions, reads
from khuang.care.visits.forms.paper import PaperForm
from khuang.care.visits.models import PaperDraft, Volunteer
from khuang.care.visits.rules.findings import catalogue
from khuang.care.visits.rules.record_problems import NoVisitForm
from khuang.ground.accounts.access import who_may
from khuang.ground.surveys.rules.problems import SurveyProblem


@dataclass
class Row:
    """A stop of the sheet and its boxes; none when it was recorded already."""

    stop: object
    form: PaperForm | None


@who_may("visits.paper")
@require_safe
def rounds(request):
    day = _day(request)
    return render(request, "visits/rounds.html", {"day": day, "sheets": reads.sheets(request.user, day)})


@who_may("visits.paper")
@require_safe
def sheet(request, key):
    volunteer, day = _volunteer(request, key)
    return _sheet(request, reads.round_of(volunteer, day, actor=request.user, permission="visits.paper"))


@who_may("visits.round")
@require_safe
def own_sheet(request):
    volunteer = reads.volunteer_of(request.user)
    if volunteer is None:
        raise Http404
    return _sheet(request, reads.round_of(volunteer, timezone.localdate(), actor=request.user))


def _sheet(request, round_):
    now = timezone.now()
    actions.note_round(round_, "printed", by=request.user, at=now)
    context = {"round": round_, "known": catalogue(), "now": now, "tasks": _tasks()}
    return render(request, "visits/sheet.html", context)


def _tasks():
    """Give the tasks with their numbers, group by group."""
    known = catalogue()
    numbered = list(enumerate(known.done, 1))
    return [
        (group, [(number, one.choice) for number, one in numbered if one.group == group.code])
        for group in known.groups
    ]


@who_may("visits.paper")
@require_http_methods(["GET", "POST"])
def type_in(request, key):
    """Type in a sheet: each row is kept as soon as it is left, and recorded as soon as it is whole."""
    volunteer, day = _volunteer(request, key)
    round_ = reads.round_of(volunteer, day, actor=request.user, permission="visits.paper")
    rows = _rows(request, round_)
    if request.method == "POST":
        kept = [_kept(request, row, round_) for row in rows if row.form and row.form.is_touched()]
        if request.headers.get("X-Khuang-Row"):
            return JsonResponse({"rows": kept})
        if all(one["state"] == "recorded" for one in kept):
            messages.success(request, _("What was whole is recorded."))
            return redirect(f"{reverse('visits:type-in', args=[key])}?day={day.isoformat()}")
    else:
        actions.note_round(round_, "opened", by=request.user, at=timezone.now())
    context = {"round": round_, "rows": rows, "tasks": _tasks(), "left": sum(bool(row.form) for row in rows)}
    return render(request, "visits/type_in.html", context)


def _rows(request, round_):
    drafts = {
        one.planned_id: one.typed
        for one in PaperDraft.objects.filter(planned__in=[stop.planned for stop in round_.stops])
    }
    said = request.POST if request.method == "POST" else None
    return [Row(stop, _form(request, stop, drafts.get(stop.planned.pk), said)) for stop in round_.stops]


def _form(request, stop, draft, said):
    prefix = str(stop.planned.pk)
    if stop.is_done and request.GET.get("again") != prefix:
        return None
    # A row whose boxes did not come was sent from another one.
    sent = said if said is not None and f"{prefix}-instance" in said else None
    return PaperForm(sent, prefix=prefix, initial=(draft or {}) | {"instance": uuid4()})


def _kept(request, row, round_):
    """Record a row that is whole, keep another as a draft; say which, and what is wrong."""
    form, planned, now = row.form, row.stop.planned, timezone.now()
    told = {"planned": str(planned.pk)}
    if form.is_valid():
        try:
            said = form.answers(round_.volunteer, round_.day)
            actions.type_in(planned, said, instance=form.cleaned_data["instance"], by=request.user, at=now)
        except (NoVisitForm, SurveyProblem) as problem:
            form.add_error(None, _(problem.sentence))
        else:
            row.form = None
            return told | {"state": "recorded"}
    actions.keep_draft(planned, form.typed(), by=request.user, at=now)
    said = {
        name: list(errors)
        for name, errors in form.errors.items()
        if not (name == "result" and form["result"].data in (None, ""))
    }
    return told | {"state": "draft", "errors": said}


def _day(request):
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()


def _volunteer(request, key):
    """Give a volunteer who goes on a round within the account's places that day, and the day."""
    volunteer, day = get_object_or_404(Volunteer, pk=key), _day(request)
    if not reads.goes_on(volunteer, day, request.user):
        raise Http404
    return volunteer, day
