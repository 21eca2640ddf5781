"""How often people are visited: the list, the rules, one person."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.people.actions import note_listing, note_view
from khuang.care.people.models import Person
from khuang.care.visits.actions import schedules as actions
from khuang.care.visits.forms.schedules import RiskyForm, ScheduleFilter, ScheduleForm
from khuang.care.visits.models import CareSchedule, Volunteer
from khuang.care.visits.reads import schedules as reads
from khuang.care.visits.reads.volunteers import serving
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may, scope_of

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50


@who_may("visits.schedules")
@require_safe
def schedules(request):
    on = timezone.localdate()
    form = ScheduleFilter(request.GET, on=on)
    rows = reads.schedules(request.user, form.chosen())
    first = _number(request.GET.get("from"))
    shown = reads.listed(rows[first : first + PAGE])
    following, total = first + len(shown), rows.count()
    note_listing((one.schedule.person for one in shown), by=request.user, at=timezone.now())
    more = f"?{urlencode(form.chosen() | {'from': following})}"
    page = {
        "form": form,
        "schedules": shown,
        "total": total,
        "shown": following,
        "more": more if following < total else None,
        "may_renew": scope_of(request.user, "visits.schedules").everywhere,
        "has_any": CareSchedule.objects.filter(until=None).exists(),
    }
    name = "visits/schedules.html"
    return render(request, f"{name}#rows" if request.headers.get("HX-Request") else name, page)


@who_may("visits.schedules")
@require_POST
def renew(request):
    done = actions.renew_schedules(by=request.user, at=timezone.now())
    said = _("%(begun)s schedules began, %(ended)s ended.") % {"begun": done.begun, "ended": done.ended}
    messages.success(request, said)
    return redirect("visits:schedules")


@who_may("visits.schedules")
@require_safe
def rules(request):
    return render(request, "visits/schedule_rules.html", {"rules": reads.rules(timezone.localdate())})


@who_may("visits.schedules")
@require_safe
def person(request, key):
    found = _person(request, key)
    note_view(found, by=request.user, at=timezone.now())
    page = {
        "person": found,
        "visits": reads.person_visits(request.user, found, on=timezone.localdate()),
        "history": reads.history(found),
        "may_change": may(request.user, "visits.schedules", found) and found.is_here,
        "may_plan": may(request.user, "visits.plan", found) and found.is_here,
    }
    return render(request, "visits/person_visits.html", page)


@who_may("visits.schedules")
@page_or_form
def change(request, key):
    """Decide how often somebody is visited; ?for=respite decides the visits for the family carer."""
    found = _person(request, key)
    is_respite = request.GET.get("for") == CareSchedule.Purpose.RESPITE
    purpose = CareSchedule.Purpose.RESPITE if is_respite else CareSchedule.Purpose.CARE
    now = CareSchedule.objects.filter(person=found, purpose=purpose, until=None).first()
    people = serving(Volunteer.objects.all(), timezone.localdate())
    form = ScheduleForm(request.POST or None, volunteers=people, initial=ScheduleForm.initial_of(now))
    if not form.is_valid():
        page = {"form": form, "person": found, "schedule": now, "is_respite": is_respite}
        return render(request, "visits/schedule_change.html", page)
    said = {"why": form.cleaned_data["why"], "purpose": purpose}
    actions.set_schedule(found, form.wanted(), by=request.user, at=timezone.now(), **said)
    messages.success(request, _("The schedule is set. The next plan follows it."))
    return redirect("visits:person", key)


@who_may("visits.schedules")
@require_POST
def end(request, key):
    row = find(request, "visits.schedules", CareSchedule.objects.select_related("person"), key)
    actions.end_schedule(row, by=request.user, at=timezone.now())
    is_care = row.purpose == CareSchedule.Purpose.CARE
    messages.success(
        request, _("The rules decide again.") if is_care else _("The respite visits end with this day.")
    )
    return redirect("visits:person", row.person_id)


@who_may("visits.schedules")
@page_or_form
def risky(request, key):
    """Mark a person's home: two people go together."""
    found = _person(request, key)
    if found.dwelling is None:
        raise Http404
    form = RiskyForm(request.POST or None)
    if not form.is_valid():
        return render(request, "visits/risky_home.html", {"form": form, "person": found})
    actions.mark_risky(found.dwelling, why=form.cleaned_data["why"], by=request.user, at=timezone.now())
    messages.success(request, _("Two people go together to this home from now on."))
    return redirect("visits:person", key)


@who_may("visits.schedules")
@require_POST
def calm(request, key):
    """Let one go alone again."""
    found = _person(request, key)
    if found.dwelling is None:
        raise Http404
    actions.unmark_risky(found.dwelling, by=request.user, at=timezone.now())
    messages.success(request, _("One may go alone again."))
    return redirect("visits:person", key)


def _person(request, key):
    rows = Person.objects.select_related("village", "dwelling", "household")
    return find(request, "visits.schedules", rows, key)


def _number(text):
    text = text or ""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
