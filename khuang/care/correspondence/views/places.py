"""Where somebody said that they are: on our own map, and in no address."""

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.care.correspondence.actions import answering as actions
from khuang.care.correspondence.views.inbox import READ, may_read
from khuang.ground.accounts.access import who_may
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.rules.places import position
from khuang.lib.coordinates import in_thailand


@who_may(READ)
@require_safe
def place(request, key):
    """Show the place of a message; the look is journaled."""
    message, at = _sent(request, key)
    actions.note_media(message, by=request.user, at=timezone.now())
    context = {
        "back": _talk(message),
        "points": reverse("correspondence:place-points", args=[key]),
        "abroad": not in_thailand(*at),
        "addresses": [words for words in [message.place.get("address")] if words],
    }
    return render(request, "correspondence/place.html", context)


@who_may(READ)
@require_safe
def points(request, key):
    """Answer what the map draws."""
    message, (lon, lat) = _sent(request, key)
    here = {"id": "0", "lon": lon, "lat": lat, "level": "high", "label": _("Here"), "url": _talk(message)}
    return JsonResponse({"clusters": [], "points": [here]})


def _sent(request, key):
    message = Message.objects.filter(pk=key).first()
    at = position(message.place) if message else None
    if at is None or not may_read(request.user, message):
        raise Http404
    return message, at


def _talk(message):
    if message.party_id:
        return reverse("correspondence:conversation", args=[message.party_id])
    return reverse("correspondence:unknown", args=[message.contact_id])
