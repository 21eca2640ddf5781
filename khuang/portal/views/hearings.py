"""Hearings in the open court: what comes, what was, and the way into the vote by a token of the hall."""

from django.http import Http404
from django.views.decorators.http import require_safe

from khuang.portal.reads import hearings as reads
from khuang.portal.views.frame import page, public


@public
@require_safe
def hearings(request, place):
    coming, past = reads.hearings(place)
    return page(request, "portal/hearings/hearings.html", place, {"coming": coming, "past": past})


@public
@require_safe
def hearing(request, place, key):
    seen = _seen(place, key)
    return page(request, "portal/hearings/hearing.html", place, {"seen": seen, "paper": seen.paper})


def _seen(place, key):
    seen = reads.hearing(place, key)
    if seen is None:
        raise Http404
    return seen
