"""The ways to a person, in order, and who helps them."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.correspondence.actions import ways as actions
from khuang.care.correspondence.forms.ways import SupporterForm, WayForm
from khuang.care.correspondence.models import Supporter
from khuang.care.correspondence.reads.ways import ways_page
from khuang.care.correspondence.views.pages import acted, find_person, form_page, page_or_form, tried
from khuang.ground.accounts.access import find, who_may
from khuang.ground.messaging.models import Route

CHANGE = "correspondence.contacts"


@who_may(CHANGE)
@require_safe
def page(request, key):
    person = find_person(request, CHANGE, key)
    return render(request, "correspondence/ways.html", {"page": ways_page(person, at=timezone.now())})


@who_may(CHANGE)
@page_or_form
def add(request, key):
    person = find_person(request, CHANGE, key)
    form = WayForm(request.POST or None)
    do = lambda **who: actions.add_way(person, form.cleaned_data.pop("channel"), **form.cleaned_data, **who)  # noqa: E731
    if acted(request, form, do, _("The way is in the list.")):
        return redirect("correspondence:ways", person.pk)
    return form_page(request, form, title=_("Add a way"), button=_("Add"), back=_back(person), person=person)


@who_may(CHANGE)
@require_POST
def move(request, key, route):
    person, found = _route(request, key, route)
    up = request.POST.get("to") == "up"
    tried(request, lambda **who: actions.move_way(person, found, up=up, **who), _("The order is changed."))
    return redirect("correspondence:ways", person.pk)


@who_may(CHANGE)
@require_POST
def end(request, key, route):
    person, found = _route(request, key, route)
    tried(request, lambda **who: actions.end_way(person, found, **who), _("This way is no longer used."))
    return redirect("correspondence:ways", person.pk)


@who_may(CHANGE)
@require_POST
def choose(request, key, route):
    person, found = _route(request, key, route)
    tried(
        request, lambda **who: actions.choose_line(person, found, **who), _("Messages go there from now on.")
    )
    return redirect("correspondence:ways", person.pk)


@who_may(CHANGE)
@page_or_form
def add_helper(request, key):
    person = find_person(request, CHANGE, key)
    form = SupporterForm(request.POST or None)
    do = lambda **who: actions.add_helper(person, form.cleaned_data, **who)  # noqa: E731
    if acted(request, form, do, _("The helper is noted. Hand over a code if they use LINE.")):
        return redirect("correspondence:ways", person.pk)
    page = {"title": _("Somebody who helps with messages"), "button": _("Save")}
    return form_page(request, form, **page, back=_back(person), person=person)


@who_may(CHANGE)
@require_POST
def end_helper(request, key):
    helper = find(request, CHANGE, Supporter.objects.select_related("person"), key)
    tried(request, lambda **who: actions.end_helper(helper, **who), _("The helper is no longer asked."))
    return redirect("correspondence:ways", helper.person_id)


def _route(request, key, route):
    person = find_person(request, CHANGE, key)
    found = Route.objects.filter(pk=route, party_id=person.pk).first()
    if found is None:
        raise Http404
    return person, found


def _back(person):
    return reverse("correspondence:ways", args=[person.pk])
