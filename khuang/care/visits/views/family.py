"""Screens of family carers: the list, one carer, a talk with them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuang.care.people.actions import note_listing, note_view
from khuang.care.people.models import Person
from khuang.care.visits.actions import family as actions
from khuang.care.visits.actions.schedules import Wanted, set_schedule
from khuang.care.visits.forms.family import CarersFilter, InterviewForm, RespiteForm
from khuang.care.visits.reads import family as reads
from khuang.care.visits.views.volunteers import window
from khuang.ground.accounts.access import find, who_may


@who_may("visits.family-carers")
@require_safe
def carers(request):
    form = CarersFilter(request.GET)
    due = form.is_valid() and form.cleaned_data["due"]
    lines = reads.carers(request.user, on=timezone.localdate(), due=due)
    many, more_url = window(request)
    shown = lines[:many]
    people = [one.person for one in shown] + [person for one in shown for person in one.cares_for]
    note_listing(people, by=request.user, at=timezone.now(), page="family-carers")
    context = {"form": form, "lines": shown, "total": len(lines), "more_url": more_url}
    return render(request, "visits/family_carers.html", context)


@who_may("visits.family-carers")
@require_safe
def carer(request, key):
    person = _person(request, key)
    context = {
        "person": person,
        "talks": reads.talks(person, "th" if get_language() == "th" else "en"),
        "cares_for": reads.respite_of(reads.cared_for(person, request.user)),
    }
    return render(request, "visits/family_carer.html", context)


@who_may("visits.family-carers")
@require_http_methods(["GET", "HEAD", "POST"])
def interview(request, key):
    person = _person(request, key)
    form = InterviewForm(request.POST or None, on=timezone.localdate())
    if form.is_valid():
        said = form.cleaned_data
        kept = actions.note_interview(
            person,
            form.answers(),
            hours=said["hours"],
            held_on=said["held_on"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The talk is kept: %(level)s.") % {"level": kept.level_words})
        return redirect("visits:family-carer", person.pk)
    context = {"person": person, "form": form}
    return render(request, "visits/family_interview.html", context, status=422 if form.errors else 200)


@who_may("visits.family-carers")
@require_http_methods(["GET", "HEAD", "POST"])
def respite(request, key):
    """Plan visits on which somebody stays, so that the carer can rest."""
    person = _person(request, key)
    form = RespiteForm(request.POST or None, cared_for=reads.cared_for(person, request.user))
    if form.is_valid():
        said = form.cleaned_data
        wanted = Wanted(said["every"], 1, said["minutes"], half=said["half"])
        now, about = timezone.now(), said["person"]
        set_schedule(about, wanted, why=said["why"], purpose="respite", by=request.user, at=now)
        messages.success(request, _("Respite is asked for. The next plan reckons with it."))
        return redirect("visits:family-carer", person.pk)
    context = {"person": person, "form": form}
    return render(request, "visits/family_respite.html", context, status=422 if form.errors else 200)


def _person(request, key):
    person = find(request, "visits.family-carers", Person.objects.select_related("village"), key)
    note_view(person, by=request.user, at=timezone.now())
    return person
