"""One visit of a plan: why it is so, and what a hand may change."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.people.actions import note_view
from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.care.visits.actions import plans_by_hand
from khuang.care.visits.forms.plans import CancelForm, ExtraForm, WhereForm
from khuang.care.visits.models import PlannedVisit
from khuang.care.visits.reads import plans as holding
from khuang.care.visits.reads import plans_shown
from khuang.care.visits.reads.plan_words import faults_in_words
from khuang.care.visits.rules.problems import NeedsAReason, PlanProblem, VisitHasChanged
from khuang.ground.accounts.access import find, who_may

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@who_may("visits.plan")
@require_safe
def visit(request, key):
    row = _found(request, key)
    note_view(row.person, by=request.user, at=timezone.now())
    return render(request, "visits/plan_visit.html", _page(row))


@who_may("visits.plan")
@page_or_form
def move(request, key):
    """Let somebody else come, or at another time; what is broken by it is said and wants a reason."""
    row, now = _found(request, key), timezone.now()
    needs_reason = bool(request.POST.get("broken"))
    form = WhereForm(
        request.POST or None,
        plan=row.plan,
        today=timezone.localdate(now),
        needs_reason=needs_reason,
        initial=_initial(row),
    )
    broken = []
    if form.is_valid():
        said = form.cleaned_data
        try:
            plans_by_hand.move_visit(
                key,
                form.where(),
                version=said["version"],
                reason=said["reason"],
                by=request.user,
                at=now,
            )
        except NeedsAReason as problem:
            broken = faults_in_words(problem.faults)
            form = _asking(form, row, now)
        except VisitHasChanged as problem:
            row = _found(request, key)
            form = _theirs(form, row, now)
            messages.error(request, _(problem.sentence))
        except PlanProblem as problem:
            form.add_error(None, _(problem.sentence))
        else:
            messages.success(request, _("The visit is moved and locked."))
            return redirect("visits:planned", key)
    page = _page(row) | {"form": form, "broken": broken}
    return render(request, "visits/plan_visit_move.html", page)


def _asking(form, row, now):
    """The same form with what was typed, now asking for a reason."""
    return type(form)(
        initial=form.cleaned_data, plan=row.plan, today=timezone.localdate(now), needs_reason=True
    )


def _theirs(form, row, now):
    """The form with what was typed, upon the visit as somebody else has left it."""
    typed = form.cleaned_data | {"version": row.version}
    return type(form)(initial=typed, plan=row.plan, today=timezone.localdate(now))


@who_may("visits.plan")
@require_POST
def lock(request, key):
    row = _found(request, key)
    locked = request.POST.get("locked") == "yes"
    said = _("The visit is locked: it stays as it is.") if locked else _("The visit is unlocked.")
    return _done(request, row, said, plans_by_hand.lock_visit, locked=locked, version=_version(request))


@who_may("visits.plan")
@page_or_form
def cancel(request, key):
    row = _found(request, key)
    form = CancelForm(request.POST or None, initial={"version": row.version})
    if not form.is_valid():
        return render(request, "visits/plan_visit_cancel.html", _page(row) | {"form": form})
    said = _("The visit is cancelled.")
    return _done(request, row, said, plans_by_hand.cancel_visit, **form.cleaned_data)


def _done(request, row, words, do, **said):
    try:
        do(row.pk, by=request.user, at=timezone.now(), **said)
    except PlanProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, words)
    return redirect("visits:planned", row.pk)


@who_may("visits.plan")
@page_or_form
def add(request, key):
    """Add a visit to somebody by the plan of this month or the next that holds."""
    person = find(request, "visits.plan", Person.objects.select_related("village", "dwelling"), key)
    now = timezone.now()
    plan = holding.plan_of(timezone.localdate(now))
    if plan is None:
        messages.error(request, _("No plan of this month holds yet. Publish one first."))
        return redirect("visits:person", key)
    form = ExtraForm(
        request.POST or None,
        plan=plan,
        today=timezone.localdate(now),
        needs_reason=bool(request.POST.get("broken")),
    )
    broken = []
    if form.is_valid():
        said = form.cleaned_data
        where = {"minutes": said["minutes"], "reason": said["reason"], "by": request.user, "at": now}
        try:
            row = plans_by_hand.add_visit(plan.pk, person, form.where(), **where)
        except NeedsAReason as problem:
            broken = faults_in_words(problem.faults)
            form = ExtraForm(initial=said, plan=plan, today=timezone.localdate(now), needs_reason=True)
        except PlanProblem as problem:
            form.add_error(None, _(problem.sentence))
        else:
            messages.success(request, _("The visit is added."))
            return redirect("visits:planned", row.pk)
    page = {"person": person, "plan": plan, "form": form, "broken": broken}
    return render(request, "visits/plan_visit_add.html", page)


def _found(request, key):
    rows = PlannedVisit.objects.select_related("plan", "volunteer", "second")
    row = find(request, "visits.plan", rows.select_related("person__village", "person__dwelling"), key)
    if is_closed_to(request.user, row.person):
        raise PermissionDenied
    return row


def _page(row):
    return {
        "row": row,
        "stop": plans_shown.stops([row])[0],
        "broken_before": plans_shown.broken(row),
        "edits": plans_shown.edits_of(row),
    }


def _initial(row):
    return {
        "volunteer": str(row.volunteer_id or ""),
        "second": str(row.second_id or ""),
        "day": row.day.isoformat() if row.day else "",
        "half": row.half,
        "version": row.version,
    }


def _version(request):
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
