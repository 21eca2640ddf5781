"""Groups and who leads them."""

from django.http import Http404
from django.views.decorators.http import require_safe

from khuang.portal.reads import groups as reads
from khuang.portal.views.frame import page, public


@public
@require_safe
def groups(request, place):
    return page(request, "portal/groups/groups.html", place, reads.groups(place))


@public
@require_safe
def group(request, place, key):
    found = reads.group(place, key)
    if found is None:
        raise Http404
    return page(request, "portal/groups/group.html", place, found)
