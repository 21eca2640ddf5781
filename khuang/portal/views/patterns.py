"""What people think of a topic, and the votes as open data."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuang.portal.reads import patterns as reads
from khuang.portal.views.frame import page, public
from khuang.ui.downloads import download


@public
@require_safe
def patterns(request, place, key):
    found = _found(place, key)
    context = {"topic": found.topic, "may_see": found.may_see, "shown": found.shown}
    return page(request, "portal/forum/patterns.html", place, context)


@public
@require_safe
def votes_file(request, place, key):
    found = _found(place, key)
    address = request.build_absolute_uri(reverse("portal:topic-patterns", args=[place.slug, key]))
    content = reads.votes_file(place, found.topic, address) if found.may_see else None
    if content is None:
        raise Http404
    return download(content, "application/zip", "votes.zip")


def _found(place, key):
    found = reads.result(place, key, timezone.now())
    if found is None:
        raise Http404
    return found
