"""Councils: agenda, scrutiny, ranking, resolutions."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from khuang.portal.reads import council as reads
from khuang.portal.views.frame import page, public


@public
@require_safe
def councils(request, place):
    return page(request, "portal/council/councils.html", place, {"rows": reads.councils(place)})


@public
@require_safe
def council(request, place, key):
    return _page(request, "council", place, reads.council(place, key))


@public
@require_safe
def meeting(request, place, key):
    return _page(request, "meeting", place, reads.meeting(place, key))


@public
@require_safe
def item(request, place, key):
    return _page(request, "item", place, reads.item(place, key))


@public
@require_safe
def round_(request, place, key):
    return _page(request, "round", place, reads.round_(place, key))


@public
@require_safe
def resolution(request, place, key):
    return _page(request, "resolution", place, reads.resolution(place, key))


def _page(request, name, place, found):
    if found is None:
        raise Http404
    language = get_language()
    named = [(one, one.name(language), one.asks(language)) for one in found.get("criteria", ())]
    return page(request, f"portal/council/{name}.html", place, found | {"criteria": named})
