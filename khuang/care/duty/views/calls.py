"""One alert, or one call of somebody unknown: look after it, pass it on, settle it, say who it was."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.cases import actions as cases
from khuang.care.cases.models import Alert
from khuang.care.duty import actions, forms, reads
from khuang.care.duty.models import Climb, Stray, Told
from khuang.care.duty.views.pages import acted, form_page, page_or_form, tried
from khuang.care.people.actions import note_listing, note_view
from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.care.people.reads.search import found as find_people
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may
from khuang.ground.messaging.rules.places import position
from khuang.lib.coordinates import in_thailand


@who_may("cases.acknowledge")
@page_or_form
def alert(request, key):
    """Show one alert with everybody who was told, and settle it."""
    found = _alert(request, key)
    waiting = reads.alert_waiting(request.user, found)
    form = forms.SettleForm((waiting.may_settle and request.POST) or None)
    do = lambda **said: cases.settle_alert(found, **said)  # noqa: E731
    if waiting.may_settle and acted(request, form, do, _("It is settled.")):
        return redirect("duty:duty")
    return _page(request, form, waiting)


@who_may("cases.alerts")
@page_or_form
def stray(request, key):
    """Show one call of somebody unknown with everybody who was told, and settle it."""
    found = find(request, "cases.alerts", Stray.objects.all(), key)
    waiting = reads.stray_waiting(request.user, found)
    form = forms.SettleForm(request.POST or None)
    do = lambda **said: actions.settle_stray(found, **said)  # noqa: E731
    if acted(request, form, do, _("It is settled.")):
        return redirect("duty:duty")
    return _page(request, form, waiting)


@who_may("cases.acknowledge")
@require_POST
def take_alert(request, key):
    found = find(request, "cases.acknowledge", Alert.objects.all(), key)
    tried(request, lambda **said: cases.acknowledge_alert(found, **said), _("You look after it."))
    return redirect("duty:alert", found.pk)


@who_may("cases.alerts")
@require_POST
def take_stray(request, key):
    found = find(request, "cases.alerts", Stray.objects.all(), key)
    tried(request, lambda **said: actions.acknowledge_stray(found, **said), _("You look after it."))
    return redirect("duty:stray", found.pk)


@who_may("cases.acknowledge")
@require_POST
def cannot(request, key):
    """Pass on what climbs: whoever says so is not asked again."""
    found = find(request, "cases.acknowledge", Climb.objects.all(), key)
    tried(request, lambda **said: actions.say_cannot(found, **said), _("Noted. The next are told."))
    return redirect("duty:duty")


@who_may("cases.alerts")
@require_POST
def called(request, key):
    """Note whether somebody who was told was reached by telephone."""
    found = find(request, "cases.alerts", Told.objects.select_related("climb"), key)
    reached = request.POST.get("reached") == "yes"
    tried(request, lambda **said: actions.note_call(found, reached=reached, **said), _("Noted."))
    climb = found.climb
    return (
        redirect("duty:alert", climb.alert_id) if climb.alert_id else redirect("duty:stray", climb.stray_id)
    )


@who_may("cases.alerts")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request, key):
    """Say who it was that called: find the person, then choose them."""
    found = find(request, "cases.alerts", Stray.objects.filter(settled_at=None), key)
    if chosen := request.POST.get("person"):
        person = _person(request, chosen)
        tried(
            request,
            lambda **said: actions.link_stray(found, person, **said),
            _("It goes on as the alert of this person, and you look after it."),
        )
        return redirect("duty:duty")
    text = request.POST.get("search", "").strip()
    answer = find_people(request.user, text, on=timezone.localdate()) if text else None
    if answer and answer.found:
        people = [one.person for one in answer.found]
        note_listing(people, by=request.user, at=timezone.now(), how="search")
    return render(request, "duty/link.html", {"stray": found, "answer": answer, "text": text})


@who_may("cases.acknowledge")
@require_safe
def place(request, key):
    """Show on our own map where somebody said that they are."""
    found = _alert(request, key)
    cries = list(found.cries.all())
    if not _places(cries):
        raise Http404
    context = {
        "back": reverse("duty:alert", args=[key]),
        "points": reverse("duty:place-points", args=[key]),
        "abroad": not all(in_thailand(*one) for one in _places(cries)),
        "addresses": [one.place["address"] for one in cries if one.place and one.place.get("address")],
    }
    return render(request, "correspondence/place.html", context)


@who_may("cases.acknowledge")
@require_safe
def place_points(request, key):
    """Answer what the map draws: the place of an alert; coordinates stand in no address."""
    found = find(request, "cases.acknowledge", Alert.objects.all(), key)
    url = reverse("duty:alert", args=[key])
    points = [
        {"id": str(number), "lon": lon, "lat": lat, "level": "high", "label": _("Here"), "url": url}
        for number, (lon, lat) in enumerate(_places(found.cries.all()))
    ]
    return JsonResponse({"clusters": [], "points": points})


def _page(request, form, waiting):
    may_read = may(request.user, "correspondence.answer")
    return form_page(request, form, "duty/call.html", one=waiting, now=timezone.now(), may_read=may_read)


def _places(cries):
    found = (position(one.place) for one in cries)
    return [one for one in found if one]


def _alert(request, key):
    """Find an alert of a person, and note the look."""
    found = find(request, "cases.acknowledge", Alert.objects.select_related("person__merged_into"), key)
    if is_closed_to(request.user, found.person):
        raise PermissionDenied
    note_view(found.person.merged_into or found.person, by=request.user, at=timezone.now())
    return found


def _person(request, key):
    try:
        return find(request, "people.view", Person.objects.all(), UUID(key))
    except ValueError:
        raise Http404 from None
