"""Screens of when a volunteer comes, of absences, and of the wishes of those visited."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khuang.care.people.actions import note_view
from khuang.care.people.models import Person
from khuang.care.visits.actions import availability as actions
from khuang.care.visits.forms.availability import AbsenceForm, WeekForm, WishForm
from khuang.care.visits.models import Absence, VisitWish
from khuang.care.visits.reads import volunteers as reads
from khuang.care.visits.reads.availability import week_of, wishes_of
from khuang.care.visits.reads.volunteers_leaving import planned_from
from khuang.care.visits.views.volunteers import asked, found, tried
from khuang.ground.accounts.access import find, who_may

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@who_may("visits.volunteers")
@page_or_form
def week(request, key):
    one = found(request, key)
    today = timezone.localdate()
    since = max(today, one.since)
    form = WeekForm(request.POST or None, week=week_of(one, since), since=since)

    def do():
        since = form.cleaned_data["since"]
        actions.set_week(one, form.wanted(), since=since, by=request.user, at=timezone.now())

    return asked(
        request,
        one,
        form,
        do,
        title=_("Half-days on which they can visit"),
        done=_("The week is kept. The next plan reckons with it."),
        template="visits/volunteer_week.html",
    )


@who_may("visits.volunteers")
@page_or_form
def new_absence(request, key):
    one = found(request, key)
    form = AbsenceForm(request.POST or None, initial={"first_on": timezone.localdate()})

    def do():
        actions.note_absence(one, **form.cleaned_data, by=request.user, at=timezone.now())

    return asked(request, one, form, do, title=_("Note an absence"), done=_("The absence is noted."))


@who_may("visits.volunteers")
@page_or_form
def sick(request, key):
    """Sick today, in two taps: the link that leads here, and the button."""
    one = found(request, key)
    today = timezone.localdate()
    if request.method == "POST":
        actions.call_in_sick(one, by=request.user, at=timezone.now())
        messages.success(request, _("They are noted as sick today. Plan today's visits anew."))
        return redirect("visits:volunteer", one.pk)
    visits = planned_from(one, today).filter(day=today).count()
    return render(request, "visits/volunteer_sick.html", {"volunteer": one, "visits": visits, "on": today})


@who_may("visits.volunteers")
@require_POST
def end_absence(request, key):
    absence = find(request, "visits.volunteers", Absence.objects.select_related("volunteer"), key)
    actions.end_absence(absence, by=request.user, at=timezone.now())
    messages.success(request, _("They are back."))
    return redirect("visits:volunteer", absence.volunteer_id)


@who_may("visits.schedules")
@page_or_form
def wishes(request, key):
    person = find(request, "visits.schedules", Person.objects.select_related("village"), key)
    today = timezone.localdate()
    form = WishForm(request.POST or None, volunteers=reads.serving(reads.volunteers(request.user), today))

    def do():
        actions.note_wish(person, **form.cleaned_data, by=request.user, at=timezone.now())

    if form.is_valid() and tried(form, do):
        messages.success(request, _("The wish is noted. The next plan reckons with it."))
        return redirect("visits:wishes", person.pk)
    note_view(person, by=request.user, at=timezone.now())
    context = {"person": person, "form": form, "wishes": wishes_of(person, today)}
    return render(request, "visits/wishes.html", context, status=422 if form.errors else 200)


@who_may("visits.schedules")
@require_POST
def end_wish(request, key):
    wish = find(request, "visits.schedules", VisitWish.objects.select_related("person"), key)
    actions.end_wish(wish, by=request.user, at=timezone.now())
    messages.success(request, _("The wish is taken back."))
    return redirect("visits:wishes", wish.person_id)
